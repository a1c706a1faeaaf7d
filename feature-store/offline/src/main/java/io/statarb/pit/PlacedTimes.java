package io.statarb.pit;

import io.statarb.columns.ColumnChunk;
import io.statarb.columns.ColumnFile;
import io.statarb.columns.ColumnPage;
import io.statarb.columns.Texts;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times of placed facts, put in their places when they are unpacked. Most tables state no
 * knowledge time of their own, and so write the event time twice; pages that are there twice are
 * found so by their bytes and not unpacked again.
 */
final class PlacedTimes {
  private final FactLayout layout;
  private final long[] eventNs;
  private long @Nullable [] knownNs;
  private boolean mayLackSequence;

  private PlacedTimes(FactLayout layout, int count) {
    this.layout = layout;
    this.eventNs = new long[count];
  }

  static PlacedTimes read(FactLayout layout, PlacedRuns runs) throws IOException {
    PlacedTimes times = new PlacedTimes(layout, runs.count());
    runs.eachGroup(times::read);
    return times;
  }

  /** Event times by place. */
  long[] eventNs() {
    return eventNs;
  }

  /** Knowledge times by place; null if all are the event times. */
  long @Nullable [] knownNs() {
    return knownNs;
  }

  /** Whether the files do not say that every fact has a sequence. */
  boolean mayLackSequence() {
    return mayLackSequence;
  }

  /** Any required column of numbers by place. */
  static long[] read(FactLayout layout, int column, PlacedRuns runs) throws IOException {
    long[] values = new long[runs.count()];
    String name = layout.columns().get(column).name();
    runs.eachGroup((file, group, placed) -> {
      ColumnChunk chunk = file.column(group, name, new Texts());
      PlacedRuns.eachPage(
          chunk, placed, (page, own) -> copy(layout, name, chunk.page(page), own, values));
    });
    return values;
  }

  private void read(ColumnFile file, int group, List<PlacedRuns.Placed> runs) throws IOException {
    mayLackSequence |=
        layout.sequence()
            && file.mayLack(group, layout.columns().get(layout.sequenceColumn()).name());
    ColumnChunk event = chunk(file, group, FactLayout.EVENT);
    if (!layout.known()) {
      PlacedRuns.eachPage(
          event, runs, (page, own) -> copy(FactLayout.EVENT, event.page(page), own, eventNs));
      return;
    }
    ColumnChunk known = chunk(file, group, FactLayout.KNOWN);
    boolean[] differ = {false};
    PlacedRuns.eachPage(
        event,
        runs,
        (page, own) -> {
          copy(FactLayout.EVENT, event.page(page), own, eventNs);
          differ[0] = differ[0] || !event.isSamePage(known, page);
        });
    if (differ[0]) {
      // All that came before is known when it happens, and what comes is written over.
      long[] all = knownNs == null ? eventNs.clone() : knownNs;
      knownNs = all;
      PlacedRuns.eachPage(
          known, runs, (page, own) -> copy(FactLayout.KNOWN, known.page(page), own, all));
    } else if (knownNs != null) {
      for (PlacedRuns.Placed run : runs) {
        System.arraycopy(eventNs, run.at(), knownNs, run.at(), run.facts());
      }
    }
  }

  private ColumnChunk chunk(ColumnFile file, int group, int column) throws IOException {
    return file.column(group, layout.columns().get(column).name(), new Texts());
  }

  private void copy(int column, ColumnPage page, List<PlacedRuns.Placed> runs, long[] values) {
    copy(layout, layout.columns().get(column).name(), page, runs, values);
  }

  private static void copy(
      FactLayout layout,
      String name,
      ColumnPage page,
      List<PlacedRuns.Placed> runs,
      long[] values) {
    for (PlacedRuns.Placed run : runs) {
      int from = (int) (Math.max(run.from(), page.firstRow()) - page.firstRow());
      int to = (int) (Math.min(run.to(), page.firstRow() + page.count()) - page.firstRow());
      for (int i = from; page.hasNulls() && i < to; i++) {
        if (page.isNull(i)) {
          throw layout.missing(name);
        }
      }
      page.copy(from, to, values, (int) (run.at() + page.firstRow() + from - run.from()));
    }
  }
}
