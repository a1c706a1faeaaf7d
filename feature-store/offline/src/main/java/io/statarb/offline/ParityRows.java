package io.statarb.offline;

import io.statarb.cli.Refusal;
import io.statarb.offline.ParityResult.Mismatch;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Task: merges the table's rows of one session with its tape, pair by pair. The table is sorted by
 * pair, then tick; a tape by tick. So the tape is walked once per pair.
 */
final class ParityRows implements FlatMapFunction<Iterator<InternalRow>, ParityRows.Part> {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_VALUE = 5;

  private final String plan;

  /** What a task needs to know. */
  record Plan(
      List<String> features, SortedMap<String, String> tapeOfDate, @Nullable PlantedUlp planted) {}

  /** Result for one session. */
  record Part(
      String tradeDate,
      long compared,
      long bitEqual,
      long allFinite,
      long missingInTable,
      long missingOnTape,
      @Nullable Mismatch first)
      implements Serializable {}

  /**
   * @param plan {@link Plan} as JSON
   */
  ParityRows(String plan) {
    this.plan = plan;
  }

  @Override
  public Iterator<Part> call(Iterator<InternalRow> rows) {
    if (!rows.hasNext()) {
      return List.<Part>of().iterator();
    }
    InternalRow first = rows.next();
    try (Merge merge =
        new Merge(PlanJson.read(plan, Plan.class), first.getUTF8String(0).toString())) {
      merge.run(first, rows);
      return List.of(merge.part()).iterator();
    }
  }

  /** Result for a session that the table lacks: all rows of its tape are missing there. */
  static Part tapeOnly(Plan plan, String tradeDate) {
    try (Merge merge = new Merge(plan, tradeDate)) {
      merge.drainBelow(Integer.MAX_VALUE);
      return merge.part();
    }
  }

  /** The state of one session's merge. */
  private static final class Merge implements AutoCloseable {
    private final Plan plan;
    private final String tradeDate;
    private final UTF8String partition;
    private final Path tape;
    private final double[] values;
    private final int plantedFeature;
    private final SortedMap<Integer, Long> tapePairs;
    private int pairId = -1;
    private String pairName = "";
    private @Nullable ScoreTape scores;
    private boolean scoreReady;
    private long rowOfPair;
    private boolean planted;
    private long compared;
    private long bitEqual;
    private long allFinite;
    private long missingInTable;
    private long missingOnTape;
    private @Nullable Mismatch first;

    Merge(Plan plan, String tradeDate) {
      this.plan = plan;
      this.tradeDate = tradeDate;
      this.partition = UTF8String.fromString(tradeDate);
      String folder = plan.tapeOfDate().get(tradeDate);
      if (folder == null) {
        throw new IllegalStateException(
            "Invariant: only sessions with a tape are read: trade_date=" + tradeDate);
      }
      this.tape = Path.of(folder);
      this.tapePairs = ScoreTape.rowsByPair(tape);
      this.values = new double[plan.features().size()];
      PlantedUlp plant = plan.planted();
      this.plantedFeature =
          plant != null && plant.tradeDate().equals(tradeDate)
              ? plan.features().indexOf(plant.feature())
              : -1;
    }

    void run(InternalRow firstRow, Iterator<InternalRow> rows) {
      InternalRow row = firstRow;
      boolean more = true;
      while (more) {
        if (!row.getUTF8String(0).equals(partition)) {
          throw Refusal.data(
              "table features has several sessions in one file; run `statarb features` again: trade_date="
                  + tradeDate);
        }
        int next = row.getInt(1);
        if (next != pairId) {
          drainBelow(next);
          begin(next, row.getUTF8String(FIRST_VALUE + values.length).toString());
        }
        compare(row);
        more = rows.hasNext();
        if (more) {
          row = rows.next();
        }
      }
      drainBelow(Integer.MAX_VALUE);
    }

