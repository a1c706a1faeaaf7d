package io.statarb.orders;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.tape.sbe.OrderStatus;
import io.statarb.venues.ReportListener;
import io.statarb.venues.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A venue whose answers a test gives, one at a time, in any order. */
final class ScriptedVenue implements Venue {
  /** What becomes of an order. */
  enum Answer {
    FILL,
    PARTIAL,
    CANCEL,
    REJECT
  }

  record Sent(int slot, long id, int instrumentId, int side, long qtyLots, long limitPxTicks) {}

  final TreeMap<Integer, Sent> live = new TreeMap<>();
  final List<Sent> sent = new ArrayList<>();
  private final ReportListener listener;

  ScriptedVenue(ReportListener listener) {
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
    Sent order = new Sent(slot, clientOrderId, instrumentId, side, qtyLots, limitPxTicks);
    if (live.put(slot, order) != null) {
      throw new IllegalStateException("two live orders in a slot: " + order);
    }
    sent.add(order);
  }

  void answer(int slot, Answer answer, long nowNs) {
    Sent order = live.remove(slot);
    if (order == null) {
      return;
    }
    switch (answer) {
      case FILL -> fill(order, order.qtyLots(), nowNs);
      case PARTIAL -> {
        fill(order, order.qtyLots() / 3, nowNs);
        end(order, OrderStatus.CANCELED, nowNs);
      }
      case CANCEL -> end(order, OrderStatus.CANCELED, nowNs);
      case REJECT -> end(order, OrderStatus.REJECTED, nowNs);
    }
  }

  private void fill(Sent o, long lots, long nowNs) {
    if (lots > 0) {
      listener.onReport(
          o.slot(),
          o.id(),
          lots == o.qtyLots() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED,
          lots,
          2 * o.limitPxTicks(),
          o.qtyLots() - lots,
          0,
          nowNs,
          0,
          0,
          nowNs);
    }
  }

  private void end(Sent o, OrderStatus status, long nowNs) {
    listener.onReport(o.slot(), o.id(), status, 0, Instrument.NULL_PX, 0, 0, nowNs, 0, -1, nowNs);
  }

  @Override
  public void onTime(long nowNs) {}

  @Override
  public void onQuote(int instrumentId, long nowNs) {}

  @Override
  public void rebase(int slot, long leavesLots, long limitPxTicks, Rebasing rebasing, long nowNs) {
    Sent o = live.remove(slot);
    if (o == null) {
      return;
    }
    Sent after = new Sent(slot, o.id(), o.instrumentId(), o.side(), leavesLots, limitPxTicks);
    live.put(slot, after);
    if (leavesLots == 0) {
      answer(slot, Answer.CANCEL, nowNs);
    }
  }

  @Override
  public void cancelAll(long nowNs) {
    for (int slot : List.copyOf(live.keySet())) {
      answer(slot, Answer.CANCEL, nowNs);
    }
  }
}
