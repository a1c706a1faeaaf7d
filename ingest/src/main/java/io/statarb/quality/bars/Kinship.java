package io.statarb.quality.bars;

import java.util.Arrays;
import java.util.List;

/**
 * With whom a series moves, market taken out. The kin of a series are its nearest peers on every
 * second day of a span; how near it is to them is measured on the other days, so that kin found by
 * chance is near nobody. A company is as near to the kin of the days before a bar behind it; of
 * another company the nearness is lost. What is usual in either case is measured on the panel
 * itself, by the number of days there are.
 *
 * <p>Correlations are compared as R. Fisher's z, whose sd over n days is about 1 / sqrt(n) ("On the
 * probable error of a coefficient of correlation", 1921).
 */
final class Kinship {
  /** Fewer peers are no kin. */
  static final int LEAST_PEERS = 8;

  /** Days on one side, the most that there are of these. */
  private static final int[] WINDOWS = {30, 60, 120, 250};

  private static final int MOST_KIN = 8;

  /** The kin is the nearest one of so many peers. */
  private static final int PEERS_FOR_ONE = 5;

  private static final int SAMPLES = 180;

  /** No move counts for more usual ones, so that no single day decides. */
  private static final double MOST_MOVE = 4;

  /**
   * Moves are whole numbers of this part of a usual one: the compiler sums products of whole
   * numbers eight at a time, and those of the longest window stay below 2^31.
   */
  private static final int PARTS = 512;

  private static final double MOST_CORRELATION = 0.99;

  private final List<Series> panel;
  private final int[] days;

  /** Moves in parts of usual ones by day modulo 2, series and half the day; 0: none. */
  private final int[][][] moves;

  /** By window before and after, measured when first asked for. */
  private final Contrast[][] contrasts = new Contrast[WINDOWS.length][WINDOWS.length];

  /** Days of the panel from one on and before another. */
  private record Span(int from, int to) {
    int start(int parity) {
      return (from + 1 - parity) / 2;
    }

    int end(int parity) {
      return (to + 1 - parity) / 2;
    }
  }

  /** Sums over the moves of a series and its kin on some days. */
  private static final class Products {
    private double own;
    private double kin;
    private double both;

    void add(double x, double y) {
      own += x * x;
      kin += y * y;
      both += x * y;
    }

    /** NaN when one of them does not move. */
    double fisherZ() {
      double correlation = both / Math.sqrt(own * kin);
      return StrictMath.log((1 + bounded(correlation)) / (1 - bounded(correlation))) / 2;
    }

    private static double bounded(double correlation) {
      return Math.clamp(correlation, -MOST_CORRELATION, MOST_CORRELATION);
    }
  }

  /** The nearest peers of a series and how near they are. */
  private static final class Kin {
    private final int[] series;
    private final double[] weights;

    Kin(int size) {
      series = new int[size];
      weights = new double[size];
    }

    /** Takes in a peer if it is nearer than the farthest one. */
    void offer(int peer, double near) {
      int place = weights.length;
      while (place > 0 && near > weights[place - 1]) {
        place--;
        if (place + 1 < weights.length) {
          weights[place + 1] = weights[place];
          series[place + 1] = series[place];
        }
      }
      if (place < weights.length) {
        weights[place] = near;
        series[place] = peer;
      }
    }
  }

  Kinship(List<Series> panel, MarketPath market) {
    this.panel = panel;
    days = market.days();
    moves = new int[2][panel.size()][days.length / 2 + 1];
    for (int s = 0; s < panel.size(); s++) {
      Series series = panel.get(s);
      for (int i = 1; i < series.count; i++) {
        int day = place(series.day[i]);
        double move = series.residual[i] / series.sigma[i];
        moves[day % 2][s][day / 2] =
            (int) Math.rint(PARTS * Math.clamp(move, -MOST_MOVE, MOST_MOVE));
      }
    }
  }

  private int place(int day) {
    return Arrays.binarySearch(days, day);
  }

