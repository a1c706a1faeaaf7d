package io.statarb.venues;

import io.statarb.instruments.Rebasing;
import io.statarb.tape.sbe.OrderStatus;

/**
 * A venue that cannot exist: fills every order at once, whole, at the mid on which it was decided
 * and without a fee. Run beside the real one, it shows what trading costs. Owned by the engine's
 * thread.
 */
public final class FrictionlessVenue implements Venue {
  private final QuoteBoard quotes;
  private final ReportListener listener;

  /** A venue that fills on this board. */
  public FrictionlessVenue(QuoteBoard quotes, ReportListener listener) {
    this.quotes = quotes;
    this.listener = listener;
  }

  @Override
  public void send(
      int slot,
      long clientOrderId,
      int instrumentId,
      int side,
      long qtyLots,
      long limitPxTicks,
      long decisionMid2Ticks,
      long nowNs) {
    long tickSeq = quotes.tickSeq(instrumentId);
    listener.onReport(
        slot,
        clientOrderId,
        OrderStatus.FILLED,
        qtyLots,
        decisionMid2Ticks,
        0,
        0,
        nowNs,
        tickSeq,
        tickSeq,
        nowNs);
  }

  @Override
  public void onTime(long nowNs) {}

  @Override
  public void onQuote(int instrumentId, long nowNs) {}

  @Override
  public void rebase(int slot, long leavesLots, long limitPxTicks, Rebasing rebasing, long nowNs) {}

  @Override
  public void cancelAll(long nowNs) {}
}
