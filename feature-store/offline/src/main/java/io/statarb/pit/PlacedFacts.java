package io.statarb.pit;

import io.statarb.columns.ColumnFile;
import io.statarb.columns.ColumnPage;
import io.statarb.columns.Places;
import io.statarb.columns.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Facts as columns, each value put where it belongs when it is unpacked: by entity, those of one
 * entity file by file and row by row. How many there are of each is known before they are read.
 */
final class PlacedFacts {
  private final FactLayout layout;
  private final Map<UTF8String, Integer> entities = new LinkedHashMap<>();
  private final int[] starts;

  /** Columns of the layout, each once: one may be a time and a feature. */
  private final List<String> names;

  private final long[][] bits;
  private final byte[] @Nullable [] nulls;
  private final List<Texts> texts = new ArrayList<>();

  private PlacedFacts(FactLayout layout, List<FileRuns> files) {
    this.layout = layout;
    for (FileRuns file : files) {
      file.runs().forEach(run -> entities.putIfAbsent(run.key(), entities.size()));
    }
    this.starts = starts(files);
    this.names = layout.columns().stream().map(StructField::name).distinct().toList();
    this.bits = new long[names.size()][count()];
    this.nulls = new byte[names.size()][];
    names.forEach(_ -> texts.add(new Texts()));
  }

  /** Where the facts of each entity start, and the end of the last. */
  private int[] starts(List<FileRuns> files) {
    int[] ends = new int[entities.size() + 1];
    for (FileRuns file : files) {
      for (FileRuns.Run run : file.runs()) {
        ends[number(run) + 1] += (int) run.facts();
      }
    }
    Arrays.parallelPrefix(ends, Integer::sum);
    return ends;
  }

  private int number(FileRuns.Run run) {
    Integer number = entities.get(run.key());
    if (number == null) {
      throw new IllegalStateException("Invariant: all entities are numbered");
    }
    return number;
  }

  /** Reads the runs of files. */
  static PlacedFacts read(FactLayout layout, List<FileRuns> files) throws IOException {
    PlacedFacts facts = new PlacedFacts(layout, files);
    int[] next = facts.starts.clone();
    for (FileRuns runs : files) {
      try (ColumnFile file = ColumnFile.open(Path.of(runs.path()))) {
        for (int group = 0; group < file.groups(); group++) {
          facts.read(file, group, facts.placed(runs, group, next));
        }
      }
    }
    return facts;
  }

  /**
   * A run and where its first fact belongs.
   *
   * @param at place among all facts
   */
  private record Placed(FileRuns.Run run, int at) {}

  private List<Placed> placed(FileRuns file, int group, int[] next) {
    List<Placed> placed = new ArrayList<>();
    for (FileRuns.Run run : file.runs()) {
      if (run.group() == group) {
        int number = number(run);
        placed.add(new Placed(run, next[number]));
        next[number] += (int) run.facts();
      }
    }
    return placed;
  }

  private void read(ColumnFile file, int group, List<Placed> runs) throws IOException {
    if (runs.isEmpty()) {
      return;
    }
    List<Places> places =
        runs.stream().map(each -> new Places(each.run().from(), each.run().to())).toList();
    file.read(group, names, texts, places, (column, page) -> take(column, page, runs));
  }

  private void take(int column, ColumnPage page, List<Placed> runs) {
    for (Placed each : runs) {
      FileRuns.Run run = each.run();
      int from = (int) (Math.max(run.from(), page.firstRow()) - page.firstRow());
      int to = (int) (Math.min(run.to(), page.firstRow() + page.count()) - page.firstRow());
      if (from < to) {
        int at = each.at() + (int) (page.firstRow() + from - run.from());
        System.arraycopy(page.bits(), from, bits[column], at, to - from);
        if (page.hasNulls()) {
          byte[] all = nulls[column] == null ? new byte[count()] : nulls[column];
          System.arraycopy(page.nulls(), from, all, at, to - from);
          nulls[column] = all;
        }
      }
    }
  }

  Map<UTF8String, Integer> entities() {
    return entities;
  }

  /** Where the facts of each entity start, and the end of the last. */
  int[] starts() {
    return starts;
  }

  private int count() {
    return starts[starts.length - 1];
  }

  private int column(int c) {
    return names.indexOf(layout.columns().get(c).name());
  }

  /** Values of a column of the layout; of text, the places in {@link #texts}. */
  long[] bits(int c) {
    return bits[column(c)];
  }

  /** 1 where the value of a column is null; null if none is. */
  byte @Nullable [] nulls(int c) {
    byte[] column = nulls[column(c)];
    if (layout.required(c) && column != null && hasOne(column)) {
      throw layout.missing(layout.columns().get(c).name());
    }
    return column;
  }

  private static boolean hasOne(byte[] flags) {
    for (byte flag : flags) {
      if (flag != 0) {
        return true;
      }
    }
    return false;
  }

  /** The different texts of a column of text. */
  List<UTF8String> texts(int c) {
    return texts.get(column(c)).all();
  }
}
