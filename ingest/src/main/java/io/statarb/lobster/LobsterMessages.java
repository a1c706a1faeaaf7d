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
 * The lines of a message file, one after the other: {@code time,type,order id,size,price,direction}
 * and perhaps a seventh field, which is not looked at. What a line says is in the fields until the
 * next one is read.
 */
final class LobsterMessages implements AutoCloseable {
  static final int SUBMIT = 1;
  static final int CANCEL = 2;
  static final int DELETE = 3;
  static final int EXECUTE = 4;
  static final int EXECUTE_HIDDEN = 5;
  static final int CROSS = 6;
  static final int HALT = 7;

  /** Beyond these neither a price nor a size fits the fixed scales. */
  private static final long MAX_PRICE = 9_000_000_000L;

  private static final long MAX_SIZE = 90_000_000_000L;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private final InputStream in;
  private final DelimitedLines lines;

  /** Since midnight in New York. */
  long timeNs;

  int type;
  long orderId;
  long size;
  long price;

  /** Whether the resting order buys. */
  boolean buys;

  @Nullable Flaw flaw;
  String fact = "";

  LobsterMessages(Path file) {
    this(FileHead.open(file), file.toString());
  }

  LobsterMessages(InputStream in, String source) {
    this.in = in;
    this.lines = new DelimitedLines(in, source, ',');
  }

  /**
   * Reads a line. {@link #flaw} is null when the fields say what it holds.
   *
   * @throws Refusal when the file cannot be read on
   */
  boolean next() {
    if (!lines.next()) {
      return false;
    }
    flaw = null;
    fact = "";
    parse();
    return true;
  }

  /** Number of the line, from 1. */
  long line() {
    return lines.line();
  }

  private void parse() {
    String fault = lines.fault();
    if (fault != null) {
      flawed(Flaw.MALFORMED, fault);
    } else if (lines.fields() < 6 || lines.fields() > 7) {
      flawed(Flaw.MALFORMED, "message must have 6 fields: fields=" + lines.fields());
    } else {
      timeNs = Decimal.truncate(lines.bytes(), lines.start(0), lines.end(0), 9);
      long typed = number(1);
      orderId = number(2);
      size = number(3);
      price = number(4);
      long direction = number(5);
      buys = direction == 1;
      judge(typed, direction);
    }
  }

  private void judge(long typed, long direction) {
    if (timeNs < 0 || timeNs >= NANOS_PER_DAY) {
      flawed(Flaw.MALFORMED, "time is not seconds of a day: time=" + lines.text(0));
    } else if (typed == Decimal.INVALID || orderId == Decimal.INVALID) {
      flawed(Flaw.MALFORMED, "no number: type=%s id=%s".formatted(lines.text(1), lines.text(2)));
    } else if (typed < SUBMIT || typed > HALT) {
      flawed(Flaw.UNKNOWN_TYPE, "event type must be 1 to 7: type=" + typed);
    } else if (direction != 1 && direction != -1 && typed != HALT) {
      flawed(Flaw.MALFORMED, "direction must be 1 or -1: direction=" + lines.text(5));
    } else if (size == Decimal.INVALID || size > MAX_SIZE || size < -MAX_SIZE) {
      flawed(Flaw.OUT_OF_RANGE, "size is no whole number in range: size=" + lines.text(3));
    } else if (price == Decimal.INVALID
        || price > MAX_PRICE
        || (typed == HALT && (price < -1 || price > 1))) {
      flawed(Flaw.OUT_OF_RANGE, "price is out of range: price=" + lines.text(4));
    } else if (typed != HALT && price <= 0) {
      flawed(Flaw.NON_POSITIVE_PRICE, "price must be above 0: price=" + lines.text(4));
    } else {
      type = (int) typed;
    }
  }

  private long number(int field) {
    return Decimal.parse(lines.bytes(), lines.start(field), lines.end(field), 0);
  }

  private void flawed(Flaw why, String what) {
    type = 0;
    flaw = why;
    fact = what;
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
