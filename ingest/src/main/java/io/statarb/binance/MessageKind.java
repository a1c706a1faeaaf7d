package io.statarb.binance;

/** What a JSON message is. */
public enum MessageKind {
  /** Changes of price levels. */
  DEPTH_UPDATE("depthUpdate"),
  /** Best bid and offer. */
  BOOK_TICKER("bookTicker"),
  /** One trade. */
  TRADE("trade"),
  /** Trades of one order at one price. */
  AGGREGATE_TRADE("aggTrade"),
  /** Price levels by REST. */
  SNAPSHOT("snapshot"),
  /** Answer to a subscription; no market data. */
  RESPONSE("response"),
  /** Nothing that can be taken: see {@link BinanceMessage#flaw}. */
  REFUSED("refused");

  private final String word;

  MessageKind(String word) {
    this.word = word;
  }

  /** The venue's own word where it has one. */
  public String word() {
    return word;
  }
}