    /**
     * Ends the pair at hand; then counts the pairs of the tape before the given one, which the
     * table lacks.
     */
    void drainBelow(int limit) {
      if (scores != null) {
        drain(scores);
      }
      for (int tapePair : tapePairs.tailMap(pairId + 1).keySet()) {
        if (tapePair >= limit) {
          break;
        }
        drain(begin(tapePair, "pair_id=" + tapePair));
      }
    }

    private ScoreTape begin(int nextPairId, String name) {
      if (nextPairId <= pairId) {
        throw Refusal.data(
            "table features is not in order: trade_date=%s pair_id=%d after %d; run `statarb features` again"
                .formatted(tradeDate, nextPairId, pairId));
      }
      pairId = nextPairId;
      pairName = name;
      rowOfPair = 0;
      ScoreTape next = new ScoreTape(tape, nextPairId, values.length);
      scores = next;
      scoreReady = next.next();
      return next;
    }

    private ScoreTape scores() {
      if (scores == null) {
        throw new IllegalStateException("Invariant: begun before compared");
      }
      return scores;
    }

    private void compare(InternalRow row) {
      ScoreTape score = scores();
      long tickSeq = row.getLong(2);
      while (scoreReady && score.tickSeq() < tickSeq) {
        missingInTable(score);
      }
      if (!scoreReady || score.tickSeq() > tickSeq) {
        missingOnTape++;
        note("row", tickSeq, row.getLong(3), row.getDouble(4), Double.NaN);
        rowOfPair++;
        return;
      }
      compareValues(row, score);
      scoreReady = score.next();
      rowOfPair++;
    }

    private void compareValues(InternalRow row, ScoreTape score) {
      boolean finite = true;
      for (int k = 0; k < values.length; k++) {
        values[k] = row.getDouble(FIRST_VALUE + k);
        finite &= Double.isFinite(values[k]);
      }
      plant();
      boolean equal = sameTime(row, score);
      equal &= same("spread", row, row.getDouble(4), score.spread());
      for (int k = 0; k < values.length; k++) {
        equal &= same(plan.features().get(k), row, values[k], score.value(k));
      }
      compared++;
      bitEqual += equal ? 1 : 0;
      allFinite += finite ? 1 : 0;
    }

    private void plant() {
      PlantedUlp plant = plan.planted();
      if (plant == null
          || planted
          || plantedFeature < 0
          || plant.pairId() != pairId
          || rowOfPair < plant.row()) {
        return;
      }
      if (Double.isFinite(values[plantedFeature])) {
        values[plantedFeature] = Math.nextUp(values[plantedFeature]);
        planted = true;
      }
    }

    private boolean sameTime(InternalRow row, ScoreTape score) {
      if (row.getLong(3) == score.tsNs()) {
        return true;
      }
      note("ts_ns", row.getLong(2), row.getLong(3), (double) row.getLong(3), (double) score.tsNs());
      return false;
    }

    private boolean same(String feature, InternalRow row, double inTable, double onTape) {
      if (Double.doubleToRawLongBits(inTable) == Double.doubleToRawLongBits(onTape)) {
        return true;
      }
      note(feature, row.getLong(2), row.getLong(3), inTable, onTape);
      return false;
    }

    private void missingInTable(ScoreTape score) {
      missingInTable++;
      note("row", score.tickSeq(), score.tsNs(), Double.NaN, score.spread());
      scoreReady = score.next();
    }

    /** What is left of the pair on the tape is missing in the table. */
    private void drain(ScoreTape score) {
      while (scoreReady) {
        missingInTable(score);
      }
      score.close();
      scores = null;
    }

    private void note(String feature, long tickSeq, long tsNs, double inTable, double onTape) {
      if (first == null) {
        first = new Mismatch(feature, pairName, tradeDate, tickSeq, tsNs, inTable, onTape);
      }
    }

    @Override
    public void close() {
      if (scores != null) {
        scores.close();
      }
    }

    Part part() {
      return new Part(
          tradeDate, compared, bitEqual, allFinite, missingInTable, missingOnTape, first);
    }
  }
}
