package io.statarb.quality.ticks;

import io.statarb.cleansing.MidSeries;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The good quotes of one series over all files of a folder, in order of time: what comparisons with
 * other series need. 24 bytes a quote.
 */
final class QuoteHistory {
  final String symbol;
  final Market market;

  /** Whether the times are those of a recorder. */
  final boolean recorded;

  /** Offset that the local times of its files were read with. */
  final ZoneOffset utcOffset;

  private final List<Part> parts = new ArrayList<>();
  private final List<Flawed> flawed = new ArrayList<>();

  /** The time of a row that is not among the good ones, and where it stands. */
  record Flawed(String file, long record, long tsNs) {}

  /** One file's part. */
  static final class Part {
    private final String file;
    private final long[] tsNs;
    private final long[] mid2;
    private final int[] spread;
    private final int[] record;

    Part(String file, long[] tsNs, long[] mid2, int[] spread, int[] record) {
      this.file = file;
      this.tsNs = tsNs;
      this.mid2 = mid2;
      this.spread = spread;
      this.record = record;
    }

    String file() {
      return file;
    }

    int count() {
      return tsNs.length;
    }

    long tsNs(int i) {
      return tsNs[i];
    }

    long mid2(int i) {
      return mid2[i];
    }

    /** Whether a quote repeats both prices of the one before it. */
    boolean repeats(int i) {
      return i > 0 && mid2[i] == mid2[i - 1] && spread[i] == spread[i - 1];
    }

    int record(int i) {
      return record[i];
    }

    long firstNs() {
      return tsNs[0];
    }

    long lastNs() {
      return tsNs[tsNs.length - 1];
    }
  }

  QuoteHistory(String symbol, Market market, boolean recorded, ZoneOffset utcOffset) {
    this.utcOffset = utcOffset;
    this.symbol = symbol;
    this.market = market;
    this.recorded = recorded;
  }

  /** Takes a file's good rows, in order of time; spreads are only ever compared. */
  void add(String file, long[] tsNs, long[] mid2, int[] spread, int[] record, int count) {
    if (count > 0) {
      parts.add(
          new Part(
              file,
              Arrays.copyOf(tsNs, count),
              Arrays.copyOf(mid2, count),
              Arrays.copyOf(spread, count),
              Arrays.copyOf(record, count)));
      parts.sort(Comparator.comparingLong(Part::firstNs).thenComparing(Part::file));
    }
  }

  /** Takes the time of a row that is not good. */
  void addFlawed(String file, long record, long tsNs) {
    flawed.add(new Flawed(file, record, tsNs));
  }

  /** The rows that are not good, in the order of the files. */
  List<Flawed> flawed() {
    return flawed;
  }

  /** The parts in order of time. */
  List<Part> parts() {
    return parts;
  }

  /** How many quotes there are from one moment to another, by the times as they are. */
  long quotes(long fromNs, long toNs) {
    long quotes = 0;
    for (Part part : parts()) {
      if (part.lastNs() >= fromNs && part.firstNs() <= toNs) {
        quotes += Arrays.stream(part.tsNs).filter(ts -> ts >= fromNs && ts <= toNs).count();
      }
    }
    return quotes;
  }

  /** Symbol without its market. */
  String base() {
    int dot = symbol.lastIndexOf('.');
    return dot < 0 ? symbol : symbol.substring(0, dot);
  }

  /** The market behind the last dot, or empty. */
  String venue() {
    int dot = symbol.lastIndexOf('.');
    return dot < 0 ? "" : symbol.substring(dot + 1);
  }

  /** The mids within a span, at times moved back by an offset. */
  MidSeries mids(long fromNs, long toNs, long offsetNs) {
    MidSeries mids = new MidSeries();
    for (Part part : parts()) {
      if (part.lastNs() - offsetNs >= fromNs && part.firstNs() - offsetNs < toNs) {
        for (int i = 0; i < part.tsNs.length; i++) {
          long ts = part.tsNs[i] - offsetNs;
          if (ts >= fromNs && ts < toNs) {
            mids.add(ts, part.mid2[i]);
          }
        }
      }
    }
    return mids;
  }
}
