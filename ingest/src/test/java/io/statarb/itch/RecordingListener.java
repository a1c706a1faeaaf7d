package io.statarb.itch;

import java.util.ArrayList;
import java.util.List;

/** Writes down all that is heard. */
final class RecordingListener implements ItchListener {
  final List<String> calls = new ArrayList<>();

  private void call(int locate, long timeNs, String name, Object... fields) {
    StringBuilder text = new StringBuilder().append(locate).append(' ').append(timeNs);
    text.append(' ').append(name);
    for (Object field : fields) {
      text.append(' ').append(field);
    }
    calls.add(text.toString());
  }

  private static char letter(byte code) {
    return (char) code;
  }

  private static String four(int letters) {
    return ItchMessages.stock(((long) letters << 32) | 0x2020_2020L);
  }

  private static String stock(long stock) {
    return ItchMessages.stock(stock);
  }

  @Override
  public void systemEvent(int locate, long timeNs, byte event) {
    call(locate, timeNs, "systemEvent", letter(event));
  }

  @Override
  public void stockDirectory(int locate, long timeNs, ItchStockDirectory d) {
    call(
        locate,
        timeNs,
        "stockDirectory",
        stock(d.stock()),
        letter(d.marketCategory()),
        letter(d.financialStatus()),
        d.roundLotSize(),
        letter(d.roundLotsOnly()),
        letter(d.issueClassification()),
        d.issueSubType(),
        letter(d.authenticity()),
        letter(d.shortSaleThreshold()),
        letter(d.ipoFlag()),
        letter(d.luldReferencePriceTier()),
        letter(d.etpFlag()),
        d.etpLeverageFactor(),
        letter(d.inverse()));
  }

  @Override
  public void tradingAction(int locate, long timeNs, long stock, byte state, int reason) {
    call(locate, timeNs, "tradingAction", stock(stock), letter(state), four(reason));
  }

  @Override
  public void shortSaleRestriction(int locate, long timeNs, long stock, byte action) {
    call(locate, timeNs, "shortSaleRestriction", stock(stock), letter(action));
  }

  @Override
  public void marketParticipant(
      int locate, long timeNs, int participant, long stock, byte primary, byte mode, byte state) {
    call(
        locate,
        timeNs,
        "marketParticipant",
        four(participant),
        stock(stock),
        letter(primary),
        letter(mode),
        letter(state));
  }

  @Override
  public void circuitBreakerLevels(int locate, long timeNs, long one, long two, long three) {
    call(locate, timeNs, "circuitBreakerLevels", one, two, three);
  }

  @Override
  public void circuitBreakerBreached(int locate, long timeNs, byte level) {
    call(locate, timeNs, "circuitBreakerBreached", letter(level));
  }

  @Override
  public void quotingPeriod(
      int locate, long timeNs, long stock, long seconds, byte qualifier, long px) {
    call(locate, timeNs, "quotingPeriod", stock(stock), seconds, letter(qualifier), px);
  }

  @Override
  public void auctionCollar(
      int locate, long timeNs, long stock, long reference, long upper, long lower, long extension) {
    call(locate, timeNs, "auctionCollar", stock(stock), reference, upper, lower, extension);
  }

  @Override
  public void operationalHalt(int locate, long timeNs, long stock, byte market, byte action) {
    call(locate, timeNs, "operationalHalt", stock(stock), letter(market), letter(action));
  }

  @Override
  public void addOrder(
      int locate,
      long timeNs,
      long orderId,
      byte side,
      long shares,
      long stock,
      long px,
      int attribution) {
    call(locate, timeNs, "addOrder", orderId, side, shares, stock(stock), px, attribution);
  }

  @Override
  public void orderExecuted(int locate, long timeNs, long orderId, long shares, long match) {
    call(locate, timeNs, "orderExecuted", orderId, shares, match);
  }

  @Override
  public void orderExecutedAt(
      int locate, long timeNs, long orderId, long shares, long match, boolean printable, long px) {
    call(locate, timeNs, "orderExecutedAt", orderId, shares, match, printable, px);
  }

  @Override
  public void orderReduced(int locate, long timeNs, long orderId, long shares) {
    call(locate, timeNs, "orderReduced", orderId, shares);
  }

  @Override
  public void orderDeleted(int locate, long timeNs, long orderId) {
    call(locate, timeNs, "orderDeleted", orderId);
  }

  @Override
  public void orderReplaced(
      int locate, long timeNs, long oldOrderId, long newOrderId, long shares, long px) {
    call(locate, timeNs, "orderReplaced", oldOrderId, newOrderId, shares, px);
  }

  @Override
  public void trade(
      int locate,
      long timeNs,
      long orderId,
      byte side,
      long shares,
      long stock,
      long px,
      long match) {
    call(locate, timeNs, "trade", orderId, side, shares, stock(stock), px, match);
  }

  @Override
  public void crossTrade(
      int locate, long timeNs, long shares, long stock, long px, long match, byte type) {
    call(locate, timeNs, "crossTrade", shares, stock(stock), px, match, letter(type));
  }

  @Override
  public void brokenTrade(int locate, long timeNs, long match) {
    call(locate, timeNs, "brokenTrade", match);
  }

  @Override
  public void imbalance(int locate, long timeNs, ItchImbalance i) {
    call(
        locate,
        timeNs,
        "imbalance",
        i.pairedShares(),
        i.imbalanceShares(),
        letter(i.imbalanceDirection()),
        stock(i.stock()),
        i.farPx(),
        i.nearPx(),
        i.currentReferencePx(),
        letter(i.crossType()),
        letter(i.priceVariation()));
  }

  @Override
  public void retailInterest(int locate, long timeNs, long stock, byte interest) {
    call(locate, timeNs, "retailInterest", stock(stock), letter(interest));
  }

  @Override
  public void directListing(int locate, long timeNs, ItchDirectListing l) {
    call(
        locate,
        timeNs,
        "directListing",
        stock(l.stock()),
        letter(l.openEligibility()),
        l.minimumPx(),
        l.maximumPx(),
        l.nearExecutionPx(),
        l.nearExecutionTime(),
        l.lowerCollarPx(),
        l.upperCollarPx());
  }
}
