package io.statarb.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log of a Delta table, read as the plain JSON lines that it is: which files a version has and
 * what was noted with it. Needs no Spark. Holds for tables whose log is kept from its beginning.
 */
public final class DeltaLogFiles {
  private static final String LOG = "_delta_log";
  private static final String SUFFIX = ".json";
  private static final int NAME_DIGITS = 20;

  private DeltaLogFiles() {}

  /**
   * One commit.
   *
   * @param version number of the version that it made
   * @param userMetadata what was noted with it; null when nothing was
   * @param added paths below the table of the files that it added
   * @param removed paths of those that it took away
   */
  public record Commit(
      long version, @Nullable String userMetadata, Set<String> added, Set<String> removed) {}

  /** All commits in order; none when there is no table. */
  public static List<Commit> commits(Path table) {
    Path log = table.resolve(LOG);
    List<Commit> commits = list(table).stream().map(DeltaLogFiles::read).toList();
    for (int i = 0; i < commits.size(); i++) {
      if (commits.get(i).version() != i) {
        throw Refusal.data(
            "%s lacks version %d, so what was known then cannot be read".formatted(log, i));
      }
    }
    return commits;
  }

  /** The newest commit; null when there is no table. */
  public static @Nullable Commit last(Path table) {
    List<Path> files = list(table);
    return files.isEmpty() ? null : read(files.getLast());
  }

  private static List<Path> list(Path table) {
    Path log = table.resolve(LOG);
    if (!Files.isDirectory(log)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(DeltaLogFiles::isCommit).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files of a version, absolute, by path. */
  static List<Path> files(Path table, long version) {
    Set<String> paths = new TreeSet<>();
    for (Commit commit : commits(table)) {
      if (commit.version() <= version) {
        paths.removeAll(commit.removed());
        paths.addAll(commit.added());
      }
    }
    return paths.stream().map(path -> resolve(table, path)).toList();
  }

  /** Files of all versions, absolute. */
  static Set<Path> allFiles(Path table) {
    Set<Path> all = new TreeSet<>();
    for (Commit commit : commits(table)) {
      commit.added().forEach(path -> all.add(resolve(table, path)));
    }
    return all;
  }

  private static Path resolve(Path table, String path) {
    return table.toAbsolutePath().resolve(URI.create(path).getPath());
  }

  private static boolean isCommit(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.length() == NAME_DIGITS + SUFFIX.length() && name.endsWith(SUFFIX);
  }

  private static Commit read(Path file) {
    Set<String> added = new TreeSet<>();
    Set<String> removed = new TreeSet<>();
    String metadata = null;
    for (String line : lines(file)) {
      try {
        JsonNode action = Json.mapper().readTree(line);
        if (action.has("add")) {
          added.add(action.get("add").get("path").asText());
        } else if (action.has("remove")) {
          removed.add(action.get("remove").get("path").asText());
        } else if (action.path("commitInfo").has("userMetadata")) {
          metadata = action.get("commitInfo").get("userMetadata").asText();
        }
      } catch (JsonProcessingException e) {
        throw Refusal.data("%s is damaged: %s".formatted(file, e.getOriginalMessage()));
      }
    }
    String name = String.valueOf(file.getFileName());
    return new Commit(Long.parseLong(name.substring(0, NAME_DIGITS)), metadata, added, removed);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
