package io.statarb.lobster;

import io.statarb.cli.Refusal;
import io.statarb.loaders.DelimitedLines;
import io.statarb.loaders.FileHead;
import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an order book file, one after the other: ask price, ask size, bid price, bid size for
 * each level. A level that the book does not have carries the price 9999999999 or -9999999999.
 */
final class LobsterRows implements AutoCloseable {
  /** Price of an ask that is not there; a bid's is the same below 0. */
  static final long NO_LEVEL = 9_999_999_999L;

  private static final long MAX_SIZE = 90_000_000_000L;

  private final InputStream in;
  private final DelimitedLines lines;
  private final int levels;

  /** Best first; the first {@link #asks} of each count. */
  final long[] askPrices;

  final long[] askSizes;
  final long[] bidPrices;
  final long[] bidSizes;
  int asks;
  int bids;

  /** Whether a size of the row is below 0. */
  boolean negative;

  @Nullable Flaw flaw;
  String fact = "";

  LobsterRows(Path file, int levels) {
    this(FileHead.open(file), file.toString(), levels);
  }

  LobsterRows(InputStream in, String source, int levels) {
    this.in = in;
    this.lines = new DelimitedLines(in, source, ',');
    this.levels = levels;
    askPrices = new long[levels];
    askSizes = new long[levels];
    bidPrices = new long[levels];
    bidSizes = new long[levels];
  }

  /**
   * Reads a row. {@link #flaw} is null when the fields say what it holds.
   *
   * @throws Refusal when the file cannot be read on
   */
  boolean next() {
    if (!lines.next()) {
      return false;
    }
    flaw = null;
    fact = "";
    asks = 0;
    bids = 0;
    negative = false;
    String fault = lines.fault();
    if (fault != null) {
      flawed(Flaw.MALFORMED, fault);
    } else if (lines.fields() != 4 * levels) {
      flawed(
          Flaw.MALFORMED,
          "row of %d levels must have %d fields: fields=%d"
              .formatted(levels, 4 * levels, lines.fields()));
    } else {
      asks = side(0, 1, askPrices, askSizes);
      bids = side(2, -1, bidPrices, bidSizes);
      if (flaw != null) {
        asks = 0;
        bids = 0;
      }
    }
    return true;
  }

  /** Number of the row, from 1. */
  long line() {
    return lines.line();
  }

  /** Reads one side; {@code sign} is 1 where prices go up from the best one. */
  private int side(int column, int sign, long[] prices, long[] sizes) {
    int count = 0;
    for (int level = 0; level < levels; level++) {
      int field = 4 * level + column;
      long price = number(field);
      long size = number(field + 1);
      if (price == sign * NO_LEVEL) {
        if (size != 0) {
          flawed(Flaw.MALFORMED, "level %d is empty and has a size".formatted(level + 1));
        }
        continue;
      }
      negative |= size < 0 && size != Decimal.INVALID;
      if (price <= 0 || price >= NO_LEVEL || size <= 0 || size > MAX_SIZE) {
        flawed(
            Flaw.OUT_OF_RANGE,
            "level %d is out of range: price=%s size=%s"
                .formatted(level + 1, lines.text(field), lines.text(field + 1)));
        continue;
      }
      if (count < level || (count > 0 && sign * price <= sign * prices[count - 1])) {
        flawed(Flaw.MALFORMED, "level %d is not behind the one before".formatted(level + 1));
        continue;
      }
      prices[count] = price;
      sizes[count] = size;
      count++;
    }
    return count;
  }

  private long number(int field) {
    return Decimal.parse(lines.bytes(), lines.start(field), lines.end(field), 0);
  }

  private void flawed(Flaw why, String what) {
    if (flaw == null) {
      flaw = why;
      fact = what;
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
