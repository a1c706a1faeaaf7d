package io.statarb.quality.ticks;

import io.statarb.cleansing.MarketWeek;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.FindingKind;
import io.statarb.quality.ticks.QuoteFile.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Plants one defect in a file of quotes, so that it is known what there is to find. Sizes, places
 * and forms are drawn widely. Confined to one thread.
 */
final class TickPlanter {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long AROUND_NS = 1_800 * SECOND_NS;
  private static final double LEAST_JUMP = 20e-4;
  private static final double MOST_JUMP = 9;
  private static final int MOST_BURST = 20;
  private static final double LEAST_SILENCE_S = 30;
  private static final double MOST_SILENCE_S = 7_200;

  /**
   * A freeze is at least so many times as long as any silence of the half hours around it: a
   * shorter one differs in nothing from those of a clean series, so it is no defect that anybody
   * could find.
   */
  private static final double OVER_USUAL_SILENCE = 3;

  private final Random random;

  /**
   * What was planted.
   *
   * @param symbol series
   * @param fromNs first moment that a finding may name
   * @param toNs last one
   * @param size seconds of silence, or size of a jump as a fraction; 0 for kinds without a size
   */
  record Planted(String symbol, FindingKind kind, long fromNs, long toNs, double size) {
    /** Whether a span of time meets it. */
    boolean meets(long from, long to, long marginNs) {
      return from <= toNs + marginNs && to >= fromNs - marginNs;
    }
  }

  TickPlanter(Random random) {
    this.random = random;
  }

  /** Kinds that can be planted in a file. */
  static List<FindingKind> kinds() {
    return List.of(
        FindingKind.CROSSED,
        FindingKind.LOCKED,
        FindingKind.ONE_SIDED,
        FindingKind.NON_POSITIVE,
        FindingKind.ABSURD_JUMP,
        FindingKind.DUPLICATE,
        FindingKind.OUT_OF_ORDER,
        FindingKind.OUTSIDE_SESSION,
        FindingKind.STALE,
        FindingKind.MALFORMED);
  }

  /**
   * Plants a defect at or behind a row.
   *
   * @param file changed in place
   * @param at a row with some dozens on either side
   */
  Planted plant(FindingKind kind, QuoteFile file, int at) {
    Row row = file.rows.get(at);
    return switch (kind) {
      case CROSSED -> replaced(file, kind, at, crossed(row));
      case LOCKED ->
          replaced(
              file,
              kind,
              at,
              random.nextBoolean()
                  ? new Row(row.tsNs(), row.askE9(), row.askE9())
                  : new Row(row.tsNs(), row.bidE9(), row.bidE9()));
      case ONE_SIDED ->
          replaced(
              file,
              kind,
              at,
              random.nextBoolean()
                  ? new Row(row.tsNs(), row.bidE9(), MarketDataSink.NULL_PX)
                  : new Row(row.tsNs(), MarketDataSink.NULL_PX, row.askE9()));
      case NON_POSITIVE -> replaced(file, kind, at, nonPositive(row));
      case MALFORMED -> {
        file.rows.set(at, Row.MALFORMED);
        yield planted(file, kind, file.rows.get(at - 1).tsNs(), row.tsNs(), 0);
      }
      case ABSURD_JUMP -> jump(file, at);
      case DUPLICATE -> duplicate(file, at);
      case OUT_OF_ORDER -> outOfOrder(file, at);
      case OUTSIDE_SESSION -> outside(file);
      case STALE -> stale(file, at);
      default -> throw new IllegalArgumentException("kind cannot be planted: kind=" + kind);
    };
  }

  private Row crossed(Row row) {
    if (random.nextBoolean() && row.askE9() > row.bidE9()) {
      return new Row(row.tsNs(), row.askE9(), row.bidE9());
    }
    long by = 10_000L * (1 + random.nextInt(50));
    return random.nextBoolean()
        ? new Row(row.tsNs(), row.askE9() + by, row.askE9())
        : new Row(row.tsNs(), row.bidE9(), row.bidE9() - by);
  }

  private Row nonPositive(Row row) {
    return switch (random.nextInt(4)) {
      case 0 -> new Row(row.tsNs(), 0, row.askE9());
      case 1 -> new Row(row.tsNs(), row.bidE9(), 0);
      case 2 -> new Row(row.tsNs(), 0, 0);
      default -> new Row(row.tsNs(), -row.bidE9(), row.askE9());
    };
  }

  private Planted replaced(QuoteFile file, FindingKind kind, int at, Row row) {
    file.rows.set(at, row);
    return planted(file, kind, row.tsNs(), row.tsNs(), 0);
  }

  private static Planted planted(
      QuoteFile file, FindingKind kind, long fromNs, long toNs, double size) {
    return new Planted(file.symbol, kind, fromNs, toNs, size);
  }

  /** Between two sizes, evenly on a scale of logarithms. */
  private double logUniform(double least, double most) {
    return least * Math.pow(most / least, random.nextDouble());
  }

