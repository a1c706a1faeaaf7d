package io.statarb.cleansing;

import io.statarb.cli.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Data quality of a run: its sessions and their sum.
 *
 * @param read lines of all raw files
 * @param accepted those with a price
 * @param quarantined all others, by reason
 * @param files each raw file with its lines
 * @param sessions the sessions in order
 */
public record RunQuality(
    long read,
    long accepted,
    SortedMap<String, Long> quarantined,
    List<FileLines> files,
    List<SessionQuality> sessions) {

  /**
   * A raw file and its number of lines.
   *
   * @param file the file
   * @param lines lines in it, each of which counts in {@code read} once
   */
  public record FileLines(RawFile file, long lines) {}

  /** Copies the collections and checks that each line is counted once. */
  public RunQuality {
    quarantined = Counts.unmodifiable(quarantined);
    files = List.copyOf(files);
    sessions = List.copyOf(sessions);
    Counts.requireWhole("run", read, accepted, quarantined);
  }

  /**
   * Adds up sessions.
   *
   * @param plan the plan they were read by
   * @param sessions the quality of each of its sessions
   * @throws IllegalStateException when a line of a raw file was not counted exactly once
   */
  public static RunQuality of(IngestPlan plan, List<SessionQuality> sessions) {
    int count = plan.rawFiles().size();
    long[] lines = new long[count];
    long[] read = new long[count];
    long accepted = 0;
    SortedMap<String, Long> quarantined = new TreeMap<>();
    for (SessionQuality session : sessions) {
      for (FileQuality file : session.files()) {
        lines[file.fileId()] = file.lines();
        read[file.fileId()] += file.read();
        accepted += file.accepted();
        file.quarantined().forEach((reason, n) -> quarantined.merge(reason, n, Long::sum));
      }
    }
    List<FileLines> files = new ArrayList<>();
    long total = 0;
    for (RawFile file : plan.rawFiles()) {
      int id = file.fileId();
      if (lines[id] != read[id]) {
        throw new IllegalStateException(
            "Invariant: each line is counted once: file=%s lines=%d counted=%d"
                .formatted(file.path(), lines[id], read[id]));
      }
      files.add(new FileLines(file, lines[id]));
      total += lines[id];
    }
    return new RunQuality(total, accepted, quarantined, files, sessions);
  }

  /**
   * Passes a run all of whose sessions may be used.
   *
   * @throws Refusal with the reasons when one may not
   */
  public void require() {
    List<String> refusals = sessions.stream().flatMap(s -> s.refusals().stream()).toList();
    if (!refusals.isEmpty()) {
      throw Refusal.data(refusals);
    }
  }
}
