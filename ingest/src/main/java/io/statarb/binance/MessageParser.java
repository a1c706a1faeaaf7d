package io.statarb.binance;

import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.Flaw;

/**
 * Reads the JSON of one message into {@link MessageFields}. Fields come in any order; those that
 * are not known are skipped. Whether they make a message is {@link MessageClassifier}'s. Allocates
 * nothing but the words of a refusal. One thread.
 */
final class MessageParser {
  private static final int MOST_SYMBOL_BYTES = 64;

  private final JsonCursor cursor;
  private final MessageFields fields;
  private final MessageRefusal refusal;
  private byte[] bytes = new byte[0];
  private int payloadFrom;
  private int payloadTo;

  MessageParser(JsonCursor cursor, MessageFields fields, MessageRefusal refusal) {
    this.cursor = cursor;
    this.fields = fields;
    this.refusal = refusal;
  }

  /** Whether the bytes are one JSON object whose known fields are what they should be. */
  boolean read(byte[] text, int from, int to) {
    bytes = text;
    payloadFrom = from;
    payloadTo = to;
    cursor.wrap(text, from, to);
    refusal.startAt(from);
    fields.clear(text);
    if (!object(true)) {
      return false;
    }
    return cursor.peek() == -1 || refusal.malformed("more after the end of the JSON object");
  }

  /** First byte of the message itself, without the name of a stream around it. */
  int payloadFrom() {
    return payloadFrom;
  }

  /** Behind its last byte. */
  int payloadTo() {
    return payloadTo;
  }

  /** Reads an object; the outer one may hold the message as its field {@code data}. */
  private boolean object(boolean outer) {
    if (!cursor.take('{')) {
      return refusal.malformed("no JSON object");
    }
    if (cursor.take('}')) {
      return true;
    }
    do {
      if (!cursor.string() || !cursor.take(':')) {
        return refusal.malformed("no field name");
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
    return cursor.take('}') || refusal.malformed("no end of the JSON object");
  }

  /** Reads the value of the field whose name was just read; names of one or two bytes decide. */
  private boolean field() {
    int length = cursor.to() - cursor.from();
    if (length == 1) {
      return shortField(bytes[cursor.from()]);
    }
    if (cursor.is("pu")) {
      fields.previousId = cursor.number();
      return fields.previousId >= 0 || refusal.malformed("pu is no update id");
    }
    if (cursor.is("lastUpdateId")) {
      fields.snapshotId = cursor.number();
      return fields.snapshotId >= 0 || refusal.malformed("lastUpdateId is no update id");
    }
    if (cursor.is("bids")) {
      return levels(fields.bids);
    }
    if (cursor.is("asks")) {
      return levels(fields.asks);
    }
    if (cursor.is("symbol")) {
      return symbolField();
    }
    fields.response |= cursor.is("result") || cursor.is("error");
    return cursor.skip() || refusal.malformed("no JSON value");
  }

  private boolean shortField(byte name) {
    return switch (name) {
      case 'e' -> eventField();
      case 's' -> symbolField();
      case 'b' -> cursor.peek() == '[' ? levels(fields.bids) : quoteField(name);
      case 'a' -> askField();
      case 'B', 'A' -> quoteField(name);
      case 'U', 'u', 't' -> idField(name);
      case 'E', 'T' -> timeField(name);
      case 'p', 'q', 'm' -> tradeField(name);
      default -> cursor.skip() || refusal.malformed("no JSON value");
    };
  }

  private boolean idField(byte name) {
    long id = cursor.number();
    switch (name) {
      case 'U' -> fields.firstId = id;
      case 'u' -> fields.lastId = id;
      default -> fields.tradeId = id;
    }
    return id >= 0 || refusal.malformed("U, u or t is no whole number");
  }

  private boolean timeField(byte name) {
    long ms = cursor.number();
    if (name == 'E') {
      fields.eventMs = ms;
    } else {
      fields.matchMs = ms;
    }
    return (ms >= 0 && ms <= BinanceMessage.MOST_MS) || refusal.malformed("E or T is no time");
  }

  private boolean quoteField(byte name) {
    boolean price = name == 'b' || name == 'a';
    boolean empty = cursor.emptyString();
    long value = empty ? 0 : price ? px() : qty();
    fields.bidless |= empty && name == 'b';
    fields.askless |= empty && name == 'a';
    switch (name) {
      case 'b' -> fields.bidPx = value;
      case 'a' -> fields.askPx = value;
      case 'B' -> fields.bidQty = value;
      default -> fields.askQty = value;
    }
    return number("best bid or offer", value);
  }

  private boolean tradeField(byte name) {
    if (name == 'm') {
      fields.buyerIsMaker = cursor.truth();
      return fields.buyerIsMaker >= 0 || refusal.malformed("m is neither true nor false");
    }
    long value = name == 'p' ? px() : qty();
    if (name == 'p') {
      fields.px = value;
    } else {
      fields.qty = value;
    }
    return number("p or q", value);
  }

  private boolean eventField() {
    boolean event = cursor.string();
    fields.event(cursor.from(), cursor.to());
    return event || refusal.malformed("e is no string");
  }

  /** Levels, the best ask, or the number of an aggregate trade. */
  private boolean askField() {
    return switch (cursor.peek()) {
      case '[' -> levels(fields.asks);
      case '"' -> quoteField((byte) 'a');
      default -> cursor.skip() || refusal.malformed("no JSON value");
    };
  }

  private boolean symbolField() {
    if (!cursor.string() || cursor.to() - cursor.from() > MOST_SYMBOL_BYTES) {
      return refusal.malformed("s is no symbol");
    }
    for (int i = cursor.from(); i < cursor.to(); i++) {
      if (bytes[i] <= ' ' || bytes[i] == 127 || bytes[i] == '\\') {
        return refusal.malformed("s is no symbol");
      }
    }
    fields.symbol(cursor.from(), cursor.to());
    return true;
  }

  private boolean levels(LevelColumns side) {
    if (side.given() || !cursor.take('[')) {
      return refusal.malformed("levels given twice, or no array");
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
    return cursor.take(']') || refusal.malformed("no end of the levels");
  }

  private boolean level(LevelColumns side) {
    if (!cursor.take('[')) {
      return refusal.malformed("a level is no array");
    }
    long levelPx = px();
    if (!number("price of a level", levelPx)) {
      return false;
    }
    if (!cursor.take(',')) {
      return refusal.malformed("a level has no quantity");
    }
    long levelQty = qty();
    if (!number("quantity of a level", levelQty)) {
      return false;
    }
    if (!cursor.take(']')) {
      return refusal.malformed("a level has more than price and quantity");
    }
    return side.add(levelPx, levelQty) || refusal.refuse(Flaw.OUT_OF_RANGE, "too many levels");
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
        ? refusal.refuse(
            Flaw.OUT_OF_RANGE,
            field + " does not fit: " + MessageRefusal.shown(bytes, cursor.from(), cursor.to()))
        : refusal.malformed(field + " is no number");
  }
}
