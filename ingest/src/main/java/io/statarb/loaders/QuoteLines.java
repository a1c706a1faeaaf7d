package io.statarb.loaders;

import io.statarb.instruments.Instrument;
import io.statarb.ticks.Conditions;

/**
 * Parses lines {@code <ms since midnight>,<bid>,<ask>} out of bytes that come in parts of any size.
 *
 * <p>Numbers are plain decimals with any number of digits behind the point. Times are taken to the
 * nanosecond, further digits are cut off; prices become ticks exactly, without floating point. A
 * line ends with LF or CR LF; one of two prices may be empty. Confined to one thread; allocates
 * nothing per line.
 */
final class QuoteLines {
  /** Longest line; a longer one is malformed. */
  static final int MAX_LINE_BYTES = 256;

  /** Digits before the point that a price may have, so that it fits a long in units of 1e-9. */
  private static final int MAX_INTEGER_DIGITS = 9;

  private static final long NANOS_PER_MS = 1_000_000L;
  private static final long MS_PER_DAY = 86_400_000L;
  private static final int PRICE_DECIMALS = 9;
  private static final int TIME_DECIMALS = 6;

  private final long dayStartNs;
  private final long tickSizeE9;
  private final LineSink sink;
  private final byte[] carried = new byte[MAX_LINE_BYTES];
  private int carriedLength;
  private boolean tooLong;
  private int lines;

  // The number parsed last.
  private int at;
  private boolean number;
  private long scaled;
  private boolean restNotZero;

  /**
   * Makes a parser of one file.
   *
   * @param dayStartNs midnight that the times count from, UTC ns
   * @param tickSizeE9 size of a tick in 1e-9 of the quote currency
   * @param sink gets each line
   */
  QuoteLines(long dayStartNs, long tickSizeE9, LineSink sink) {
    this.dayStartNs = dayStartNs;
    this.tickSizeE9 = tickSizeE9;
    this.sink = sink;
  }

  /** Takes the next bytes of the file. */
  void bytes(byte[] chunk, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (chunk[i] == '\n') {
        if (carriedLength == 0 && !tooLong) {
          line(chunk, start, i);
        } else {
          carry(chunk, start, i);
          endCarried();
        }
        start = i + 1;
      }
    }
    carry(chunk, start, length);
  }

  /** Takes what follows the last line end and returns the number of lines. */
  int finish() {
    if (carriedLength > 0 || tooLong) {
      endCarried();
    }
    return lines;
  }

  private void carry(byte[] chunk, int from, int to) {
    int more = to - from;
    if (tooLong || carriedLength + more > MAX_LINE_BYTES) {
      tooLong = true;
      return;
    }
    System.arraycopy(chunk, from, carried, carriedLength, more);
    carriedLength += more;
  }

  private void endCarried() {
    if (tooLong) {
      malformed(LineSink.UNKNOWN_TIME);
    } else {
      line(carried, 0, carriedLength);
    }
    carriedLength = 0;
    tooLong = false;
  }

  private void malformed(long tsNs) {
    lines++;
    sink.line(lines, tsNs, 0, 0, Conditions.MALFORMED);
  }

  private void line(byte[] bytes, int from, int end) {
    int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    if (to - from > MAX_LINE_BYTES) {
      malformed(LineSink.UNKNOWN_TIME);
      return;
    }
    at = from;
    number(bytes, to, TIME_DECIMALS);
    // A negative time cannot be told from one of the wrong day: both have no place in this file.
    boolean timed =
        number && scaled >= 0 && scaled < MS_PER_DAY * NANOS_PER_MS && at < to && bytes[at] == ',';
    if (!timed) {
      malformed(LineSink.UNKNOWN_TIME);
      return;
    }
    long tsNs = dayStartNs + scaled;
    at++;
    boolean noBid = at < to && bytes[at] == ',';
    number(bytes, to, PRICE_DECIMALS);
    if (!(number || noBid) || at >= to || bytes[at] != ',') {
      malformed(tsNs);
      return;
    }
    long bidE9 = scaled;
    boolean offTick = restNotZero;
    at++;
    boolean noAsk = at == to;
    number(bytes, to, PRICE_DECIMALS);
    if (!(number || noAsk) || at != to || (noBid && noAsk)) {
      malformed(tsNs);
      return;
    }
    long askE9 = scaled;
    lines++;
    if (noBid || noAsk) {
      sink.line(
          lines,
          tsNs,
          noBid ? Instrument.NULL_PX : bidE9 / tickSizeE9,
          noAsk ? Instrument.NULL_PX : askE9 / tickSizeE9,
          Conditions.ONE_SIDED);
      return;
    }
    offTick |= restNotZero || bidE9 % tickSizeE9 != 0 || askE9 % tickSizeE9 != 0;
    sink.line(
        lines,
        tsNs,
        bidE9 / tickSizeE9,
        askE9 / tickSizeE9,
        offTick ? Conditions.OFF_TICK : Conditions.GOOD);
  }

  /**
   * Parses a decimal at {@link #at} into {@link #scaled} = value times ten to the {@code decimals};
   * {@link #restNotZero} says whether digits beyond were lost, {@link #number} whether there was a
   * number at all. Leaves {@link #at} behind it.
   */
  private void number(byte[] bytes, int to, int decimals) {
    boolean negative = at < to && bytes[at] == '-';
    if (negative) {
      at++;
    }
    long value = 0;
    int digits = 0;
    boolean any = false;
    while (at < to && isDigit(bytes[at])) {
      // Stops growing long before it could overflow; such a number is refused below.
      if (digits < MAX_INTEGER_DIGITS + 1) {
        value = value * 10 + (bytes[at] - '0');
      }
      // Zeros in front are no digits that count.
      if (value != 0) {
        digits++;
      }
      any = true;
      at++;
    }
    int places = 0;
    boolean rest = false;
    if (at < to && bytes[at] == '.') {
      at++;
      while (at < to && isDigit(bytes[at])) {
        if (places < decimals) {
          value = value * 10 + (bytes[at] - '0');
          places++;
        } else {
          rest |= bytes[at] != '0';
        }
        any = true;
        at++;
      }
    }
    number = any && digits <= MAX_INTEGER_DIGITS;
    if (number) {
      for (; places < decimals; places++) {
        value *= 10;
      }
      scaled = negative ? -value : value;
      restNotZero = rest;
    }
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
