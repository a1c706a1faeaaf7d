package io.statarb.quality.bars;

import io.statarb.quality.FindingKind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Plants the defects that {@link BarPlanter} plants in other shapes and sizes: odd ratios, splits
 * of prices alone, parts of another series, symbols that die before they come back as another
 * company. What a price alone cannot show is not planted: a split of less than a fifth, two series
 * of one price.
 */
final class RoughPlanter implements DefectPlanter {
  private static final int MARGIN = 45;

  private static final int[][] RATIOS = {
    {3, 2}, {7, 4}, {6, 5}, {8, 5}, {9, 4}, {3, 1}, {10, 1}, {50, 1}, {1, 2}, {1, 10}, {1, 15},
    {1, 25}
  };

  private final Random random;

  RoughPlanter(Random random) {
    this.random = random;
  }

  @Override
  public Planted plant(FindingKind kind, RawBars clean, RawBars donor) {
    RawBars bars = clean.rows(IntStream.range(0, clean.count).toArray());
    int at = MARGIN + random.nextInt(bars.count - 2 * MARGIN);
    return switch (kind) {
      case UNADJUSTED_SPLIT -> split(bars, at);
      case MIXED_SERIES -> mixed(bars, donor, at);
      case MISSING_FIELD -> missing(bars, at);
      case REUSED_TICKER -> reused(bars, donor, at);
      case STALE_TICKER -> stale(bars, at);
      case INCONSISTENT_HIGH_LOW -> range(bars, at);
      case DUPLICATE -> duplicate(bars, at);
      case OUT_OF_ORDER -> outOfOrder(bars, at);
      case OUTSIDE_SESSION -> weekend(bars, at);
      case ABSURD_JUMP -> jump(bars, at);
      case NON_POSITIVE -> nonPositive(bars, at);
      default -> throw new IllegalArgumentException("no such defect of bars: kind=" + kind);
    };
  }

  private static Planted planted(RawBars bars, int from, int to) {
    return new Planted(bars, bars.day[from], bars.day[Math.min(bars.count - 1, to)]);
  }

  /** Prices behind the day, with or without the volumes. */
  private Planted split(RawBars bars, int at) {
    int[] ratio = RATIOS[random.nextInt(RATIOS.length)];
    double factor = (double) ratio[1] / ratio[0];
    boolean volumes = random.nextBoolean();
    for (int i = at; i < bars.count; i++) {
      bars.values(i, bars, i, factor);
      bars.volume[i] /= volumes ? factor : 1;
    }
    return planted(bars, at - 1, at + 1);
  }

  /** Day by day in turn, at a distance of prices that is drawn. */
  private Planted mixed(RawBars bars, RawBars donor, int at) {
    int length = Math.min(10 + random.nextInt(100), bars.count - at - 3);
    double apart =
        StrictMath.exp((random.nextBoolean() ? 1 : -1) * (0.08 + 0.8 * random.nextDouble()));
    double factor = bars.close[at - 1] / donor.close[at - 1] * apart;
    for (int i = at; i < at + length; i += 2) {
      bars.values(i, donor, i, factor);
    }
    return planted(bars, at - 1, at + length + 1);
  }

  private Planted missing(RawBars bars, int at) {
    switch (random.nextInt(5)) {
      case 0 -> bars.high[at] = Double.NaN;
      case 1 -> bars.low[at] = Double.NaN;
      case 2 -> {
        bars.open[at] = Double.NaN;
        bars.close[at] = Double.NaN;
        bars.volume[at] = Double.NaN;
      }
      case 3 -> bars.volume[at] = 0;
      default -> {
        int behind = at + 8 + random.nextInt(20);
        return new Planted(without(bars, at, behind), bars.day[at], bars.day[behind]);
      }
    }
    return planted(bars, at, at);
  }

  private Planted reused(RawBars bars, RawBars donor, int at) {
    int form = random.nextInt(4);
    for (int i = at; i < bars.count; i++) {
      bars.values(i, donor, i, 1);
    }
    int gap =
        switch (form) {
          case 0 -> 2 + random.nextInt(5);
          case 1 -> Math.min(60 + random.nextInt(140), bars.count - at - 20);
          default -> 0;
        };
    if (form == 2) {
      for (int i = at - 12; i < at; i++) {
        bars.values(i, bars, at - 13, 1);
        bars.volume[i] = 0;
      }
    }
    return new Planted(without(bars, at, at + gap), bars.day[at] - 4, bars.day[bars.count - 1]);
  }

