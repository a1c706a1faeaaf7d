package io.statarb.pit;

import io.statarb.columns.ColumnChunk;
import io.statarb.columns.ColumnFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Gives each fact of runs of files a place: by entity, those of one entity file by file and row by
 * row. How many there are of each entity is known before anything is read.
 */
final class PlacedRuns {
  private final Map<UTF8String, Integer> entities = new LinkedHashMap<>();
  private final int[] starts;
  private final List<PlacedFile> files = new ArrayList<>();

  /**
   * A run.
   *
   * @param from its first row in the row group
   * @param to behind its last row
   * @param at place of its first fact
   */
  record Placed(long from, long to, int at) {
    int facts() {
      return (int) (to - from);
    }
  }

  private record PlacedFile(String path, Map<Integer, List<Placed>> groups) {}

  /** Takes the row groups, file by file. */
  interface Groups {
    /**
     * Takes a row group.
     *
     * @param file open until this returns
     * @param runs at least one, by row
     */
    void take(ColumnFile file, int group, List<Placed> runs) throws IOException;
  }

  /** Takes the pages of a column. */
  interface Pages {
    /**
     * Takes a page, not read as yet.
     *
     * @param runs those with a row in it, at least one
     */
    void take(int page, List<Placed> runs) throws IOException;
  }

  PlacedRuns(List<FileRuns> files) {
    for (FileRuns file : files) {
      file.runs().forEach(run -> entities.putIfAbsent(run.key(), entities.size()));
    }
    this.starts = new int[entities.size() + 1];
    for (FileRuns file : files) {
      file.runs().forEach(run -> starts[entity(run.key()) + 1] += (int) run.facts());
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = starts.clone();
    for (FileRuns file : files) {
      Map<Integer, List<Placed>> groups = new LinkedHashMap<>();
      for (FileRuns.Run run : file.runs()) {
        int entity = entity(run.key());
        groups
            .computeIfAbsent(run.group(), _ -> new ArrayList<>())
            .add(new Placed(run.from(), run.to(), next[entity]));
        next[entity] += (int) run.facts();
      }
      this.files.add(new PlacedFile(file.path(), groups));
    }
  }

  /** Number of an entity by its key, or -1 if it has no facts. */
  int entity(UTF8String key) {
    return entities.getOrDefault(key, -1);
  }

  /** Where the facts of each entity start, and the end of the last. */
  int[] starts() {
    return starts;
  }

  /** Number of facts. */
  int count() {
    return starts[starts.length - 1];
  }

  /** Goes through all files, in their order. */
  void eachGroup(Groups groups) throws IOException {
    for (PlacedFile placed : files) {
      try (ColumnFile file = ColumnFile.open(Path.of(placed.path()))) {
        for (Map.Entry<Integer, List<Placed>> group : placed.groups().entrySet()) {
          groups.take(file, group.getKey(), group.getValue());
        }
      }
    }
  }

  /** Goes through those pages of a column that runs have rows in. */
  static void eachPage(ColumnChunk column, List<Placed> runs, Pages pages) throws IOException {
    int first = 0;
    for (int page = 0; page < column.pages() && first < runs.size(); page++) {
      while (first < runs.size() && runs.get(first).to() <= column.firstRow(page)) {
        first++;
      }
      int end = first;
      while (end < runs.size() && runs.get(end).from() < column.endRow(page)) {
        end++;
      }
      if (first < end) {
        pages.take(page, runs.subList(first, end));
      }
    }
  }
}
