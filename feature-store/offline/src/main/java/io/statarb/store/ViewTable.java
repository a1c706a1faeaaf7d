package io.statarb.store;

import io.delta.tables.DeltaTable;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import io.statarb.offline.DeltaLogFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one view: a Delta table to which facts are only added, and beside it a manifest of
 * each version. Readers take the files that the manifest names, and none whose digest is not the
 * one noted.
 */
final class ViewTable {
  private final FeatureView view;
  private final Entity entity;
  private final Path folder;

  /** Files whose digests this one compared. */
  private final Map<String, FileSeals.Seal> compared = new HashMap<>();

  ViewTable(StoreFolder store, FeatureView view, Entity entity) {
    this.view = view;
    this.entity = entity;
    this.folder = store.table(view, entity);
  }

  Path folder() {
    return folder;
  }

  Entity entity() {
    return entity;
  }

  StructType schema() {
    StructType schema =
        new StructType()
            .add("entity", entity.type().spark())
            .add("event_ns", DataTypes.LongType)
            .add("stated_ns", DataTypes.LongType)
            .add("known_ns", DataTypes.LongType)
            .add("sequence", DataTypes.LongType);
    for (ViewField field : view.fields()) {
      schema = schema.add(field.name(), field.type().spark());
    }
    return schema;
  }

  private Path manifestFile(long version) {
    return folder.resolve("_manifests").resolve("%020d.json".formatted(version));
  }

  /** The newest version, or null if nothing was materialised. */
  @Nullable TableManifest newest() {
    Path manifests = folder.resolve("_manifests");
    if (!Files.isDirectory(manifests)) {
      return null;
    }
    try (Stream<Path> files = Files.list(manifests)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("[0-9]{20}\\.json"))
          .max(Comparator.naturalOrder())
          .map(TableManifest::read)
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The newest version.
   *
   * @throws Refusal if nothing was materialised
   */
  TableManifest current() {
    TableManifest newest = newest();
    if (newest == null) {
      throw Refusal.data(
          view.source() == null
              ? "view %s has no source in this store: declare one in features.yaml with `kernels: %s`"
                  .formatted(view.name(), view.kernels())
              : "view %s holds no facts yet; run `statarb features materialize`"
                  .formatted(view.name()));
    }
    return newest;
  }

  /**
   * A version.
   *
   * @throws Refusal if there is no such version
   */
  TableManifest version(long number) {
    if (!Files.exists(manifestFile(number))) {
      throw Refusal.data(
          "%s has no version %d any more, so what was read then cannot be read again"
              .formatted(folder, number));
    }
    return TableManifest.read(manifestFile(number));
  }

  /**
   * Files of a version, each as it was when it was written: all digests are compared.
   *
   * @throws Refusal if one is missing or a bit of it differs
   */
  List<Path> verified(TableManifest manifest) {
    return files(manifest, FileSeals.NONE);
  }

  /**
   * Files of a version; digests are compared of those alone whose size or time of last change is
   * not what it was when the store was written.
   *
   * @throws Refusal if one is missing or was changed
   */
  List<Path> unchanged(TableManifest manifest) {
    return files(manifest, FileSeals.read(sealsFile(manifest)));
  }

  private List<Path> files(TableManifest manifest, FileSeals seals) {
    List<Path> files = new ArrayList<>();
    for (TableManifest.DataFile file : manifest.files()) {
      Path path = folder.resolve(file.path()).normalize();
      boolean there =
          path.startsWith(folder) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
      if (!there) {
        throw Refusal.data(
            "%s is missing: version %d of view %s needs it"
                .formatted(path, manifest.version(), view.name()));
      }
      if (!seals.holds(file.path(), path)) {
        compare(file, path);
      }
      files.add(path);
    }
    return files;
  }

  private void compare(TableManifest.DataFile file, Path path) {
    // Looked at before: a change while it is read breaks the seal.
    FileSeals.Seal before = seal(path);
    String sha256 = Sha256.ofFile(path);
    if (!sha256.equals(file.sha256())) {
      throw Refusal.data(
          "%s is damaged: sha256=%s noted=%s".formatted(path, sha256, file.sha256()));
    }
    compared.put(file.path(), before);
  }

  private static FileSeals.Seal seal(Path path) {
    try {
      return FileSeals.Seal.of(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private Path sealsFile(TableManifest manifest) {
    return folder.resolve("_seals").resolve("%020d.json".formatted(manifest.version()));
  }

  /** Seals the files of a version whose digests were compared, for {@link #unchanged}. */
  void seal(TableManifest manifest) {
    SortedMap<String, FileSeals.Seal> seals = new TreeMap<>(compared);
    seals.keySet().retainAll(manifest.files().stream().map(TableManifest.DataFile::path).toList());
    FileSeals now = new FileSeals(seals);
    if (!now.equals(FileSeals.read(sealsFile(manifest)))) {
      now.write(sealsFile(manifest));
    }
  }

  /** Facts of a version. */
  Dataset<Row> read(SparkSession spark, TableManifest manifest) {
    List<Path> files = verified(manifest);
    if (files.isEmpty()) {
      return spark.createDataFrame(List.of(), schema());
    }
    return spark
        .read()
        .schema(schema())
        .parquet(files.stream().map(Path::toString).toArray(String[]::new));
  }

  /**
   * Adds facts as one new version.
   *
   * @param facts of {@link #schema} and the column {@code period}
   * @param count how many they are
   * @param span event times that they were looked for in
   */
  TableManifest add(SparkSession spark, Dataset<Row> facts, long count, TableManifest.Span span) {
    TableManifest before = newest();
    undoUnfinished(spark, before);
    facts
        .write()
        .format("delta")
        .mode(SaveMode.Append)
        .partitionBy("period")
        .option("delta.enableExpiredLogCleanup", "false")
        .save(folder.toString());
    DeltaLogFiles.Commit commit = DeltaLogFiles.last(folder);
    if (commit == null) {
      throw new IllegalStateException("Invariant: a commit was made: table=" + folder);
    }
    List<TableManifest.DataFile> files =
        new ArrayList<>(before == null ? List.of() : before.files());
    commit.added().forEach(path -> files.add(forced(path)));
    List<TableManifest.Span> spans = new ArrayList<>(before == null ? List.of() : before.spans());
    if (span.fromNs() < span.toNs()) {
      spans.add(span);
    }
    TableManifest manifest =
        TableManifest.of(
            view,
            view.layout(entity),
            commit.version(),
            count + (before == null ? 0 : before.facts()),
            spans.stream().mapToLong(each -> each.toNs() - 1).max().orElse(Long.MIN_VALUE),
            spans,
            files);
    manifest.write(manifestFile(commit.version()));
    return manifest;
  }

  /** A version without a manifest is one whose writer was killed; nobody has read it. */
  private void undoUnfinished(SparkSession spark, @Nullable TableManifest before) {
    DeltaLogFiles.Commit last = DeltaLogFiles.last(folder);
    if (before == null) {
      AtomicFiles.delete(folder);
    } else if (last != null && last.version() > before.version()) {
      DeltaTable.forPath(spark, folder.toString()).restoreToVersion(before.version());
    }
  }

  private TableManifest.DataFile forced(String path) {
    String decoded = java.net.URI.create(path).getPath();
    Path file = folder.resolve(decoded);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
      compared.put(decoded, seal(file));
      String period = decoded.substring(decoded.indexOf('=') + 1, decoded.indexOf('/'));
      return new TableManifest.DataFile(decoded, period, channel.size(), Sha256.ofFile(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot force " + file, e);
    }
  }
}
