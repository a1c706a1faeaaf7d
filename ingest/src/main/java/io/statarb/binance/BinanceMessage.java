package io.statarb.binance;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;

/**
 * One JSON message of a stream or of REST, read from bytes and kept until the next one. A message
 * is taken whole or refused, never in part: {@link MessageParser} reads its fields, {@link
 * MessageClassifier} says what they make. Allocates nothing but the words of a refusal and, as
 * messages grow, room for their levels. One thread.
 *
 * <pre>
 * {"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":1723161256299,"T":1723161256298,"s":"BTCUSDT",
 *   "U":5123107832006,"u":5123107837557,"pu":5123107831937,"b":[["58710.20","0.014"]],"a":[]}}
 * {"e":"bookTicker","u":5123107839020,"s":"BTCUSDT","b":"61800.20","B":"2.507","a":"61800.30","A":"2.510"}
 * {"e":"trade","E":1723161256322,"T":1723161256322,"s":"BTCUSDT","t":5266583935,"p":"61800.30","q":"0.006","m":false}
 * {"lastUpdateId":5123107852948,"bids":[["61800.20","2.909"]],"asks":[["61800.30","2.302"]]}
 * </pre>
 */
public final class BinanceMessage {
  private static final long NS_PER_MS = 1_000_000;

  /** Later times do not fit nanoseconds; they are no times of a message. */
  static final long MOST_MS = Long.MAX_VALUE / NS_PER_MS;

  private final JsonCursor cursor = new JsonCursor();
  private final MessageFields fields = new MessageFields();
  private final MessageRefusal refusal = new MessageRefusal(cursor);
  private final MessageParser parser = new MessageParser(cursor, fields, refusal);
  private final MessageClassifier classifier = new MessageClassifier(fields, refusal);
  private MessageKind kind = MessageKind.REFUSED;

  /** Nothing yet. */
  public BinanceMessage() {}

  /**
   * Reads one message.
   *
   * @param text not changed or kept beyond the next call
   * @param from first byte
   * @param to behind the last byte
   */
  public MessageKind read(byte[] text, int from, int to) {
    kind = parser.read(text, from, to) ? classifier.classify() : MessageKind.REFUSED;
    return kind;
  }

  /** What the last message is. */
  public MessageKind kind() {
    return kind;
  }

  /** Why it is refused; only then. */
  public Flaw flaw() {
    return refusal.flaw();
  }

  /** The fact of the refusal; only then. */
  public String fact() {
    return refusal.fact();
  }

  /** First byte of the message itself, without the name of a stream around it. */
  public int payloadFrom() {
    return parser.payloadFrom();
  }

  /** Behind its last byte. */
  public int payloadTo() {
    return parser.payloadTo();
  }

  /** Whether the message names its symbol. */
  public boolean hasSymbol() {
    return fields.hasSymbol();
  }

  /** Whether the message's symbol is this one, without making a string. */
  public boolean symbolIs(byte[] name) {
    return fields.symbolIs(name);
  }

  /** The symbol as the venue spells it. */
  public String symbol() {
    return fields.symbol();
  }

  /** First update in the message ({@code U}). */
  public long firstUpdateId() {
    return fields.firstId;
  }

  /** Last update in the message ({@code u}, {@code lastUpdateId}), or NO_UPDATE_ID. */
  public long lastUpdateId() {
    return kind == MessageKind.SNAPSHOT ? fields.snapshotId : fields.lastId;
  }

  /** Last update of the depth message before ({@code pu}; futures only), or NO_UPDATE_ID. */
  public long previousUpdateId() {
    return fields.previousId;
  }

  /** Time of the event, or UNKNOWN_TIME. */
  public long tsEventNs() {
    long ms = fields.matchMs != MessageFields.NONE ? fields.matchMs : fields.eventMs;
    return ms == MessageFields.NONE ? MarketDataSink.UNKNOWN_TIME : ms * NS_PER_MS;
  }

  /** Number of the trade, or -1. */
  public long tradeId() {
    return fields.tradeId;
  }

  /** Whether there is a bid: one that is empty, or 0 of 0, is the venue's way to say no. */
  public boolean hasBid() {
    return !fields.bidless && (fields.bidPx != 0 || fields.bidQty != 0);
  }

  /** Whether there is an ask. */
  public boolean hasAsk() {
    return !fields.askless && (fields.askPx != 0 || fields.askQty != 0);
  }

  /** Best bid of a best bid and offer. */
  public long bidPxE9() {
    return fields.bidPx;
  }

  /** Its quantity. */
  public long bidQtyE8() {
    return fields.bidQty;
  }

  /** Best ask of a best bid and offer. */
  public long askPxE9() {
    return fields.askPx;
  }

  /** Its quantity. */
  public long askQtyE8() {
    return fields.askQty;
  }

  /** Price of a trade. */
  public long pxE9() {
    return fields.px;
  }

  /** Quantity of a trade. */
  public long qtyE8() {
    return fields.qty;
  }

  /** Side that came last: the seller where the buyer was the maker. */
  public byte aggressor() {
    return fields.buyerIsMaker == 1
        ? MarketDataSink.SELL
        : fields.buyerIsMaker == 0 ? MarketDataSink.BUY : MarketDataSink.UNKNOWN_SIDE;
  }

  /** Number of levels of a side. */
  public int levels(byte side) {
    return of(side).count();
  }

  /** Price of a level, counted from 0 in the order of the message. */
  public long levelPxE9(byte side, int level) {
    return of(side).pxE9(level);
  }

  /** Quantity of a level. */
  public long levelQtyE8(byte side, int level) {
    return of(side).qtyE8(level);
  }

  private LevelColumns of(byte side) {
    return side == MarketDataSink.BUY ? fields.bids : fields.asks;
  }
}
