package io.statarb.venues;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.instruments.Universe;
import io.statarb.settings.Strategy;
import io.statarb.settings.Strategy.VenueSettings;
import io.statarb.tape.sbe.OrderStatus;

/**
 * Simulates the venues of a strategy from their quotes alone, on the pessimistic side. Owned by the
 * engine's thread; allocates nothing after construction.
 *
 * <ol>
 *   <li>An order travels for its venue's latency. The quote in force at its arrival is the last one
 *       at or before that time; when that is not tradable (none, a gap, locked, stale) the order is
 *       rejected.
 *   <li>It is filled on that instrument's next good quote strictly later than the arrival, at the
 *       worse of the two touches; never at a mid, never at a quote already gone. Worse than the
 *       limit: canceled. On a venue that {@code fills_at_open} the order waits for an opening,
 *       whose touch alone is its price: nobody deals at the close after it.
 *   <li>At most {@code max_fill_lots} are filled; the rest is canceled.
 *   <li>When no good quote follows within {@code stale_after_ms} of the arrival the order is
 *       canceled, at the first later tick of any instrument, because time passes by ticks.
 * </ol>
 */
public final class SimulatedVenue implements Venue {
  private static final byte IDLE = 0;
  private static final byte TRAVELLING = 1;
  private static final byte ARRIVED = 2;

  private final QuoteBoard quotes;
  private final FeeSchedule fees;
  private final ReportListener listener;
  private final long[] latencyNs;
  private final long[] maxFillLots;
  private final long[] tickSizeE9;
  private final boolean[] fillsAtOpen;

  private final byte[] state;
  private final long[] clientOrderId;
  private final int[] instrumentId;
  private final int[] side;
  private final long[] qtyLots;
  private final long[] limitPxTicks;
  private final long[] arrivalNs;
  private final long[] arrivalTouch;
  private final long[] arrivalTickSeq;
  private int live;

  /**
   * A venue without orders.
   *
   * @param strategy latency, fees and sizes of its venues
   * @param universe instruments
   * @param quotes the board that the caller feeds
   * @param slots number of slots
   * @param listener receives reports
   */
  public SimulatedVenue(
      Strategy strategy, Universe universe, QuoteBoard quotes, int slots, ReportListener listener) {
    this.quotes = quotes;
    this.listener = listener;
    fees = FeeSchedule.of(strategy, universe);
    latencyNs = new long[universe.count()];
    maxFillLots = new long[universe.count()];
    tickSizeE9 = new long[universe.count()];
    fillsAtOpen = new boolean[universe.count()];
    for (Instrument instrument : universe.instruments()) {
      VenueSettings venue = VenueNs.of(strategy, instrument);
      latencyNs[instrument.id()] = VenueNs.latencyNs(venue);
      maxFillLots[instrument.id()] = venue.maxFillLots();
      fillsAtOpen[instrument.id()] = venue.fillsAtOpen();
      tickSizeE9[instrument.id()] = instrument.tickSizeE9();
    }
    state = new byte[slots];
    clientOrderId = new long[slots];
    instrumentId = new int[slots];
    side = new int[slots];
    qtyLots = new long[slots];
    limitPxTicks = new long[slots];
    arrivalNs = new long[slots];
    arrivalTouch = new long[slots];
    arrivalTickSeq = new long[slots];
  }

  @Override
  public void send(
      int slot,
      long orderId,
      int instrument,
      int orderSide,
      long lots,
      long limit,
      long decisionMid2Ticks,
      long nowNs) {
    if (state[slot] != IDLE) {
      throw new IllegalStateException(
          "Invariant: a slot holds one live order: slot=%d held=%d sent=%d"
              .formatted(slot, clientOrderId[slot], orderId));
    }
    state[slot] = TRAVELLING;
    clientOrderId[slot] = orderId;
    instrumentId[slot] = instrument;
    side[slot] = orderSide;
    qtyLots[slot] = lots;
    limitPxTicks[slot] = limit;
    arrivalNs[slot] = nowNs + latencyNs[instrument];
    arrivalTickSeq[slot] = -1;
    live++;
  }

  @Override
  public void onTime(long nowNs) {
    if (live == 0) {
      return;
    }
    for (int slot = 0; slot < state.length; slot++) {
      if (state[slot] == TRAVELLING && arrivalNs[slot] < nowNs) {
        arrive(slot, nowNs);
      }
      if (state[slot] == ARRIVED
          && nowNs - arrivalNs[slot] > quotes.staleAfterNs(instrumentId[slot])) {
        endUnfilled(slot, OrderStatus.CANCELED, nowNs);
      }
    }
  }

