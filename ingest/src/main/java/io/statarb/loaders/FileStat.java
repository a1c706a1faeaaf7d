package io.statarb.loaders;

import io.statarb.cli.Progress;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file of any format: records by kind and flaws by reason.
 *
 * @param file the file
 * @param format its format
 * @param records records read, flawed ones included
 * @param kinds records by the kind that the format gives them
 * @param flaws records that could not be taken, by reason
 * @param firstFlaws the first few of these
 * @param symbols symbols with orders, quotes, levels or bars; those with trades if there are none
 * @param symbolsNamed all symbols, also those that are only mentioned
 * @param firstNs earliest time of an event, UTC ns, or null
 * @param lastNs latest time of an event, UTC ns, or null
 * @param notes what the reader had to assume
 */
public record FileStat(
    String file,
    String format,
    long records,
    SortedMap<String, Long> kinds,
    SortedMap<String, Long> flaws,
    List<String> firstFlaws,
    int symbols,
    int symbolsNamed,
    @Nullable Long firstNs,
    @Nullable Long lastNs,
    List<String> notes) {
  private static final int SHOWN_FLAWS = 5;
  private static final int PROGRESS_RECORDS = 1 << 22;

  /**
   * Reads a file to its end.
   *
   * @param format its format, or null when the file tells it
   * @throws io.statarb.cli.Refusal when it cannot be read
   */
  public static FileStat of(
      Path file, @Nullable String format, LoadOptions options, Progress progress) {
    FileLoader loader = FileLoaders.of(file, format);
    Counting counting = new Counting(file, progress);
    long records = loader.load(file, options, counting);
    return counting.result(loader.format(), records);
  }

  /** Counts all that it is told. */
  private static final class Counting implements MarketDataSink {
    private final Path file;
    private final Progress progress;
    private final Map<String, long[]> kinds = new HashMap<>();
    private final SortedMap<String, Long> flaws = new TreeMap<>();
    private final List<String> firstFlaws = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final BitSet booked = new BitSet();
    private final BitSet traded = new BitSet();
    private long seen;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;

    Counting(Path file, Progress progress) {
      this.file = file;
      this.progress = progress;
    }

    FileStat result(String format, long records) {
      SortedMap<String, Long> byKind = new TreeMap<>();
      kinds.forEach((kind, count) -> byKind.put(kind, count[0]));
      boolean timed = firstNs <= lastNs;
      return new FileStat(
          file.toString(),
          format,
          records,
          byKind,
          flaws,
          firstFlaws,
          booked.isEmpty() ? traded.cardinality() : booked.cardinality(),
          names.size(),
          timed ? firstNs : null,
          timed ? lastNs : null,
          notes);
    }

    @Override
    public int symbol(String name) {
      return names.computeIfAbsent(name, _ -> names.size());
    }

    @Override
    public void kind(String kind) {
      kinds.computeIfAbsent(kind, _ -> new long[1])[0]++;
      if (++seen % PROGRESS_RECORDS == 0) {
        progress.update(String.format(Locale.ROOT, "records read: %,d", seen), 0, 0);
      }
    }

    @Override
    public void note(String text) {
      notes.add(text);
    }

    private void event(BitSet symbols, int symbol, long tsNs) {
      symbols.set(symbol);
      time(tsNs);
    }

    private void time(long tsNs) {
      if (tsNs != UNKNOWN_TIME) {
        firstNs = Math.min(firstNs, tsNs);
        lastNs = Math.max(lastNs, tsNs);
      }
    }

    @Override
    public void quote(
        long record,
        int symbol,
        long tsEventNs,
        long tsRecvNs,
        long updateId,
        long bidPxE9,
        long bidQtyE8,
        long askPxE9,
        long askQtyE8) {
      event(booked, symbol, tsEventNs);
    }

    @Override
    public void trade(
        long record,
        int symbol,
        long tsEventNs,
        long tsRecvNs,
        long pxE9,
        long qtyE8,
        byte aggressor) {
      event(traded, symbol, tsEventNs);
    }

    @Override
    public void addOrder(
        long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
      event(booked, symbol, tsEventNs);
    }

    @Override
    public void orderChange(long record, int symbol, long tsEventNs) {
      time(tsEventNs);
    }

    @Override
    public void depth(
        long record,
        int symbol,
        long tsEventNs,
        long tsRecvNs,
        boolean snapshot,
        long firstUpdateId,
        long lastUpdateId,
        long previousUpdateId) {
      event(booked, symbol, tsEventNs);
    }

    @Override
    public void bar(
        long record,
        int symbol,
        long epochDay,
        long openPxE9,
        long highPxE9,
        long lowPxE9,
        long closePxE9,
        long volumeE8) {
      booked.set(symbol);
      time(epochDay * 86_400_000_000_000L);
    }

    @Override
    public void flaw(long record, Flaw flaw, String fact) {
      flaws.merge(flaw.name(), 1L, Long::sum);
      if (firstFlaws.size() < SHOWN_FLAWS) {
        firstFlaws.add("record %d: %s: %s".formatted(record, flaw, fact));
      }
    }
  }
}
