package io.statarb.binance.stream;

import io.statarb.binance.BinanceMessage;
import io.statarb.binance.CaptureLines;
import io.statarb.binance.CaptureReader;
import io.statarb.binance.MessageKind;
import io.statarb.cli.Refusal;
import io.statarb.loaders.FileHead;
import io.statarb.marketdata.Decimal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of captures that go on from each other, one at a time. Lines that hold none are
 * counted and passed over. One thread.
 */
final class CaptureMessages implements AutoCloseable {
  private final List<Path> files;
  private final BinanceMessage message = new BinanceMessage();
  private @Nullable InputStream in;
  private @Nullable CaptureLines lines;
  private int nextFile;
  private long records;
  private long refused;
  private long tsRecvNs;

  CaptureMessages(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /** The message; valid until the next one. */
  BinanceMessage message() {
    return message;
  }

  /** Holds the message, from {@code payloadFrom} to {@code payloadTo} of it. */
  byte[] bytes() {
    CaptureLines open = lines;
    return open == null ? new byte[0] : open.bytes();
  }

  /** When the recorder received it. */
  long tsRecvNs() {
    return tsRecvNs;
  }

  /** Number of its line over all files, from 1. */
  long record() {
    return records;
  }

  /** Lines passed over. */
  long refused() {
    return refused;
  }

  /** Goes to the next message; false when there is none. */
  boolean next() {
    try {
      while (true) {
        CaptureLines open = lines;
        if (open == null || !open.next()) {
          if (!openNext()) {
            return false;
          }
          continue;
        }
        records++;
        if (read(open)) {
          return true;
        }
        refused++;
      }
    } catch (IOException e) {
      throw Refusal.data(
          "%s cannot be read to its end: %s".formatted(files.get(nextFile - 1), e.getMessage()));
    }
  }

  private boolean read(CaptureLines line) {
    int json = line.tooLong() ? -1 : CaptureReader.jsonFrom(line.bytes(), line.from(), line.to());
    if (json < 0) {
      return false;
    }
    tsRecvNs = Decimal.parse(line.bytes(), line.from(), json - 1, 0);
    MessageKind kind = message.read(line.bytes(), json, line.to());
    return tsRecvNs != Decimal.INVALID
        && kind != MessageKind.REFUSED
        && kind != MessageKind.RESPONSE;
  }

  private boolean openNext() throws IOException {
    close();
    if (nextFile == files.size()) {
      return false;
    }
    InputStream opened = FileHead.open(files.get(nextFile++));
    in = opened;
    lines = new CaptureLines(opened);
    return true;
  }

  @Override
  public void close() throws IOException {
    InputStream open = in;
    in = null;
    if (open != null) {
      open.close();
    }
  }
}