  private void arrive(int slot, long nowNs) {
    int instrument = instrumentId[slot];
    arrivalTickSeq[slot] = quotes.tickSeq(instrument);
    if (quotes.tradable(instrument, arrivalNs[slot])) {
      state[slot] = ARRIVED;
      arrivalTouch[slot] = quotes.touchPxTicks(instrument, side[slot]);
    } else {
      endUnfilled(slot, OrderStatus.REJECTED, nowNs);
    }
  }

  @Override
  public void onQuote(int instrument, long nowNs) {
    if (live == 0) {
      return;
    }
    for (int slot = 0; slot < state.length; slot++) {
      if (state[slot] == ARRIVED
          && instrumentId[slot] == instrument
          && (!fillsAtOpen[instrument] || quotes.opening(instrument))) {
        fill(slot, nowNs);
      }
    }
  }

  private void fill(int slot, long nowNs) {
    int instrument = instrumentId[slot];
    long touch = quotes.touchPxTicks(instrument, side[slot]);
    long price = dealt(fillsAtOpen[instrument], side[slot], arrivalTouch[slot], touch);
    boolean beyondLimit = side[slot] > 0 ? price > limitPxTicks[slot] : price < limitPxTicks[slot];
    long lots = Math.min(qtyLots[slot], maxFillLots[instrument]);
    if (beyondLimit || lots <= 0) {
      endUnfilled(slot, OrderStatus.CANCELED, nowNs);
      return;
    }
    long leaves = qtyLots[slot] - lots;
    if (leaves == 0) {
      free(slot);
    }
    listener.onReport(
        slot,
        clientOrderId[slot],
        leaves == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED,
        lots,
        2 * price,
        leaves,
        fees.feeMicros(instrument, lots, 2 * price),
        arrivalNs[slot],
        arrivalTickSeq[slot],
        quotes.tickSeq(instrument),
        nowNs);
    if (leaves > 0) {
      endUnfilled(slot, OrderStatus.CANCELED, nowNs);
    }
  }

  /** The worse of two prices for a side: the higher for a buy, the lower for a sale. */
  private static long worse(int side, long a, long b) {
    return side > 0 ? Math.max(a, b) : Math.min(a, b);
  }

  /**
   * The price of a fill in ticks, wherever it is made, explained or checked.
   *
   * @param venue where the order was dealt
   * @param side +1 bought, -1 sold
   * @param arrivalTouch touch of the quote in force when the order arrived
   * @param fillTouch touch of the quote that filled it
   */
  public static long dealt(VenueSettings venue, int side, long arrivalTouch, long fillTouch) {
    return dealt(venue.fillsAtOpen(), side, arrivalTouch, fillTouch);
  }

  private static long dealt(boolean atOpen, int side, long arrivalTouch, long fillTouch) {
    return atOpen ? fillTouch : worse(side, arrivalTouch, fillTouch);
  }

  @Override
  public void rebase(int slot, long leavesLots, long limit, Rebasing rebasing, long nowNs) {
    if (state[slot] == IDLE) {
      return;
    }
    qtyLots[slot] = leavesLots;
    limitPxTicks[slot] = limit;
    if (state[slot] == ARRIVED) {
      arrivalTouch[slot] =
          rebasing.pxTicks(arrivalTouch[slot], tickSizeE9[instrumentId[slot]], side[slot] > 0);
    }
    if (leavesLots == 0) {
      endUnfilled(slot, OrderStatus.CANCELED, nowNs);
    }
  }

  @Override
  public void cancelAll(long nowNs) {
    for (int slot = 0; slot < state.length; slot++) {
      if (state[slot] != IDLE) {
        endUnfilled(slot, OrderStatus.CANCELED, nowNs);
      }
    }
  }

  private void endUnfilled(int slot, OrderStatus status, long nowNs) {
    boolean arrived = arrivalNs[slot] <= nowNs;
    free(slot);
    listener.onReport(
        slot,
        clientOrderId[slot],
        status,
        0,
        Instrument.NULL_PX,
        0,
        0,
        arrived ? arrivalNs[slot] : 0,
        arrivalTickSeq[slot],
        -1,
        nowNs);
  }

  private void free(int slot) {
    state[slot] = IDLE;
    live--;
  }
}
