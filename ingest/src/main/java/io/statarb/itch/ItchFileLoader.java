package io.statarb.itch;

import io.statarb.cli.Refusal;
import io.statarb.loaders.FileHead;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.LoadOptions;
import io.statarb.loaders.LoaderSample;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.orderbook.BookCapacity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;

/**
 * Files of NASDAQ TotalView-ITCH 5.0 messages, one day each, also gzipped: before each message two
 * bytes with its length, or two zero bytes, and then the type tells it. See {@link ItchMessages}.
 */
public final class ItchFileLoader implements FileLoader {
  /** Messages that must follow each other from the beginning of a file that has no telling name. */
  private static final int TELLING_MESSAGES = 8;

  private static final int SAMPLE_SYMBOLS = 500;
  private static final int SAMPLE_LIVE_ORDERS = 50_000;
  private static final int SAMPLE_BLOCK = 10_000;
  private static final LocalDate UNKNOWN_DATE = LocalDate.EPOCH;

  /** For the service loader. */
  public ItchFileLoader() {}

  @Override
  public String format() {
    return "itch";
  }

  @Override
  public String columns() {
    return """
    binary, big-endian, gzip or not; before each message two bytes with its length (or 0: the type tells it)
    type       one letter: S R H Y L V W K J h A F E C X D U P Q B I N O
    locate     2 bytes, number of the stock that day; its name comes with R, H, A, F and others
    tracking   2 bytes
    time       6 bytes, ns since midnight in New York of the date in the file's name (MMDDYYYY, YYYYMMDD,
               YYYY-MM-DD or SMMDDYY-v50) or of the options; with neither 1970-01-01 is assumed and noted
    ...        by type; prices 1e-4 dollars, quantities shares\
    """;
  }

  @Override
  public String example() {
    return "00 13 | 44 'D' | 0b e1 | 00 00 | 1f 1a ce d9 f0 e6 | 00 00 00 00 00 00 4a 07";
  }

  @Override
  public boolean recognises(Path file, byte[] head) {
    String name = String.valueOf(file.getFileName()).toUpperCase(Locale.ROOT);
    boolean whole = head.length < FileHead.BYTES;
    return head.length > 0
        && (ItchFrames.begins(head, TELLING_MESSAGES, whole)
            || name.contains("ITCH50")
            || name.contains("ITCH_50"));
  }

  @Override
  public long load(Path file, LoadOptions options, MarketDataSink sink) {
    LocalDate date = options.date() != null ? options.date() : ItchFileDate.of(file);
    if (date == null) {
      sink.note(
          "neither the options nor the name of %s tell one date: times are those of %s"
              .formatted(file.getFileName(), UNKNOWN_DATE));
    }
    long midnightNs = ItchTranslator.midnightNs(Objects.requireNonNullElse(date, UNKNOWN_DATE));
    Reading reading = new Reading(file, new ItchTranslator(sink, midnightNs), sink);
    try (InputStream in = FileHead.open(file)) {
      return reading.all(new ItchFrames(in));
    } catch (IOException e) {
      throw Refusal.data(
          "%s is damaged behind message %d: %s".formatted(file, reading.record, e.getMessage()));
    }
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    Path file = folder.resolve("12302019.NASDAQ_ITCH50");
    ItchStream stream =
        new ItchStream(seed, SAMPLE_SYMBOLS, SAMPLE_LIVE_ORDERS, BookCapacity.SMALL);
    byte[] block = new byte[SAMPLE_BLOCK * ItchWriter.MOST_BYTES];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int left = rows; left > 0; left -= SAMPLE_BLOCK) {
        out.write(block, 0, stream.fill(block, Math.min(left, SAMPLE_BLOCK)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LoaderSample(file, LoadOptions.NONE, rows);
  }

  /** One file on its way to a sink. */
  private static final class Reading {
    private final Path file;
    private final ItchTranslator translator;
    private final MarketDataSink sink;
    private final ItchDecoder decoder = new ItchDecoder();
    private long record;
    private long taken;

    Reading(Path file, ItchTranslator translator, MarketDataSink sink) {
      this.file = file;
      this.translator = translator;
      this.sink = sink;
    }

    long all(ItchFrames frames) throws IOException {
      for (ItchFrames.Frame frame = frames.next();
          frame != ItchFrames.Frame.END;
          frame = frames.next()) {
        record++;
        byte type = frames.length() == 0 ? 0 : frames.bytes()[frames.offset()];
        switch (frame) {
          case MESSAGE -> {
            boolean good =
                translator.decode(
                    record, frames.bytes(), frames.offset(), frames.length(), decoder);
            taken += good ? 1 : 0;
          }
          case DAMAGED -> translator.damaged(record, type, frames.declared());
          case TRUNCATED -> {
            sink.kind(ItchMessages.kind(type));
            sink.flaw(
                record,
                Flaw.TRUNCATED,
                "the file ends after %d of %d bytes".formatted(frames.length(), frames.declared()));
          }
          case LOST ->
              throw Refusal.data(
                  "%s has no messages for %d bytes behind message %d; the rest cannot be found"
                      .formatted(file, frames.length(), record - 1));
          case END -> throw new IllegalStateException("Invariant: the end is no message");
        }
      }
      if (taken == 0) {
        throw Refusal.data("%s holds no ITCH 5.0 message".formatted(file));
      }
      return record;
    }
  }
}
