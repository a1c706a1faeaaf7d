package io.statarb.pit;

import io.statarb.columns.Span;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Shares out the entities of a table among tasks, each of which then reads the facts of its own and
 * no others: they stay where they are, and only the rows have to move. That takes files in which
 * the facts of an entity stand together, as in those sorted by entity, one for each date or month.
 * Where they stand is found out by reading the column of the entity alone.
 *
 * @param files all of them
 * @param buckets which task reads an entity
 * @param shares what each task reads
 */
record EntityRuns(List<FileRuns> files, Buckets buckets, List<Share> shares) {
  /** Runs of all files beyond which the driver does not want to hear of them. */
  private static final int MOST_RUNS = 500_000;

  /** What a task reads. */
  record Share(int split, List<FileRuns> files) implements Serializable {
    private static final long serialVersionUID = 1L;

    long facts() {
      return files.stream().mapToLong(FileRuns::facts).sum();
    }
  }

  /**
   * Looks where the facts are.
   *
   * @param facts table of the facts
   * @param tasks how many to share them out to, at most
   * @return null if the table is not made of local Parquet files of that kind
   */
  static @Nullable EntityRuns find(Dataset<Row> facts, FactLayout layout, int tasks) {
    List<String> paths = LocalFiles.of(facts, layout.scanned(facts.schema()));
    if (paths.isEmpty()) {
      return null;
    }
    FileRuns.Look look = new FileRuns.Look(layout);
    List<FileRuns> files = paths.parallelStream().flatMap(path -> look.at(path).stream()).toList();
    if (files.size() < paths.size()
        || files.stream().mapToInt(file -> file.runs().size()).sum() > MOST_RUNS) {
      return null;
    }
    return of(inOrderOfTime(files), tasks);
  }

  /** Number of all facts. */
  long facts() {
    return files.stream().mapToLong(FileRuns::facts).sum();
  }

  /** The same shared out to another number of tasks, at most. */
  @Nullable EntityRuns among(int tasks) {
    return of(files, tasks);
  }

  /**
   * Files whose times do not overlap in their order, so that the facts of an entity, file by file,
   * are in order as well; others as Spark lists them.
   */
  private static List<FileRuns> inOrderOfTime(List<FileRuns> files) {
    List<FileRuns> filled = files.stream().filter(file -> !file.runs().isEmpty()).toList();
    if (filled.stream().anyMatch(file -> file.events() == null)) {
      return filled;
    }
    List<FileRuns> ordered =
        filled.stream().sorted(Comparator.comparingLong(file -> events(file).least())).toList();
    for (int i = 1; i < ordered.size(); i++) {
      if (events(ordered.get(i)).least() <= events(ordered.get(i - 1)).greatest()) {
        return filled;
      }
    }
    return ordered;
  }

  private static Span events(FileRuns file) {
    Span events = file.events();
    if (events == null) {
      throw new IllegalStateException("Invariant: times are noted: file=" + file.path());
    }
    return events;
  }

  private static @Nullable EntityRuns of(List<FileRuns> files, int tasks) {
    Map<UTF8String, Long> facts = new LinkedHashMap<>();
    for (FileRuns file : files) {
      file.runs().forEach(run -> facts.merge(run.key(), run.facts(), Long::sum));
    }
    Buckets buckets = evenly(facts, Math.max(1, Math.min(tasks, facts.size())));
    List<Share> shares = new ArrayList<>();
    for (int split = 0; split < buckets.count(); split++) {
      shares.add(new Share(split, new ArrayList<>()));
    }
    for (FileRuns file : files) {
      Map<Integer, List<FileRuns.Run>> runs =
          file.runs().stream().collect(Collectors.groupingBy(run -> buckets.of(run.key())));
      runs.forEach((split, own) -> shares.get(split).files().add(file.with(own)));
    }
    return shares.stream().anyMatch(share -> share.facts() > Integer.MAX_VALUE)
        ? null
        : new EntityRuns(files, buckets, shares);
  }

  /**
   * Entities next to each other in the files to one task, so that hardly a page is unpacked twice.
   */
  private static Buckets evenly(Map<UTF8String, Long> facts, int tasks) {
    double all = facts.values().stream().mapToLong(Long::longValue).sum();
    Map<UTF8String, Integer> placed = new LinkedHashMap<>();
    double before = 0;
    for (Map.Entry<UTF8String, Long> entity : facts.entrySet()) {
      // By the middle of its facts, so that one of many does not draw those behind it along.
      double middle = (before + entity.getValue() / 2.0) / all;
      placed.put(entity.getKey(), Math.min(tasks - 1, (int) (middle * tasks)));
      before += entity.getValue();
    }
    return new Buckets(tasks, placed);
  }
}
