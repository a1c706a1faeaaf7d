package io.statarb.attribution;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.instruments.Universe;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.tape.sbe.TickDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The quotes of a tape by tickSeq, and the last of each instrument. */
final class QuoteLog {
  private static final int FIRST_CAPACITY = 1 << 12;

  private long[] bid = new long[FIRST_CAPACITY];
  private long[] ask = new long[FIRST_CAPACITY];
  private char[] instrument = new char[FIRST_CAPACITY];
  private int count;
  private final long[] lastBid;
  private final long[] lastAsk;
  private final Universe universe;
  private final List<Change> changes = new ArrayList<>();

  /** From tick {@code from} on an instrument is quoted in other units. */
  private record Change(int from, int instrumentId, Rebasing rebasing) {}

  QuoteLog(Universe universe) {
    this.universe = universe;
    lastBid = new long[universe.count()];
    lastAsk = new long[universe.count()];
    Arrays.fill(lastBid, Instrument.NULL_PX);
    Arrays.fill(lastAsk, Instrument.NULL_PX);
  }

  void add(TickDecoder tick) {
    int id = tick.instrumentId();
    if (tick.tickSeq() != count || id >= lastBid.length) {
      throw Refusal.data(
          "ticks must be numbered 0,1,2... and name known instruments: expected=%d tickSeq=%d instrumentId=%d"
              .formatted(count, tick.tickSeq(), id));
    }
    if (count == bid.length) {
      bid = Arrays.copyOf(bid, 2 * count);
      ask = Arrays.copyOf(ask, 2 * count);
      instrument = Arrays.copyOf(instrument, 2 * count);
    }
    QuoteCondition condition = tick.condition();
    boolean good =
        (condition == QuoteCondition.GOOD || condition == QuoteCondition.OPENING)
            && tick.bidPxTicks() < tick.askPxTicks();
    boolean locked = condition == QuoteCondition.LOCKED && tick.bidPxTicks() == tick.askPxTicks();
    boolean priced = tick.bidPxTicks() > 0 && (good || locked);
    bid[count] = priced ? tick.bidPxTicks() : Instrument.NULL_PX;
    ask[count] = priced ? tick.askPxTicks() : Instrument.NULL_PX;
    instrument[count] = (char) id;
    if (priced) {
      lastBid[id] = bid[count];
      lastAsk[id] = ask[count];
    }
    count++;
  }

  int count() {
    return count;
  }

  /** A corporate action is in force: what was quoted before counts in the new units from now on. */
  void rebase(int instrumentId, Rebasing rebasing) {
    changes.add(new Change(count, instrumentId, rebasing));
    if (quoted(instrumentId)) {
      long tick = universe.instrument(instrumentId).tickSizeE9();
      lastBid[instrumentId] = rebasing.pxTicks(lastBid[instrumentId], tick, false);
      lastAsk[instrumentId] = rebasing.pxTicks(lastAsk[instrumentId], tick, true);
    }
  }

  /** The side of a quote that an order of this side would hit, in the units of now. */
  long touch(int tickSeq, int side) {
    long px = side > 0 ? ask[tickSeq] : bid[tickSeq];
    for (Change change : changes) {
      if (change.instrumentId() == instrument[tickSeq] && change.from() > tickSeq) {
        long tick = universe.instrument(change.instrumentId()).tickSizeE9();
        px = change.rebasing().pxTicks(px, tick, side > 0);
      }
    }
    return px;
  }

  /** Bid + ask of a quote, in the units of now. */
  long mid2(int tickSeq) {
    return touch(tickSeq, -1) + touch(tickSeq, 1);
  }

  /** Whether the tick is a quote of this instrument. */
  boolean quotes(long tickSeq, int instrumentId) {
    return tickSeq >= 0
        && tickSeq < count
        && instrument[(int) tickSeq] == instrumentId
        && bid[(int) tickSeq] != Instrument.NULL_PX;
  }

  boolean quoted(int instrumentId) {
    return lastBid[instrumentId] != Instrument.NULL_PX;
  }

  long lastMid2(int instrumentId) {
    return lastBid[instrumentId] + lastAsk[instrumentId];
  }

  long lastTouch(int instrumentId, int side) {
    return side > 0 ? lastAsk[instrumentId] : lastBid[instrumentId];
  }
}
