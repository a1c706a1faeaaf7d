package io.statarb.venues;

import io.statarb.tape.sbe.OrderStatus;

/** Receives what a venue says of orders. */
@FunctionalInterface
public interface ReportListener {
  /**
   * A report.
   *
   * @param slot slot given with the order
   * @param clientOrderId the order
   * @param status its state after this report
   * @param lastQtyLots lots filled by this report, 0 when none
   * @param lastPx2Ticks twice the fill price in ticks, {@code NULL_PX} when nothing was filled
   * @param leavesQtyLots lots that may still fill
   * @param feeMicros fee of this fill, micros
   * @param arrivalTsNs when the order reached the venue, 0 when it did not
   * @param arrivalTickSeq tick of the quote in force then, -1 when there was none
   * @param fillTickSeq tick of the quote that filled it, -1 when nothing was filled
   * @param nowNs time of the report
   */
  void onReport(
      int slot,
      long clientOrderId,
      OrderStatus status,
      long lastQtyLots,
      long lastPx2Ticks,
      long leavesQtyLots,
      long feeMicros,
      long arrivalTsNs,
      long arrivalTickSeq,
      long fillTickSeq,
      long nowNs);
}
