package io.statarb.binance;

import io.statarb.marketdata.Decimal;
import java.nio.charset.StandardCharsets;

/**
 * What one message said, field by field, as it stood: nothing is judged here. {@link MessageParser}
 * fills it, {@link MessageClassifier} says what it amounts to and {@link BinanceMessage} shows it.
 * Texts are ranges of the bytes that were read. Kept from message to message; allocates nothing but
 * the room of the levels. One thread.
 */
final class MessageFields {
  /** A number that the message did not give. */
  static final long NONE = -1;

  /** Update ids, in the venue's letters {@code U}, {@code u}, {@code pu}, {@code lastUpdateId}. */
  long firstId;

  long lastId;
  long previousId;
  long snapshotId;

  /** {@code E} and {@code T}. */
  long eventMs;

  long matchMs;

  /** Of a trade: {@code t}, {@code p}, {@code q}, {@code m} (1, 0 or -1). */
  long tradeId;

  long px;
  long qty;
  int buyerIsMaker;

  /** Of a best bid and offer: {@code b}, {@code B}, {@code a}, {@code A}; an empty price is 0. */
  long bidPx;

  long bidQty;
  long askPx;
  long askQty;
  boolean bidless;
  boolean askless;

  /** Whether it is an answer to a subscriber's request. */
  boolean response;

  final LevelColumns bids = new LevelColumns();
  final LevelColumns asks = new LevelColumns();

  private byte[] bytes = new byte[0];
  private int eventFrom;
  private int eventTo;
  private int symbolFrom;
  private int symbolTo;

  MessageFields() {
    clear(bytes);
  }

  /** Forgets the message before; the next one stands in these bytes. */
  void clear(byte[] text) {
    bytes = text;
    bids.clear();
    asks.clear();
    eventFrom = 0;
    eventTo = 0;
    symbolFrom = 0;
    symbolTo = 0;
    firstId = NONE;
    lastId = NONE;
    previousId = NONE;
    snapshotId = NONE;
    eventMs = NONE;
    matchMs = NONE;
    tradeId = NONE;
    bidless = false;
    askless = false;
    bidPx = Decimal.INVALID;
    bidQty = Decimal.INVALID;
    askPx = Decimal.INVALID;
    askQty = Decimal.INVALID;
    px = Decimal.INVALID;
    qty = Decimal.INVALID;
    buyerIsMaker = -1;
    response = false;
  }

  void event(int from, int to) {
    eventFrom = from;
    eventTo = to;
  }

  void symbol(int from, int to) {
    symbolFrom = from;
    symbolTo = to;
  }

  boolean hasEvent() {
    return eventTo > eventFrom;
  }

  boolean hasSymbol() {
    return symbolTo > symbolFrom;
  }

  boolean hasQuote() {
    return bidPx != Decimal.INVALID && askPx != Decimal.INVALID;
  }

  boolean eventIs(String word) {
    if (eventTo - eventFrom != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[eventFrom + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean symbolIs(byte[] name) {
    int length = symbolTo - symbolFrom;
    if (length != name.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[symbolFrom + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** The kind of event, as much of it as a refusal shows. */
  String shownEvent() {
    return MessageRefusal.shown(bytes, eventFrom, eventTo);
  }

  String symbol() {
    return new String(bytes, symbolFrom, symbolTo - symbolFrom, StandardCharsets.US_ASCII);
  }
}
