package io.statarb.snapshot;

import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Features of entities as they were known at a moment, for a process that cannot ask the store. The
 * file has a digest of itself and the schema hash of its service: who reads it says which schema he
 * was built for and gets nothing else. Each value knows until when it counts, so that one that was
 * good in the morning is not taken for good at noon.
 *
 * @param format version of the file
 * @param service the service
 * @param schemaHash its schema hash
 * @param atNs the moment, UTC ns
 * @param versions versions of the tables that it was made of, {@code view@version}
 * @param columns names of the values, in the order of the service
 * @param entities values by the entity's key, in the order of the columns
 * @param sha256 digest of all of this with an empty digest
 */
public record FeatureSnapshot(
    int format,
    String service,
    String schemaHash,
    long atNs,
    List<String> versions,
    List<String> columns,
    SortedMap<String, List<SnapshotCell>> entities,
    String sha256) {
  private static final int FORMAT = 1;

  /** In place of a reason: the snapshot does not have the entity. */
  public static final String NO_ENTITY = "NO_ENTITY";

  /** In place of a reason: the value was good until before now. */
  public static final String STALE = "STALE";

  /** In place of a reason: now is before the moment of the snapshot, which would be the future. */
  public static final String NOT_YET = "NOT_YET";

  /** Copies the collections and checks that each entity has a cell for each column. */
  public FeatureSnapshot {
    versions = List.copyOf(versions);
    columns = List.copyOf(columns);
    SortedMap<String, List<SnapshotCell>> copy = new TreeMap<>();
    entities.forEach((entity, cells) -> copy.put(entity, List.copyOf(cells)));
    entities = copy;
    if (new HashSet<>(columns).size() != columns.size()) {
      throw new IllegalArgumentException("columns must differ: columns=" + columns);
    }
    for (Map.Entry<String, List<SnapshotCell>> each : copy.entrySet()) {
      if (each.getValue().size() != columns.size()) {
        throw new IllegalArgumentException(
            "cells of %s: %d, columns: %d"
                .formatted(each.getKey(), each.getValue().size(), columns.size()));
      }
    }
  }

  /** A snapshot with its digest. */
  public static FeatureSnapshot of(
      String service,
      String schemaHash,
      long atNs,
      List<String> versions,
      List<String> columns,
      SortedMap<String, List<SnapshotCell>> entities) {
    FeatureSnapshot open =
        new FeatureSnapshot(FORMAT, service, schemaHash, atNs, versions, columns, entities, "");
    return open.withDigest(open.digest());
  }

  private FeatureSnapshot withDigest(String digest) {
    return new FeatureSnapshot(
        format, service, schemaHash, atNs, versions, columns, entities, digest);
  }

  private String digest() {
    return Sha256.ofBytes(Json.canonical(withDigest("")));
  }

  /** Writes it, so that a reader sees the old file or this one whole. */
  public void write(Path file) {
    AtomicFiles.write(file, Json.pretty(this).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one.
   *
   * @param wantedHash schema hash of the service that the reader was built for
   * @throws Refusal if the file was changed, or is of another schema
   */
  public static FeatureSnapshot read(Path file, String wantedHash) {
    FeatureSnapshot read = Json.read(file, FeatureSnapshot.class);
    if (read.format != FORMAT) {
      throw Refusal.data(
          "%s is of format %d; this version reads %d".formatted(file, read.format, FORMAT));
    }
    if (!read.digest().equals(read.sha256)) {
      throw Refusal.data("%s is damaged: it is not what its own sha256 says".formatted(file));
    }
    if (!read.schemaHash.equals(wantedHash)) {
      throw Refusal.data(
          "%s is of service %s with schema hash %s; wanted is %s"
              .formatted(file, read.service, read.schemaHash, wantedHash));
    }
    return read;
  }

  /** The value of an entity at a time, UTC ns; NaN if {@link #absence} gives a reason. */
  public double value(String entity, String column, long nowNs) {
    if (absence(entity, column, nowNs) != null) {
      return Double.NaN;
    }
    Double value = cell(entity, column).value();
    return value == null ? Double.NaN : value;
  }

  /** Why an entity has no value at a time, UTC ns; null if it has one. */
  public @Nullable String absence(String entity, String column, long nowNs) {
    if (!entities.containsKey(entity)) {
      return NO_ENTITY;
    }
    SnapshotCell cell = cell(entity, column);
    if (cell.absent() != null) {
      return cell.absent();
    }
    if (nowNs < atNs) {
      return NOT_YET;
    }
    return nowNs > cell.expiresNs() ? STALE : null;
  }

  private SnapshotCell cell(String entity, String column) {
    int place = columns.indexOf(column);
    List<SnapshotCell> cells = entities.get(entity);
    if (place < 0 || cells == null) {
      throw new IllegalArgumentException(
          "no such column: column=%s, columns=%s".formatted(column, columns));
    }
    return cells.get(place);
  }
}