  private Planted jump(QuoteFile file, int at) {
    double size = logUniform(LEAST_JUMP, MOST_JUMP);
    double factor = random.nextBoolean() ? 1 + size : 1 / (1 + size);
    int length = 1 + random.nextInt(MOST_BURST);
    for (int i = at; i < at + length; i++) {
      Row row = file.rows.get(i);
      file.rows.set(
          i,
          new Row(
              row.tsNs(),
              Math.round(row.bidE9() * factor / 10_000) * 10_000,
              Math.round(row.askE9() * factor / 10_000) * 10_000));
    }
    return planted(
        file,
        FindingKind.ABSURD_JUMP,
        file.rows.get(at).tsNs(),
        file.rows.get(at + length - 1).tsNs(),
        size);
  }

  private Planted duplicate(QuoteFile file, int at) {
    int length = random.nextBoolean() ? 1 : 1 + random.nextInt(MOST_BURST);
    List<Row> block = new ArrayList<>(file.rows.subList(at, at + length));
    file.rows.addAll(at + length, block);
    return planted(
        file, FindingKind.DUPLICATE, block.getFirst().tsNs(), block.getLast().tsNs(), length);
  }

  private Planted outOfOrder(QuoteFile file, int at) {
    List<Row> rows = file.rows;
    int span = 2 + random.nextInt(20);
    // Rows of one moment can change places without anybody being able to tell.
    while (rows.get(at + span).tsNs() == rows.get(at).tsNs()) {
      span++;
    }
    long from = rows.get(at).tsNs();
    long to = rows.get(at + span).tsNs();
    switch (random.nextInt(3)) {
      case 0 -> rows.add(at + span, rows.remove(at));
      case 1 -> rows.add(at, rows.remove(at + span));
      default -> {
        List<Row> window = rows.subList(at, at + span + 1);
        Collections.shuffle(window, random);
        if (window.getFirst().tsNs() <= window.getLast().tsNs()) {
          Collections.swap(window, 0, span);
        }
        if (window.getFirst().tsNs() == window.getLast().tsNs()) {
          Collections.sort(window, (x, y) -> Long.compare(y.tsNs(), x.tsNs()));
        }
      }
    }
    return planted(file, FindingKind.OUT_OF_ORDER, from, to, span);
  }

  /** Rows at an hour at which the market is shut, at the place that their time gives them. */
  private Planted outside(QuoteFile file) {
    List<Row> rows = file.rows;
    long middle = rows.get(rows.size() / 2).tsNs();
    long ts = middle;
    while (MarketWeek.open(ts)
        || MarketWeek.open(ts - 120 * SECOND_NS)
        || MarketWeek.open(ts + 120 * SECOND_NS)) {
      ts = middle + (long) ((random.nextDouble() - 0.5) * 6 * 86_400 * SECOND_NS);
    }
    Row model = rows.get(ts > middle ? rows.size() - 1 : 0);
    int at = 0;
    while (at < rows.size() && rows.get(at).tsNs() <= ts) {
      at++;
    }
    int length = 1 + random.nextInt(MOST_BURST);
    for (int i = 0; i < length; i++) {
      rows.add(at + i, new Row(ts + i * SECOND_NS / 10, model.bidE9(), model.askE9()));
    }
    return planted(file, FindingKind.OUTSIDE_SESSION, ts, ts + length * SECOND_NS / 10, length);
  }

  private Planted stale(QuoteFile file, int at) {
    List<Row> rows = file.rows;
    double usual = Math.max(longest(rows, at, -1), longest(rows, at, 1));
    if (OVER_USUAL_SILENCE * usual > MOST_SILENCE_S / 2) {
      return stale(file, rows.size() / 4 + random.nextInt(rows.size() / 4));
    }
    double seconds =
        logUniform(Math.max(LEAST_SILENCE_S, OVER_USUAL_SILENCE * usual), MOST_SILENCE_S);
    long fromNs = rows.get(at).tsNs();
    long endNs = fromNs + (long) (seconds * SECOND_NS);
    int end = at + 1;
    while (end < rows.size() && rows.get(end).tsNs() < endNs) {
      end++;
    }
    if (end == rows.size()) {
      // Nothing comes after it: the file would only end sooner.
      return stale(file, rows.size() / 4 + random.nextInt(rows.size() / 4));
    }
    Row last = rows.get(at);
    long toNs = rows.get(end).tsNs();
    if (random.nextBoolean()) {
      rows.subList(at + 1, end).clear();
    } else {
      for (int i = at + 1; i < end; i++) {
        rows.set(i, new Row(rows.get(i).tsNs(), last.bidE9(), last.askE9()));
      }
    }
    return new Planted(file.symbol, FindingKind.STALE, fromNs, toNs, seconds);
  }

  /** Longest time between two rows of different prices within {@link #AROUND_NS}, seconds. */
  private static double longest(List<Row> rows, int from, int step) {
    Row first = rows.get(from);
    Row last = first;
    long longest = 0;
    for (int i = from + step; i >= 0 && i < rows.size(); i += step) {
      Row row = rows.get(i);
      if (Math.abs(row.tsNs() - first.tsNs()) > AROUND_NS) {
        break;
      }
      if (row.bidE9() != last.bidE9() || row.askE9() != last.askE9()) {
        longest = Math.max(longest, Math.abs(row.tsNs() - last.tsNs()));
        last = row;
      }
    }
    return longest / 1e9;
  }
}
