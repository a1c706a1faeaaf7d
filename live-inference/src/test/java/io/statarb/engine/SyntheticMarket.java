package io.statarb.engine;

import io.statarb.digest.AtomicFiles;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.tape.Journal;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.TapeWriting;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;

/**
 * Seeded quotes of two instruments: one random walk seen through two offsets that wander about and
 * come back, with a gap now and then.
 */
public final class SyntheticMarket {
  /** A session of a quarter of an hour. */
  public static final TradingSession SESSION = session("2014-05-07");

  private static final long MINUTES = 15;
  private static final double REVERSION = 0.01;
  private static final double NOISE_TICKS = 1.2;
  private static final long START_PX_TICKS = 138_000;

  private SyntheticMarket() {}

  /** A session on some date of May 2014. */
  public static TradingSession session(String tradeDate) {
    long day = Long.parseLong(tradeDate.substring(8, 10));
    long startNs = (1_398_902_400L + (day - 1) * 86_400L) * 1_000_000_000L;
    return new TradingSession(tradeDate, startNs, startNs + MINUTES * 60 * 1_000_000_000L);
  }

  /** Writes a history tape again with the first instrument dearer from its middle on. */
  public static void breakHalfway(
      Path tape,
      TradingSession session,
      Universe universe,
      String settingsSha256,
      long shiftTicks) {
    TickColumns ticks = TickColumns.fromTape(tape);
    TapeWriting writing = new TapeWriting();
    AtomicFiles.delete(tape);
    try (TapeWriter writer = TapeWriter.create(tape)) {
      writing.dateStart(writer, session, universe, "tiny-two-venue", settingsSha256);
      append(
          writer,
          ticks,
          i -> i >= ticks.count() / 2 && ticks.instrumentId()[i] == 0 ? shiftTicks : 0);
      writing.dateEnd(writer, session.endNs(), ticks.count());
    }
  }

  /**
   * Appends ticks.
   *
   * @param shiftTicks by how much the prices of a tick are moved, by its position
   */
  static void append(Journal tape, TickColumns ticks, IntToLongFunction shiftTicks) {
    TapeWriting writing = new TapeWriting();
    for (int i = 0; i < ticks.count(); i++) {
      long shift = ticks.bidPxTicks()[i] > 0 ? shiftTicks.applyAsLong(i) : 0;
      writing.tick(
          tape,
          ticks.tsNs()[i],
          i,
          ticks.instrumentId()[i],
          ticks.bidPxTicks()[i] + shift,
          ticks.askPxTicks()[i] + shift,
          ticks.condition()[i],
          0,
          i + 1);
    }
  }

  /** Writes a history tape; returns its number of ticks. */
  public static long write(
      Path tape, TradingSession session, Universe universe, String settingsSha256, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TapeWriting writing = new TapeWriting();
    double[] offset = new double[universe.count()];
    double walk = START_PX_TICKS;
    long tickSeq = 0;
    try (TapeWriter writer = TapeWriter.create(tape)) {
      writing.dateStart(writer, session, universe, "tiny-two-venue", settingsSha256);
      long nowNs = session.startNs();
      while (true) {
        nowNs += 50_000_000L + random.nextLong(350_000_000L);
        if (nowNs >= session.endNs()) {
          break;
        }
        int id = random.nextInt(universe.count());
        walk += random.nextGaussian() * 0.5;
        offset[id] += -REVERSION * offset[id] + NOISE_TICKS * random.nextGaussian();
        long mid = Math.round(walk + offset[id]);
        long half = 1L + random.nextInt(3);
        boolean gap = random.nextInt(100) == 0;
        QuoteCondition condition = gap ? QuoteCondition.CROSSED : QuoteCondition.GOOD;
        writing.tick(
            writer,
            nowNs,
            tickSeq,
            id,
            gap ? Instrument.NULL_PX : mid - half,
            gap ? Instrument.NULL_PX : mid + half,
            (byte) condition.value(),
            id,
            (int) (tickSeq + 1));
        tickSeq++;
      }
      writing.dateEnd(writer, session.endNs(), tickSeq);
    }
    return tickSeq;
  }
}
