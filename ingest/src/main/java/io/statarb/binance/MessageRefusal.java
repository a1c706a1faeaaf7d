package io.statarb.binance;

import io.statarb.marketdata.Flaw;
import java.nio.charset.StandardCharsets;

/** Why the last message was refused, in words, and at which byte of it. Kept until the next one. */
final class MessageRefusal {
  private static final int SHOWN_BYTES = 40;

  private final JsonCursor cursor;
  private int start;
  private Flaw flaw = Flaw.MALFORMED;
  private String fact = "";

  /**
   * @param cursor stands where the reading ended
   */
  MessageRefusal(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /** Bytes are counted from here. */
  void startAt(int from) {
    start = from;
  }

  Flaw flaw() {
    return flaw;
  }

  String fact() {
    return fact;
  }

  /** Refuses; false, so that a reader can return it. */
  boolean refuse(Flaw why, String what) {
    flaw = why;
    fact = what + " (byte " + (cursor.at() - start) + " of the JSON)";
    return false;
  }

  /** Refuses as no message of the venue; false. */
  boolean malformed(String what) {
    return refuse(Flaw.MALFORMED, what);
  }

  /** The first bytes of a text. */
  static String shown(byte[] bytes, int from, int to) {
    return new String(bytes, from, Math.min(to - from, SHOWN_BYTES), StandardCharsets.ISO_8859_1);
  }
}
