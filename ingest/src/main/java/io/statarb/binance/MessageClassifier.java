package io.statarb.binance;

import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.Flaw;

/**
 * Which message the fields make: by the event that it names, else by the fields that it has. A
 * message that lacks a field of its kind is refused whole.
 */
final class MessageClassifier {
  private final MessageFields fields;
  private final MessageRefusal refusal;

  MessageClassifier(MessageFields fields, MessageRefusal refusal) {
    this.fields = fields;
    this.refusal = refusal;
  }

  /** The kind; REFUSED, with the reason written down, when the fields make no message. */
  MessageKind classify() {
    if (fields.hasEvent()) {
      if (fields.eventIs("depthUpdate")) {
        return depthUpdate();
      }
      if (fields.eventIs("bookTicker")) {
        return fields.hasQuote()
            ? bookTicker()
            : refuse(Flaw.MALFORMED, "bookTicker without b and a");
      }
      if (fields.eventIs("trade")) {
        return trade(MessageKind.TRADE);
      }
      if (fields.eventIs("aggTrade")) {
        return trade(MessageKind.AGGREGATE_TRADE);
      }
      return refuse(Flaw.UNKNOWN_TYPE, "event " + fields.shownEvent());
    }
    if (fields.snapshotId != MessageFields.NONE && fields.bids.given() && fields.asks.given()) {
      return MessageKind.SNAPSHOT;
    }
    if (fields.hasQuote()) {
      return bookTicker();
    }
    return fields.response
        ? MessageKind.RESPONSE
        : refuse(Flaw.UNKNOWN_TYPE, "neither an event nor a snapshot");
  }

  private MessageKind depthUpdate() {
    if (fields.firstId == MessageFields.NONE
        || fields.lastId == MessageFields.NONE
        || !fields.hasSymbol()
        || !fields.bids.given()
        || !fields.asks.given()) {
      return refuse(Flaw.MALFORMED, "depthUpdate without one of U, u, s, b, a");
    }
    return fields.firstId > fields.lastId
        ? refuse(Flaw.MALFORMED, "depthUpdate whose U is above its u")
        : MessageKind.DEPTH_UPDATE;
  }

  private MessageKind bookTicker() {
    return fields.lastId == MessageFields.NONE
            || !fields.hasSymbol()
            || fields.bidQty == Decimal.INVALID
            || fields.askQty == Decimal.INVALID
        ? refuse(Flaw.MALFORMED, "bookTicker without one of u, s, B, A")
        : MessageKind.BOOK_TICKER;
  }

  private MessageKind trade(MessageKind which) {
    return fields.px == Decimal.INVALID || fields.qty == Decimal.INVALID || !fields.hasSymbol()
        ? refuse(Flaw.MALFORMED, "trade without one of p, q, s")
        : which;
  }

  private MessageKind refuse(Flaw why, String what) {
    refusal.refuse(why, what);
    return MessageKind.REFUSED;
  }
}
