package io.statarb.binance;

import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;

/**
 * Turns the lines of one capture into calls of a sink. A line that cannot be taken is a flaw, and
 * the next one is read. One thread.
 */
public final class CaptureReader {
  /** Nanoseconds since 1970 have 18 digits or more since 1973. */
  static final int FEWEST_TIME_DIGITS = 18;

  private static final int MOST_TIME_DIGITS = 19;

  private final BinanceMessage message = new BinanceMessage();
  private final MessageDelivery delivery;
  private final MarketDataSink sink;
  private long records;

  /**
   * Reads into a sink.
   *
   * @param defaultSymbol symbol of a snapshot that names none
   */
  CaptureReader(MarketDataSink sink, String defaultSymbol) {
    this.sink = sink;
    this.delivery = new MessageDelivery(sink, defaultSymbol);
  }

  /** Lines so far. */
  long records() {
    return records;
  }

  /** Takes the current line. */
  void line(CaptureLines lines) {
    records++;
    if (lines.tooLong()) {
      sink.flaw(
          records, Flaw.MALFORMED, "line longer than " + CaptureLines.MOST_LINE_BYTES + " bytes");
      return;
    }
    byte[] bytes = lines.bytes();
    int json = jsonFrom(bytes, lines.from(), lines.to());
    if (json < 0) {
      sink.flaw(records, Flaw.MALFORMED, "no receive time in ns, blank and JSON");
      return;
    }
    long tsRecvNs = Decimal.parse(bytes, lines.from(), json - 1, 0);
    if (tsRecvNs == Decimal.INVALID) {
      sink.flaw(records, Flaw.OUT_OF_RANGE, "receive time does not fit");
      return;
    }
    if (message.read(bytes, json, lines.to()) == MessageKind.REFUSED) {
      Flaw flaw = lines.whole() ? message.flaw() : Flaw.TRUNCATED;
      sink.flaw(records, flaw, message.fact());
      return;
    }
    delivery.deliver(message, records, tsRecvNs);
  }

  /** Where the JSON of a line begins, or -1 when there is no time before it. */
  public static int jsonFrom(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    int digits = at - from;
    boolean time = digits >= FEWEST_TIME_DIGITS && digits <= MOST_TIME_DIGITS;
    return time && at < to && bytes[at] == ' ' ? at + 1 : -1;
  }
}
