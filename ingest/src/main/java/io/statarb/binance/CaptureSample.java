package io.statarb.binance;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Draws a capture as a recorder of USD-M futures writes it: per ten lines six best bids and offers,
 * three changes of the book of some twenty levels and one trade, which is about what a busy
 * contract sends.
 */
final class CaptureSample {
  private static final int MOST_LEVELS = 20;
  private static final long NS_PER_MS = 1_000_000;

  private final Random random;
  private final StringBuilder line = new StringBuilder(2048);
  private long recvNs = 1_723_161_255_088_169_167L;
  private long updateId = 5_123_107_832_006L;

  /** Tenths of a dollar. */
  private long mid = 618_002;

  private CaptureSample(long seed) {
    random = new Random(seed);
  }

  /** Writes so many lines. */
  static Path write(Path folder, int lines, long seed) {
    Path file = folder.resolve("btcusdt_20240808.dat");
    CaptureSample sample = new CaptureSample(seed);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (int i = 0; i < lines; i++) {
        out.append(sample.line(i % 10));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private CharSequence line(int kind) {
    recvNs += 1 + random.nextInt(2_000_000);
    mid += random.nextInt(3) - 1;
    line.setLength(0);
    line.append(recvNs);
    if (kind < 6) {
      ticker();
    } else if (kind < 9) {
      depth();
    } else {
      trade();
    }
    return line.append("}}\n");
  }

  private void event(String stream, String event) {
    long ms = recvNs / NS_PER_MS;
    line.append(" {\"stream\":\"btcusdt@").append(stream).append("\",\"data\":{\"e\":\"");
    line.append(event).append("\",\"E\":").append(ms + 1).append(",\"T\":").append(ms);
    line.append(",\"s\":\"BTCUSDT\"");
  }

  private void ticker() {
    event("bookTicker", "bookTicker");
    line.append(",\"u\":").append(++updateId).append(",\"b\":");
    px(mid).append(",\"B\":");
    qty().append(",\"a\":");
    px(mid + 1).append(",\"A\":");
    qty();
  }

  private void depth() {
    event("depth@0ms", "depthUpdate");
    long previous = updateId;
    updateId += 1 + random.nextInt(500);
    line.append(",\"U\":").append(previous + 1).append(",\"u\":").append(updateId);
    line.append(",\"pu\":").append(previous);
    levels("b", -1);
    levels("a", 1);
  }

  /** Levels of a side, {@code sign} the way that they lie from the middle. */
  private void levels(String side, int sign) {
    line.append(",\"").append(side).append("\":[");
    int count = random.nextInt(MOST_LEVELS + 1);
    for (int i = 0; i < count; i++) {
      line.append(i == 0 ? "[" : ",[");
      px(mid + sign * (1L + 3L * i)).append(',');
      qty().append(']');
    }
    line.append(']');
  }

  private void trade() {
    event("trade", "trade");
    line.append(",\"t\":").append(++updateId).append(",\"p\":");
    px(mid).append(",\"q\":");
    qty().append(",\"m\":").append(random.nextBoolean());
  }

  private StringBuilder px(long tenths) {
    return line.append('"').append(tenths / 10).append('.').append(tenths % 10).append("0\"");
  }

  /** Thousandths, 0 for a level that goes. */
  private StringBuilder qty() {
    int thousandths = random.nextInt(10_000);
    line.append('"').append(thousandths / 1_000).append('.');
    return line.append(Integer.toString(1_000 + thousandths % 1_000), 1, 4).append('"');
  }
}
