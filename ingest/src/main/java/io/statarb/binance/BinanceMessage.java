package io.statarb.binance;

import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.nio.charset.StandardCharsets;

/**
 * One JSON message of a stream or of REST, read from bytes and kept until the next one. Fields come
 * in any order; those that are not known are skipped. A message is taken whole or refused, never in
 * part. Allocates nothing but the words of a refusal and, as messages grow, room for their levels.
 * One thread.
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
  private static final long NONE = -1;
  private static final int MOST_SYMBOL_BYTES = 64;
  private static final int SHOWN_BYTES = 40;
  private static final long NS_PER_MS = 1_000_000;

  /** Later times do not fit nanoseconds; they are no times of a message. */
  private static final long MOST_MS = Long.MAX_VALUE / NS_PER_MS;

  private final JsonCursor cursor = new JsonCursor();
  private final LevelColumns bids = new LevelColumns();
  private final LevelColumns asks = new LevelColumns();
  private byte[] bytes = new byte[0];
  private int start;
  private MessageKind kind = MessageKind.REFUSED;
  private Flaw flaw = Flaw.MALFORMED;
  private String fact = "";

  private int eventFrom;
  private int eventTo;
  private int symbolFrom;
  private int symbolTo;
  private long firstId;
  private long lastId;
  private long previousId;
  private long snapshotId;
  private long eventMs;
  private long matchMs;
  private long tradeId;
  private boolean bidless;
  private boolean askless;
  private long bidPx;
  private long bidQty;
  private long askPx;
  private long askQty;
  private long px;
  private long qty;
  private int buyerIsMaker;
  private boolean response;
  private int payloadFrom;
  private int payloadTo;

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
    bytes = text;
    start = from;
    payloadFrom = from;
    payloadTo = to;
    cursor.wrap(text, from, to);
    clear();
    if (!object(true)) {
      kind = MessageKind.REFUSED;
    } else if (cursor.peek() != -1) {
      kind = refuse(Flaw.MALFORMED, "more after the end of the JSON object");
    } else {
      kind = classify();
    }
    return kind;
  }

  /** What the last message is. */
  public MessageKind kind() {
    return kind;
  }

  /** Why it is refused; only then. */
  public Flaw flaw() {
    return flaw;
  }

  /** The fact of the refusal; only then. */
  public String fact() {
    return fact;
  }

  /** First byte of the message itself, without the name of a stream around it. */
  public int payloadFrom() {
    return payloadFrom;
  }

  /** Behind its last byte. */
  public int payloadTo() {
    return payloadTo;
  }

  /** Whether the message names its symbol. */
  public boolean hasSymbol() {
    return symbolTo > symbolFrom;
  }

  /** Whether the message's symbol is this one, without making a string. */
  public boolean symbolIs(byte[] name) {
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

  /** The symbol as the venue spells it. */
  public String symbol() {
    return new String(bytes, symbolFrom, symbolTo - symbolFrom, StandardCharsets.US_ASCII);
  }

  /** First update in the message ({@code U}). */
  public long firstUpdateId() {
    return firstId;
  }

  /** Last update in the message ({@code u}, {@code lastUpdateId}), or NO_UPDATE_ID. */
  public long lastUpdateId() {
    return kind == MessageKind.SNAPSHOT ? snapshotId : lastId;
  }

  /** Last update of the depth message before ({@code pu}; futures only), or NO_UPDATE_ID. */
  public long previousUpdateId() {
    return previousId;
  }

  /** Time of the event, or UNKNOWN_TIME. */
  public long tsEventNs() {
    long ms = matchMs != NONE ? matchMs : eventMs;
    return ms == NONE ? MarketDataSink.UNKNOWN_TIME : ms * NS_PER_MS;
  }

  /** Number of the trade, or -1. */
  public long tradeId() {
    return tradeId;
  }

  /** Whether there is a bid: one that is empty, or 0 of 0, is the venue's way to say no. */
  public boolean hasBid() {
    return !bidless && (bidPx != 0 || bidQty != 0);
  }

  /** Whether there is an ask. */
  public boolean hasAsk() {
    return !askless && (askPx != 0 || askQty != 0);
  }

  /** Best bid of a best bid and offer. */
  public long bidPxE9() {
    return bidPx;
  }

  /** Its quantity. */
  public long bidQtyE8() {
    return bidQty;
  }

  /** Best ask of a best bid and offer. */
  public long askPxE9() {
    return askPx;
  }

  /** Its quantity. */
  public long askQtyE8() {
    return askQty;
  }

  /** Price of a trade. */
  public long pxE9() {
    return px;
  }

  /** Quantity of a trade. */
  public long qtyE8() {
    return qty;
  }

  /** Side that came last: the seller where the buyer was the maker. */
  public byte aggressor() {
    return buyerIsMaker == 1
        ? MarketDataSink.SELL
        : buyerIsMaker == 0 ? MarketDataSink.BUY : MarketDataSink.UNKNOWN_SIDE;
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
    return side == MarketDataSink.BUY ? bids : asks;
  }

  private void clear() {
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

  /** Reads an object; the outer one may hold the message as its field {@code data}. */
  private boolean object(boolean outer) {
    if (!cursor.take('{')) {
      return malformed("no JSON object");
    }
    if (cursor.take('}')) {
      return true;
    }
    do {
      if (!cursor.string() || !cursor.take(':')) {
        return malformed("no field name");
      }
      boolean wrapped = outer && cursor.is("data") && cursor.peek() == '{';
      int valueFrom = cursor.at();
      if (wrapped ? !object(false) : !field()) {
        return false;
      }
      if (wrapped) {
        payloadFrom = valueFrom;
        payloadTo = cursor.at();
      }
    } while (cursor.take(','));
    return cursor.take('}') || malformed("no end of the JSON object");
  }

  /** Reads the value of the field whose name was just read; names of one or two bytes decide. */
  private boolean field() {
    int length = cursor.to() - cursor.from();
    if (length == 1) {
      return shortField(bytes[cursor.from()]);
    }
    if (cursor.is("pu")) {
      previousId = cursor.number();
      return previousId >= 0 || malformed("pu is no update id");
    }
    if (cursor.is("lastUpdateId")) {
      snapshotId = cursor.number();
      return snapshotId >= 0 || malformed("lastUpdateId is no update id");
    }
    if (cursor.is("bids")) {
      return levels(bids);
    }
    if (cursor.is("asks")) {
      return levels(asks);
    }
    if (cursor.is("symbol")) {
      return symbolField();
    }
    response |= cursor.is("result") || cursor.is("error");
    return cursor.skip() || malformed("no JSON value");
  }

  private boolean shortField(byte name) {
    return switch (name) {
      case 'e' -> eventField();
      case 's' -> symbolField();
      case 'b' -> cursor.peek() == '[' ? levels(bids) : quoteField(name);
      case 'a' -> askField();
      case 'B', 'A' -> quoteField(name);
      case 'U', 'u', 't' -> idField(name);
      case 'E', 'T' -> timeField(name);
      case 'p', 'q', 'm' -> tradeField(name);
      default -> cursor.skip() || malformed("no JSON value");
    };
  }

  private boolean idField(byte name) {
    long id = cursor.number();
    switch (name) {
      case 'U' -> firstId = id;
      case 'u' -> lastId = id;
      default -> tradeId = id;
    }
    return id >= 0 || malformed("U, u or t is no whole number");
  }

  private boolean timeField(byte name) {
    long ms = cursor.number();
    if (name == 'E') {
      eventMs = ms;
    } else {
      matchMs = ms;
    }
    return (ms >= 0 && ms <= MOST_MS) || malformed("E or T is no time");
  }

  private boolean quoteField(byte name) {
    boolean price = name == 'b' || name == 'a';
    boolean empty = cursor.emptyString();
    long value = empty ? 0 : price ? px() : qty();
    bidless |= empty && name == 'b';
    askless |= empty && name == 'a';
    switch (name) {
      case 'b' -> bidPx = value;
      case 'a' -> askPx = value;
      case 'B' -> bidQty = value;
      default -> askQty = value;
    }
    return number("best bid or offer", value);
  }

  private boolean tradeField(byte name) {
    if (name == 'm') {
      buyerIsMaker = cursor.truth();
      return buyerIsMaker >= 0 || malformed("m is neither true nor false");
    }
    long value = name == 'p' ? px() : qty();
    if (name == 'p') {
      px = value;
    } else {
      qty = value;
    }
    return number("p or q", value);
  }

  private boolean eventField() {
    boolean event = cursor.string();
    eventFrom = cursor.from();
    eventTo = cursor.to();
    return event || malformed("e is no string");
  }

  /** Levels, the best ask, or the number of an aggregate trade. */
  private boolean askField() {
    return switch (cursor.peek()) {
      case '[' -> levels(asks);
      case '"' -> quoteField((byte) 'a');
      default -> cursor.skip() || malformed("no JSON value");
    };
  }

  private boolean symbolField() {
    if (!cursor.string() || cursor.to() - cursor.from() > MOST_SYMBOL_BYTES) {
      return malformed("s is no symbol");
    }
    for (int i = cursor.from(); i < cursor.to(); i++) {
      if (bytes[i] <= ' ' || bytes[i] == 127 || bytes[i] == '\\') {
        return malformed("s is no symbol");
      }
    }
    symbolFrom = cursor.from();
    symbolTo = cursor.to();
    return true;
  }

  private boolean levels(LevelColumns side) {
    if (side.given() || !cursor.take('[')) {
      return malformed("levels given twice, or no array");
    }
    side.give();
    if (cursor.take(']')) {
      return true;
    }
    do {
      if (!level(side)) {
        return false;
      }
    } while (cursor.take(','));
    return cursor.take(']') || malformed("no end of the levels");
  }

  private boolean level(LevelColumns side) {
    if (!cursor.take('[')) {
      return malformed("a level is no array");
    }
    long levelPx = px();
    if (!number("price of a level", levelPx)) {
      return false;
    }
    if (!cursor.take(',')) {
      return malformed("a level has no quantity");
    }
    long levelQty = qty();
    if (!number("quantity of a level", levelQty)) {
      return false;
    }
    if (!cursor.take(']')) {
      return malformed("a level has more than price and quantity");
    }
    return side.add(levelPx, levelQty) || refused(Flaw.OUT_OF_RANGE, "too many levels");
  }

  private long px() {
    return decimal(Decimal.PX_DECIMALS);
  }

  private long qty() {
    return decimal(Decimal.QTY_DECIMALS);
  }

  private long decimal(int decimals) {
    return cursor.string()
        ? Decimal.parse(bytes, cursor.from(), cursor.to(), decimals)
        : Decimal.INVALID;
  }

  private MessageKind classify() {
    boolean ticker = bidPx != Decimal.INVALID && askPx != Decimal.INVALID;
    if (eventTo > eventFrom) {
      if (event("depthUpdate")) {
        return depthUpdate();
      }
      if (event("bookTicker")) {
        return ticker ? bookTicker() : refuse(Flaw.MALFORMED, "bookTicker without b and a");
      }
      if (event("trade")) {
        return trade(MessageKind.TRADE);
      }
      if (event("aggTrade")) {
        return trade(MessageKind.AGGREGATE_TRADE);
      }
      return refuse(Flaw.UNKNOWN_TYPE, "event " + shown(eventFrom, eventTo));
    }
    if (snapshotId != NONE && bids.given() && asks.given()) {
      return MessageKind.SNAPSHOT;
    }
    if (ticker) {
      return bookTicker();
    }
    return response
        ? MessageKind.RESPONSE
        : refuse(Flaw.UNKNOWN_TYPE, "neither an event nor a snapshot");
  }

  private MessageKind depthUpdate() {
    if (firstId == NONE || lastId == NONE || !hasSymbol() || !bids.given() || !asks.given()) {
      return refuse(Flaw.MALFORMED, "depthUpdate without one of U, u, s, b, a");
    }
    return firstId > lastId
        ? refuse(Flaw.MALFORMED, "depthUpdate whose U is above its u")
        : MessageKind.DEPTH_UPDATE;
  }

  private MessageKind bookTicker() {
    return lastId == NONE || !hasSymbol() || bidQty == Decimal.INVALID || askQty == Decimal.INVALID
        ? refuse(Flaw.MALFORMED, "bookTicker without one of u, s, B, A")
        : MessageKind.BOOK_TICKER;
  }

  private MessageKind trade(MessageKind which) {
    return px == Decimal.INVALID || qty == Decimal.INVALID || !hasSymbol()
        ? refuse(Flaw.MALFORMED, "trade without one of p, q, s")
        : which;
  }

  private boolean event(String word) {
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

  /** Refuses the last string when it is no number, or one that does not fit. */
  private boolean number(String field, long value) {
    if (value != Decimal.INVALID) {
      return true;
    }
    boolean digits = cursor.to() > cursor.from();
    for (int i = cursor.from(); digits && i < cursor.to(); i++) {
      byte b = bytes[i];
      digits = (b >= '0' && b <= '9') || b == '.' || b == '-';
    }
    return digits
        ? refused(Flaw.OUT_OF_RANGE, field + " does not fit: " + shown(cursor.from(), cursor.to()))
        : malformed(field + " is no number");
  }

  private boolean malformed(String what) {
    return refused(Flaw.MALFORMED, what);
  }

  private boolean refused(Flaw why, String what) {
    refuse(why, what);
    return false;
  }

  private MessageKind refuse(Flaw why, String what) {
    flaw = why;
    fact = what + " (byte " + (cursor.at() - start) + " of the JSON)";
    return MessageKind.REFUSED;
  }

  private String shown(int from, int to) {
    return new String(bytes, from, Math.min(to - from, SHOWN_BYTES), StandardCharsets.ISO_8859_1);
  }
}
