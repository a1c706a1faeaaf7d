package io.statarb.store;

import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a version of a view's table consists of. It is the last thing that is written of a version,
 * so that a version is there whole or not at all, and it has a digest of itself.
 *
 * @param format version of the file
 * @param view the view
 * @param layout what its facts mean
 * @param version version of the Delta table, and number of this file
 * @param facts number of facts
 * @param newestEventNs latest event time, UTC ns
 * @param spans event times that have been brought in
 * @param files its files
 * @param sha256 digest of all of this with an empty digest
 */
public record TableManifest(
    int format,
    String view,
    String layout,
    long version,
    long facts,
    long newestEventNs,
    List<Span> spans,
    List<DataFile> files,
    String sha256) {
  private static final int FORMAT = 1;

  /** Copies the lists. */
  public TableManifest {
    spans = List.copyOf(spans);
    files = List.copyOf(files);
  }

  /**
   * Event times that have been brought in; whatever else turns up there is late.
   *
   * @param fromNs first, UTC ns
   * @param toNs the one after the last
   */
  public record Span(long fromNs, long toNs) {}

  /**
   * One file.
   *
   * @param path below the table's folder
   * @param period partition that it is of, e.g. {@code 2014-05}
   * @param bytes its size
   * @param sha256 digest of its bytes
   */
  public record DataFile(String path, String period, long bytes, String sha256) {}

  static TableManifest of(
      FeatureView view,
      String layout,
      long version,
      long facts,
      long newestEventNs,
      List<Span> spans,
      List<DataFile> files) {
    TableManifest open =
        new TableManifest(
            FORMAT, view.name(), layout, version, facts, newestEventNs, spans, files, "");
    return open.withDigest(Sha256.ofBytes(Json.canonical(open)));
  }

  private TableManifest withDigest(String digest) {
    return new TableManifest(
        format, view, layout, version, facts, newestEventNs, spans, files, digest);
  }

  void write(Path file) {
    AtomicFiles.write(file, Json.pretty(this).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one back; every bit counts.
   *
   * @throws Refusal if one was changed
   */
  static TableManifest read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    TableManifest manifest = Json.read(file, TableManifest.class);
    boolean whole =
        manifest.format() == FORMAT
            && Sha256.ofBytes(Json.canonical(manifest.withDigest(""))).equals(manifest.sha256())
            && Arrays.equals(Json.pretty(manifest).getBytes(StandardCharsets.UTF_8), bytes);
    if (!whole) {
      throw Refusal.data("%s is damaged: it is not what its own sha256 says".formatted(file));
    }
    return manifest;
  }
}