  /** Dead with no volume, one volume, or a volume that lives on; a third to the very end. */
  private Planted stale(RawBars bars, int at) {
    int length =
        random.nextInt(3) == 0
            ? bars.count - at
            : Math.min(bars.count - at, 3 + random.nextInt(120));
    int form = random.nextInt(3);
    for (int i = at; i < at + length; i++) {
      double volume = form == 0 ? 0 : form == 1 ? bars.volume[at - 1] : bars.volume[i];
      bars.values(i, bars, at - 1, 1);
      bars.volume[i] = volume;
      if (form == 2) {
        bars.open[i] = bars.close[i];
        bars.high[i] = bars.close[i];
        bars.low[i] = bars.close[i];
      }
    }
    return planted(bars, at, at + length);
  }

  private Planted range(RawBars bars, int at) {
    switch (random.nextInt(5)) {
      case 4 -> bars.high[at] = Math.max(bars.open[at], bars.close[at]) - 0.01;
      case 0 -> {
        double high = bars.high[at];
        bars.high[at] = bars.low[at];
        bars.low[at] = high;
      }
      case 1 -> bars.high[at] = bars.close[at] * 0.9993;
      case 2 -> bars.low[at] = bars.open[at] * 1.0007;
      default -> bars.close[at] = bars.high[at] * 1.003;
    }
    return planted(bars, at, at);
  }

  /** A block again at once, or at the end of the file; or a bar under the date of the next one. */
  private Planted duplicate(RawBars bars, int at) {
    if (random.nextInt(3) == 0) {
      bars.values(at + 1, bars, at, 1);
      return planted(bars, at, at + 1);
    }
    int length = 1 + random.nextInt(20);
    int again = random.nextBoolean() ? at + length : bars.count;
    int[] rows =
        IntStream.concat(
                IntStream.range(0, again),
                IntStream.concat(
                    IntStream.range(at, at + length), IntStream.range(again, bars.count)))
            .toArray();
    return planted(bars.rows(rows), at, at + length - 1);
  }

  /** Two neighbours, a block upside down, or a block behind all others. */
  private Planted outOfOrder(RawBars bars, int at) {
    int form = random.nextInt(3);
    int length = form == 0 ? 2 : 2 + random.nextInt(15);
    int[] rows = IntStream.range(0, bars.count).toArray();
    if (form == 2) {
      System.arraycopy(rows, at + length, rows, at, bars.count - at - length);
      for (int i = 0; i < length; i++) {
        rows[bars.count - length + i] = at + i;
      }
      return new Planted(bars.rows(rows), bars.day[at], bars.day[bars.count - 1]);
    }
    for (int i = 0; i < length; i++) {
      rows[at + i] = at + length - 1 - i;
    }
    return new Planted(bars.rows(rows), bars.day[at], bars.day[at + length]);
  }

  private Planted weekend(RawBars bars, int at) {
    int friday = at;
    while (LocalDate.ofEpochDay(bars.day[friday]).getDayOfWeek() != DayOfWeek.FRIDAY) {
      friday++;
    }
    int[] rows =
        IntStream.concat(IntStream.rangeClosed(0, friday), IntStream.range(friday, bars.count))
            .toArray();
    RawBars more = bars.rows(rows);
    more.day[friday + 1] = bars.day[friday] + 1 + random.nextInt(2);
    return new Planted(more, more.day[friday + 1], more.day[friday + 1]);
  }

  /**
   * From a sixth to a hundredfold, on the whole bar or one price of it, for a day or two; in cents
   * for up to a month.
   */
  private Planted jump(RawBars bars, int at) {
    double size = 0.15 + 4 * random.nextDouble() * random.nextDouble();
    double factor = StrictMath.exp(random.nextBoolean() ? size : -size);
    switch (random.nextInt(5)) {
      case 4 -> {
        int behind = at + 1 + random.nextInt(20);
        for (int i = at; i < behind; i++) {
          bars.values(i, bars, i, 100);
        }
        return planted(bars, at, behind);
      }
      case 0 -> bars.close[at] *= factor;
      case 1 -> bars.high[at] *= StrictMath.exp(0.5 + size);
      case 2 -> {
        bars.values(at, bars, at, factor);
        bars.values(at + 1, bars, at + 1, factor);
      }
      default -> bars.values(at, bars, at, factor);
    }
    return planted(bars, at, at + 1);
  }

  private Planted nonPositive(RawBars bars, int at) {
    switch (random.nextInt(4)) {
      case 0 -> bars.open[at] = 0;
      case 1 -> bars.high[at] = -1;
      case 2 -> bars.values(at, bars, at, 0);
      default -> bars.close[at] = -0.01;
    }
    return planted(bars, at, at);
  }

  private static RawBars without(RawBars bars, int from, int to) {
    return bars.rows(IntStream.range(0, bars.count).filter(i -> i < from || i >= to).toArray());
  }
}
