package io.statarb.quality.bars;

import io.statarb.quality.FindingKind;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Plants one defect in a series of daily bars, so that it is known what there is to find. Sizes,
 * places and forms are drawn widely. Confined to one thread.
 */
final class BarPlanter implements DefectPlanter {
  private static final int[][] RATIOS = {
    {2, 1}, {3, 1}, {3, 2}, {4, 1}, {5, 1}, {7, 1}, {10, 1}, {20, 1}, {5, 4}, {4, 3}, {1, 2},
    {1, 3}, {1, 4}, {1, 5}, {1, 8}, {1, 10}, {1, 20}
  };

  private static final int MARGIN = 60;

  private final Random random;

  BarPlanter(Random random) {
    this.random = random;
  }

  /** Kinds that can be planted. */
  static List<FindingKind> kinds() {
    return List.of(
        FindingKind.UNADJUSTED_SPLIT,
        FindingKind.MIXED_SERIES,
        FindingKind.MISSING_FIELD,
        FindingKind.REUSED_TICKER,
        FindingKind.STALE_TICKER,
        FindingKind.INCONSISTENT_HIGH_LOW,
        FindingKind.DUPLICATE,
        FindingKind.OUT_OF_ORDER,
        FindingKind.OUTSIDE_SESSION,
        FindingKind.ABSURD_JUMP,
        FindingKind.NON_POSITIVE);
  }

  @Override
  public Planted plant(FindingKind kind, RawBars clean, RawBars donor) {
    RawBars bars = clean.rows(IntStream.range(0, clean.count).toArray());
    int at = MARGIN + random.nextInt(bars.count - 2 * MARGIN);
    switch (kind) {
      case UNADJUSTED_SPLIT -> {
        int[] ratio = RATIOS[random.nextInt(RATIOS.length)];
        scale(bars, at, (double) ratio[0] / ratio[1], random.nextBoolean());
      }
      case MIXED_SERIES -> {
        int length = 10 + random.nextInt(Math.min(80, bars.count - at - 10));
        for (int i = at; i < at + length; i++) {
          if (i == at || random.nextInt(5) < 2) {
            bars.values(i, donor, i, 1);
          }
        }
        return planted(bars, at, at + length);
      }
      case MISSING_FIELD -> {
        return missing(bars, at);
      }
      case REUSED_TICKER -> {
        return reused(bars, donor, at);
      }
      case STALE_TICKER -> {
        int length = 5 + random.nextInt(Math.min(56, bars.count - at - 5));
        stale(bars, at, length, random.nextInt(3));
        return planted(bars, at, at + length);
      }
      case INCONSISTENT_HIGH_LOW -> {
        double off = 0.001 + 0.05 * random.nextDouble();
        if (random.nextBoolean()) {
          bars.high[at] = Math.max(bars.open[at], bars.close[at]) * (1 - off);
        } else {
          bars.low[at] = Math.min(bars.open[at], bars.close[at]) * (1 + off);
        }
      }
      case DUPLICATE -> {
        int[] rows =
            IntStream.concat(
                    IntStream.rangeClosed(0, at),
                    IntStream.concat(IntStream.of(at), IntStream.range(at + 1, bars.count)))
                .toArray();
        RawBars twice = bars.rows(rows);
        if (random.nextBoolean()) {
          twice.close[at + 1] *= 1 + 0.02 * random.nextGaussian();
        }
        return planted(twice, at, at);
      }
      case OUT_OF_ORDER -> {
        int other = at + 1 + random.nextInt(30);
        int[] rows = IntStream.range(0, bars.count).toArray();
        int moved = rows[at];
        System.arraycopy(rows, at + 1, rows, at, other - at);
        rows[other] = moved;
        return new Planted(bars.rows(rows), bars.day[at], bars.day[other]);
      }
      case OUTSIDE_SESSION -> {
        int k = at;
        while (bars.day[k + 1] - bars.day[k] < 3) {
          k++;
        }
        int[] rows =
            IntStream.concat(
                    IntStream.rangeClosed(0, k),
                    IntStream.concat(IntStream.of(k), IntStream.range(k + 1, bars.count)))
                .toArray();
        RawBars more = bars.rows(rows);
        more.day[k + 1] = bars.day[k] + 1 + random.nextInt(2);
        more.close[k + 1] *= 1 + 0.01 * random.nextGaussian();
        return new Planted(more, more.day[k + 1], more.day[k + 1]);
      }
      case ABSURD_JUMP -> {
        double factor =
            StrictMath.exp((random.nextBoolean() ? 1 : -1) * (0.25 + 2 * random.nextDouble()));
        bars.values(
            at, bars, at, random.nextInt(4) == 0 ? (random.nextBoolean() ? 10 : 0.1) : factor);
      }
      case NON_POSITIVE -> {
        double value = random.nextBoolean() ? 0 : -bars.close[at];
        if (random.nextBoolean()) {
          bars.close[at] = value;
        } else {
          bars.low[at] = value;
        }
      }
      default -> throw new IllegalArgumentException("no such defect of bars: kind=" + kind);
    }
    return planted(bars, at, at);
  }

  private static Planted planted(RawBars bars, int from, int to) {
    return new Planted(bars, bars.day[from] - 4, bars.day[Math.min(bars.count - 1, to)] + 4);
  }

  private static void scale(RawBars bars, int before, double factor, boolean volume) {
    for (int i = 0; i < before; i++) {
      bars.values(i, bars, i, factor);
      if (volume) {
        bars.volume[i] /= factor;
      }
    }
  }

  private Planted missing(RawBars bars, int at) {
    switch (random.nextInt(4)) {
      case 0 -> bars.open[at] = Double.NaN;
      case 1 -> bars.close[at] = Double.NaN;
      case 2 -> bars.volume[at] = Double.NaN;
      default -> {
        int length = 1 + random.nextInt(5);
        int[] rows =
            IntStream.range(0, bars.count).filter(i -> i < at || i >= at + length).toArray();
        return new Planted(bars.rows(rows), bars.day[at] - 4, bars.day[at + length] + 4);
      }
    }
    return planted(bars, at, at);
  }

  private Planted reused(RawBars bars, RawBars donor, int at) {
    int gap = random.nextBoolean() ? 0 : 10 + random.nextInt(50);
    for (int i = at; i < bars.count; i++) {
      bars.values(i, donor, i, 1);
    }
    int[] rows = IntStream.range(0, bars.count).filter(i -> i < at || i >= at + gap).toArray();
    RawBars reused = bars.rows(rows);
    return new Planted(reused, bars.day[at] - 4, bars.day[bars.count - 1]);
  }

  private static void stale(RawBars bars, int at, int length, int form) {
    for (int i = at; i < at + length; i++) {
      double volume = bars.volume[i];
      bars.values(i, bars, at - 1, 1);
      if (form == 1) {
        bars.volume[i] = 0;
      } else if (form == 2) {
        bars.volume[i] = volume;
        bars.open[i] = bars.close[i];
        bars.high[i] = bars.close[i];
        bars.low[i] = bars.close[i];
      }
    }
  }
}
