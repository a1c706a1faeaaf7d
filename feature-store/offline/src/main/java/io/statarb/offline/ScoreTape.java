package io.statarb.offline;

import io.statarb.cli.Refusal;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.DateStartDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.ScoreDecoder;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Walks the Score records of one pair on a trading tape. Confined to one thread; nothing is
 * allocated per record.
 */
final class ScoreTape implements AutoCloseable {
  private final Path folder;
  private final TapeReader reader;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ScoreDecoder score = new ScoreDecoder();
  private final int pairId;
  private final double[] values;
  private long tickSeq = -1;

  /**
   * @param folder the tape
   * @param pairId pair whose records are wanted; all others are passed over
   * @param features number of values that a record must have
   */
  ScoreTape(Path folder, int pairId, int features) {
    this.folder = folder;
    this.reader = TapeReader.open(folder);
    this.pairId = pairId;
    this.values = new double[features];
  }

  /** Trade date of a tape, from its first record. */
  static String tradeDate(Path folder) {
    try (TapeReader reader = TapeReader.open(folder)) {
      if (!reader.next() || reader.templateId() != DateStartDecoder.TEMPLATE_ID) {
        throw Refusal.data("tape %s does not begin with DateStart".formatted(folder));
      }
      DateStartDecoder start = new DateStartDecoder();
      start.wrapAndApplyHeader(reader.buffer(), reader.offset(), new MessageHeaderDecoder());
      DateStartDecoder.InstrumentsDecoder instruments = start.instruments();
      while (instruments.hasNext()) {
        instruments.next();
      }
      return start.tradeDate();
    }
  }

  /** Number of Score records on a tape by pair. */
  static SortedMap<Integer, Long> rowsByPair(Path folder) {
    SortedMap<Integer, Long> rows = new TreeMap<>();
    ScoreDecoder score = new ScoreDecoder();
    MessageHeaderDecoder header = new MessageHeaderDecoder();
    try (TapeReader reader = TapeReader.open(folder)) {
      while (reader.next()) {
        if (reader.templateId() == ScoreDecoder.TEMPLATE_ID) {
          score.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
          rows.merge(score.pairId(), 1L, Long::sum);
        }
      }
    }
    return rows;
  }

  /** Moves to the pair's next record; false at the end of the tape. */
  boolean next() {
    while (reader.next()) {
      if (reader.templateId() != ScoreDecoder.TEMPLATE_ID) {
        continue;
      }
      score.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
      if (score.pairId() == pairId) {
        decode();
        return true;
      }
    }
    return false;
  }

  private void decode() {
    if (score.tickSeq() <= tickSeq) {
      throw Refusal.data(
          "tape %s has scores out of order: pair_id=%d tick_seq=%d after %d"
              .formatted(folder, pairId, score.tickSeq(), tickSeq));
    }
    tickSeq = score.tickSeq();
    ScoreDecoder.FeaturesDecoder features = score.features();
    if (features.count() != values.length) {
      throw Refusal.data(
          "tape %s has rows of another feature service: pair_id=%d tick_seq=%d values=%d expected=%d"
              .formatted(folder, pairId, tickSeq, features.count(), values.length));
    }
    for (int k = 0; k < values.length; k++) {
      values[k] = features.next().value();
    }
  }

  long tickSeq() {
    return tickSeq;
  }

  long tsNs() {
    return score.tsNs();
  }

  double spread() {
    return score.spread();
  }

  double value(int feature) {
    return values[feature];
  }

  @Override
  public void close() {
    reader.close();
  }
}
