package io.statarb.store;

import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import io.statarb.offline.KnownTime;
import io.statarb.pit.AsOfRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Training sets: the features of a service at each of many rows, as they were known at the time of
 * the row, and the same again later.
 */
public final class HistoricalFeatures {
  private static final String ROWS_FILE = "rows.parquet";

  private final SparkSession spark;
  private final StoreFolder store;

  /** Training sets of a store. */
  public HistoricalFeatures(SparkSession spark, StoreFolder store) {
    this.spark = spark;
    this.store = store;
  }

  /** Rows that were written. */
  private record Written(List<String> columns, long rows, String sha256, String fileSha256) {}

  /**
   * Joins the features of a service to the rows of a file and writes both with a manifest.
   *
   * @param service name of the service
   * @param entities CSV or Parquet file of the rows
   * @param timeColumn its column of times; null to take the usual one
   * @param asKnownOn date or time whose knowledge is used in place of each row's own; null for none
   * @param out folder for the rows and the manifest, replaced whole
   * @param codeVersion commit of the code, for the manifest
   */
  public TrainingSet build(
      String service,
      Path entities,
      @Nullable String timeColumn,
      @Nullable String asKnownOn,
      Path out,
      String codeVersion) {
    Declarations all = StoreRegistry.read(store).declarations();
    StoreService wanted = all.service(service);
    Declarations declarations = all.only(wanted);
    Map<FeatureView, TableManifest> tables = new LinkedHashMap<>();
    for (FeatureView view : declarations.views()) {
      tables.put(view, table(declarations, view).current());
    }
    EntityFile given = EntityFile.of(spark, entities, timeColumn);
    Path work = AtomicFiles.temporary(out);
    AtomicFiles.delete(work);
    try {
      Files.createDirectories(work);
      String copy = EntityFile.isParquet(entities) ? "entities.parquet" : copyName(entities);
      Files.copy(entities, work.resolve(copy));
      EntityFile kept = given.copied(work.resolve(copy));
      Written written = join(declarations, wanted, tables, kept, asKnownOn, work);
      TrainingSet set =
          new TrainingSet(
              TrainingSet.FORMAT,
              service,
              all.schemaHash(wanted),
              declarations,
              store.root().toString(),
              versions(declarations, tables),
              copy,
              Sha256.ofFile(work.resolve(copy)),
              given.time(),
              asKnownOn,
              codeVersion,
              written.columns(),
              written.rows(),
              written.sha256(),
              ROWS_FILE,
              written.fileSha256());
      AtomicFiles.write(
          work.resolve(TrainingSet.MANIFEST), Json.pretty(set).getBytes(StandardCharsets.UTF_8));
      AtomicFiles.replaceFolder(work, out);
      return set;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + out, e);
    } finally {
      AtomicFiles.delete(work);
    }
  }

  private static String copyName(Path entities) {
    return entities.toString().endsWith(".gz") ? "entities.csv.gz" : "entities.csv";
  }

  private ViewTable table(Declarations declarations, FeatureView view) {
    return new ViewTable(store, view, declarations.entityOf(view));
  }

  private List<TrainingSet.ViewVersion> versions(
      Declarations declarations, Map<FeatureView, TableManifest> tables) {
    List<TrainingSet.ViewVersion> versions = new ArrayList<>();
    tables.forEach((view, manifest) ->
        versions.add(
            new TrainingSet.ViewVersion(
                view.name(),
                store.root().relativize(table(declarations, view).folder()).toString(),
                manifest.version(),
                manifest.sha256(),
                manifest.facts())));
    return versions;
  }

  /**
   * What a rebuild gave.
   *
   * @param manifest the manifest
   * @param rows rows rebuilt
   * @param rowsSha256 digest of the rows when they were first made
   * @param rebuiltSha256 digest of the rows now
   * @param fileSha256 digest of the file of rows when it was first made
   * @param rebuiltFileSha256 digest of the file now
   * @param newerVersions views that have learned something since, with their version now
   */
  public record Rebuilt(
      String manifest,
      long rows,
      String rowsSha256,
      String rebuiltSha256,
      String fileSha256,
      String rebuiltFileSha256,
      Map<String, Long> newerVersions) {
    /** Whether the rows are the same to the bit. */
    public boolean equal() {
      return rowsSha256.equals(rebuiltSha256);
    }
  }

  /**
   * Makes a training set again from the versions that it was made of.
   *
   * @param manifestFile its manifest; the entity rows lie beside it
   * @param out folder to keep the rows in; null to keep them nowhere
   * @throws Refusal if something that it needs is missing or not what it was
   */
  public Rebuilt rebuild(Path manifestFile, @Nullable Path out) {
    TrainingSet set = TrainingSet.read(manifestFile);
    Path entities = manifestFile.toAbsolutePath().resolveSibling(set.entities());
    if (!Files.isRegularFile(entities) || !Sha256.ofFile(entities).equals(set.entitiesSha256())) {
      throw Refusal.data(
          "%s is missing or not the file whose sha256 is noted: %s"
              .formatted(entities, set.entitiesSha256()));
    }
    Map<FeatureView, TableManifest> tables = new LinkedHashMap<>();
    Map<String, Long> newer = new LinkedHashMap<>();
    for (TrainingSet.ViewVersion version : set.views()) {
      FeatureView view = set.declarations().view(version.view());
      ViewTable table = table(set.declarations(), view);
      TableManifest manifest = table.version(version.deltaVersion());
      if (!manifest.sha256().equals(version.manifestSha256())) {
        throw Refusal.data(
            "version %d of view %s is not the one that was read: sha256=%s noted=%s"
                .formatted(
                    manifest.version(), view.name(), manifest.sha256(), version.manifestSha256()));
      }
      tables.put(view, manifest);
      long current = table.current().version();
      if (current > manifest.version()) {
        newer.put(view.name(), current);
      }
    }
    Path target = out == null ? manifestFile.toAbsolutePath().resolveSibling("rebuilt") : out;
    Path work = AtomicFiles.temporary(target);
    AtomicFiles.delete(work);
    try {
      Files.createDirectories(work);
      StoreService service = set.declarations().service(set.service());
      EntityFile rows = new EntityFile(entities, set.timeColumn(), entities.toString());
      Written written = join(set.declarations(), service, tables, rows, set.asKnownOn(), work);
      if (out != null) {
        AtomicFiles.replaceFolder(work, out);
      }
      return new Rebuilt(
          manifestFile.toString(),
          written.rows(),
          set.rowsSha256(),
          written.sha256(),
          set.fileSha256(),
          written.fileSha256(),
          newer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      AtomicFiles.delete(work);
    }
  }

  private Written join(
      Declarations declarations,
      StoreService service,
      Map<FeatureView, TableManifest> tables,
      EntityFile entities,
      @Nullable String asKnownOn,
      Path folder)
      throws IOException {
    Dataset<Row> rows = entities.rows(spark, declarations.entities());
    AsOfRule rule =
        asKnownOn == null
            ? AsOfRule.LATEST
            : AsOfRule.LATEST.asKnownAt(TimeColumn.ns(KnownTime.until(asKnownOn)));
    rows =
        ServiceJoin.join(
            spark,
            declarations,
            service,
            view -> {
              TableManifest manifest = tables.get(view);
              if (manifest == null) {
                throw new IllegalStateException("Invariant: each view has a version");
              }
              return table(declarations, view).read(spark, manifest);
            },
            rows,
            rule);
    return write(rows.orderBy(EntityFile.ROW).drop(EntityFile.ROW), folder);
  }

  private Written write(Dataset<Row> rows, Path folder) throws IOException {
    Path parts = folder.resolve("parts");
    rows.coalesce(1).write().parquet(parts.toString());
    Path file = folder.resolve(ROWS_FILE);
    try (Stream<Path> files = Files.list(parts)) {
      Path part =
          files
              .filter(f -> String.valueOf(f.getFileName()).startsWith("part-"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("Invariant: one part was written"));
      Files.move(part, file);
    }
    AtomicFiles.delete(parts);
    RowsDigest digest = new RowsDigest();
    Dataset<Row> back = spark.read().parquet(file.toString());
    for (Iterator<Row> each = back.toLocalIterator(); each.hasNext(); ) {
      digest.add(each.next());
    }
    return new Written(List.of(back.columns()), digest.rows(), digest.hex(), Sha256.ofFile(file));
  }
}