  /**
   * Nearness to the kin that a series loses at a bar, to those before it and to those behind it.
   *
   * @return in sd of what is lost by chance; NaN when there are too few days or peers
   */
  double lost(int series, int bar) {
    Series own = panel.get(series);
    int before = window(bar - 1);
    int after = window(own.count - bar - 1);
    if (before < 0 || after < 0 || panel.size() <= LEAST_PEERS) {
      return Double.NaN;
    }
    int end = place(own.day[bar - 1]) + 1;
    int from = place(own.day[bar]) + 1;
    return lost(series, series, end, from, WINDOWS[before], WINDOWS[after]);
  }

  /** Log odds of another company by what is lost at a bar. */
  double odds(int series, int bar, double lost) {
    if (Double.isNaN(lost)) {
      return 0;
    }
    int before = window(bar - 1);
    int after = window(panel.get(series).count - bar - 1);
    if (contrasts[before][after] == null) {
      contrasts[before][after] = contrast(WINDOWS[before], WINDOWS[after]);
    }
    return contrasts[before][after].logOdds(lost);
  }

  private static int window(int available) {
    int best = -1;
    for (int w = 0; w < WINDOWS.length; w++) {
      best = WINDOWS[w] <= available ? w : best;
    }
    return best;
  }

  private Contrast contrast(int before, int after) {
    int room = days.length - before - after - 1;
    double[] same = new double[SAMPLES];
    double[] other = new double[SAMPLES];
    Arrays.fill(same, Double.NaN);
    Arrays.fill(other, Double.NaN);
    for (int k = 0; k < SAMPLES && room > 0; k++) {
      int s = (k * panel.size() / SAMPLES + k) % panel.size();
      // Another neighbour and another day each time round.
      int t = (s + 1 + k / 2) % panel.size();
      int day = before + (int) (room * ((k % 11) / 11.0));
      same[k] = lost(s, s, day, day + 1, before, after);
      other[k] = s == t ? Double.NaN : lost(s, t, day, day + 1, before, after);
    }
    return Contrast.ofLoss(same, other);
  }

  /** Of one series on the days before an end, and another from a day on. */
  private double lost(int first, int second, int end, int from, int before, int after) {
    Span left = new Span(end - before, end);
    Span right = new Span(from, from + after);
    double lost = loss(first, left, second, right) + loss(second, right, first, left);
    return lost / Math.sqrt(1.0 / before + 1.0 / after);
  }

  /** How much nearer a series is to the kin of a span there than another one elsewhere. */
  private double loss(int own, Span span, int other, Span elsewhere) {
    double loss = 0;
    for (int parity = 0; parity < 2; parity++) {
      Kin kin = kin(own, other, span, parity);
      Products here = new Products();
      add(own, kin, span, 1 - parity, here);
      Products there = new Products();
      add(other, kin, elsewhere, 0, there);
      add(other, kin, elsewhere, 1, there);
      loss += here.fisherZ() - there.fisherZ();
    }
    return loss / 2;
  }

  private void add(int series, Kin kin, Span span, int parity, Products sums) {
    for (int i = span.start(parity); i < span.end(parity); i++) {
      double move = 0;
      for (int k = 0; k < kin.weights.length; k++) {
        move += kin.weights[k] * moves[parity][kin.series[k]][i];
      }
      sums.add(moves[parity][series][i], move);
    }
  }

  /** The nearest peers on every second day of a span; neither of the two is one. */
  private Kin kin(int own, int other, Span span, int parity) {
    Kin kin = new Kin(Math.clamp((panel.size() - 1) / PEERS_FOR_ONE, 2, MOST_KIN));
    for (int s = 0; s < panel.size(); s++) {
      if (s != own && s != other) {
        kin.offer(s, near(moves[parity][own], moves[parity][s], span, parity));
      }
    }
    return kin;
  }

  /** Correlation of moves, whose mean is 0, up to a factor that is the same for all peers. */
  private static double near(int[] own, int[] peer, Span span, int parity) {
    int both = 0;
    int square = 0;
    for (int i = span.start(parity); i < span.end(parity); i++) {
      both += own[i] * peer[i];
      square += peer[i] * peer[i];
    }
    return square > 0 ? both / Math.sqrt(square) : 0;
  }
}
