package io.statarb.venues;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.instruments.Universe;
import io.statarb.settings.Strategy;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.Arrays;

/**
 * The last quote of every instrument and whether it may be traded on. Owned by the engine's thread;
 * allocates nothing after construction.
 *
 * <p>Prices are those of the last tick that carried one (good or locked). A tick without a price (a
 * gap) leaves them in place for valuation and stops trading until the next good quote. Instruments
 * are given by their id.
 */
public final class QuoteBoard {
  /** Condition of an instrument that has had no tick yet in the units of today. */
  public static final byte NO_TICK = -1;

  private static final byte GOOD = (byte) QuoteCondition.GOOD.value();
  private static final byte LOCKED = (byte) QuoteCondition.LOCKED.value();
  private static final byte OPENING = (byte) QuoteCondition.OPENING.value();
  private static final byte CROSSED = (byte) QuoteCondition.CROSSED.value();

  private final long[] bidPxTicks;
  private final long[] askPxTicks;
  private final long[] tsNs;
  private final long[] tickSeq;
  private final long[] staleAfterNs;
  private final byte[] condition;
  private final long[] tickSizeE9;
  private final boolean[] suspended;
  private final boolean[] opening;

  /** A board without quotes; the age at which a quote is stale is that of its venue. */
  public QuoteBoard(Strategy strategy, Universe universe) {
    int count = universe.count();
    bidPxTicks = new long[count];
    askPxTicks = new long[count];
    tsNs = new long[count];
    tickSeq = new long[count];
    staleAfterNs = new long[count];
    condition = new byte[count];
    tickSizeE9 = new long[count];
    suspended = new boolean[count];
    opening = new boolean[count];
    Arrays.fill(bidPxTicks, Instrument.NULL_PX);
    Arrays.fill(askPxTicks, Instrument.NULL_PX);
    Arrays.fill(tickSeq, -1);
    Arrays.fill(condition, NO_TICK);
    for (int i = 0; i < count; i++) {
      tickSizeE9[i] = universe.instrument(i).tickSizeE9();
      staleAfterNs[i] = VenueNs.staleAfterNs(VenueNs.of(strategy, universe.instrument(i)));
    }
  }

  /**
   * Takes a tick. A tick that claims to be good with a bid that is not positive and below its ask
   * is taken as a gap.
   *
   * @param nowNs time of the tick
   * @param seq its number in the session
   * @param instrumentId the instrument
   * @param bid bid in ticks, read only where the condition carries a price
   * @param ask ask in ticks, likewise
   * @param tickCondition value of a {@link QuoteCondition}; an opening is traded on like a good
   *     quote
   */
  public void onTick(
      long nowNs, long seq, int instrumentId, long bid, long ask, byte tickCondition) {
    byte quoteCondition = tickCondition == OPENING ? GOOD : tickCondition;
    opening[instrumentId] = tickCondition == OPENING;
    boolean priced =
        quoteCondition == GOOD
            ? bid > 0 && bid < ask
            : quoteCondition == LOCKED && bid > 0 && bid == ask;
    if (suspended[instrumentId]) {
      condition[instrumentId] = NO_TICK;
    } else if (priced) {
      bidPxTicks[instrumentId] = bid;
      askPxTicks[instrumentId] = ask;
      tsNs[instrumentId] = nowNs;
      tickSeq[instrumentId] = seq;
      condition[instrumentId] = quoteCondition;
    } else {
      condition[instrumentId] =
          quoteCondition == GOOD || quoteCondition == LOCKED ? CROSSED : quoteCondition;
    }
  }

  /**
   * A corporate action is in force: what the last quote was worth, in the new units, its spread
   * rounded outwards. It values positions; nothing is traded on it, only on the next quote.
   */
  public void rebase(int instrumentId, Rebasing rebasing) {
    condition[instrumentId] = NO_TICK;
    if (quoted(instrumentId)) {
      long tick = tickSizeE9[instrumentId];
      bidPxTicks[instrumentId] = rebasing.pxTicks(bidPxTicks[instrumentId], tick, false);
      askPxTicks[instrumentId] = rebasing.pxTicks(askPxTicks[instrumentId], tick, true);
    }
  }

  /**
   * Takes no quote of an instrument any more, or again: while the units of its price are not known,
   * the last one that was understood values positions.
   */
  public void suspend(int instrumentId, boolean suspend) {
    suspended[instrumentId] = suspend;
    condition[instrumentId] = NO_TICK;
  }

  /** Last bid in ticks, or {@link Instrument#NULL_PX} before the first quote. */
  public long bidPxTicks(int instrumentId) {
    return bidPxTicks[instrumentId];
  }

  /** Last ask in ticks, or {@link Instrument#NULL_PX} before the first quote. */
  public long askPxTicks(int instrumentId) {
    return askPxTicks[instrumentId];
  }

  /**
   * The ask for a buy (side +1), the bid for a sale (side -1), or {@link Instrument#NULL_PX} before
   * the first quote.
   */
  public long touchPxTicks(int instrumentId, int side) {
    return side > 0 ? askPxTicks[instrumentId] : bidPxTicks[instrumentId];
  }

  /** Last bid + ask in ticks, or {@link Instrument#NULL_PX} before the first quote. */
  public long mid2Ticks(int instrumentId) {
    return tickSeq[instrumentId] < 0
        ? Instrument.NULL_PX
        : bidPxTicks[instrumentId] + askPxTicks[instrumentId];
  }

  /** Whether a quote has been seen. */
  public boolean quoted(int instrumentId) {
    return tickSeq[instrumentId] >= 0;
  }

  /** Whether the last tick was the opening of a day's bar. */
  public boolean opening(int instrumentId) {
    return opening[instrumentId];
  }

  /** Whether the last tick was a good quote (neither a gap nor locked), however old. */
  public boolean good(int instrumentId) {
    return condition[instrumentId] == GOOD;
  }

  /** Whether the last tick was a good quote and is not stale at {@code nowNs}. */
  public boolean tradable(int instrumentId, long nowNs) {
    return condition[instrumentId] == GOOD
        && ageNs(instrumentId, nowNs) <= staleAfterNs[instrumentId];
  }

  /** Age of the last quote in ns; meaningless before the first. */
  public long ageNs(int instrumentId, long nowNs) {
    return nowNs - tsNs[instrumentId];
  }

  /** A quote older than this is stale, in ns. */
  public long staleAfterNs(int instrumentId) {
    return staleAfterNs[instrumentId];
  }

  /** Condition of the last tick (value of a {@link QuoteCondition}), or {@link #NO_TICK}. */
  public byte condition(int instrumentId) {
    return condition[instrumentId];
  }

  /** Time of the last quote, or 0 before the first. */
  public long tsNs(int instrumentId) {
    return tsNs[instrumentId];
  }

  /** Number in the session of the tick that gave the last quote, or -1 before the first. */
  public long tickSeq(int instrumentId) {
    return tickSeq[instrumentId];
  }
}
