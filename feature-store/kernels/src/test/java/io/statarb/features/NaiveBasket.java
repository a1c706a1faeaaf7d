package io.statarb.features;

import io.statarb.features.SeededTicks.LegTick;
import io.statarb.instruments.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * The specification of what {@code fx-pair-v2} and {@code basket-v1} have beyond {@code
 * fx-pair-v1}: every feature of one row computed from all ticks up to it, by a formula of its own.
 * Quadratic, the Kalman filter cubic.
 */
final class NaiveBasket {
  private final BasketDefinition basket;
  private final List<Instrument> instruments;
  private final List<LegTick> ticks;
  private final int row;

  NaiveBasket(BasketDefinition basket, List<Instrument> instruments, List<LegTick> ticks, int row) {
    this.basket = basket;
    this.instruments = instruments;
    this.ticks = ticks;
    this.row = row;
  }

  private double ageS(int tick) {
    return (ticks.get(row).tsNs() - ticks.get(tick).tsNs()) / 1e9;
  }

  /** Position of the quote of this leg in force after this tick, or -1. */
  private int quote(int leg, int tick) {
    for (int i = tick; i >= 0; i--) {
      if (ticks.get(i).leg() == leg) {
        return ticks.get(i).condition() <= 1 ? i : -1;
      }
    }
    return -1;
  }

  private boolean held(int leg, int tick) {
    return quote(leg, tick) >= 0;
  }

  private boolean held(int tick) {
    for (int leg = 0; leg < instruments.size(); leg++) {
      if (!held(leg, tick)) {
        return false;
      }
    }
    return true;
  }

  boolean exists() {
    return ticks.get(row).condition() <= 1 && held(row);
  }

  private double logMid(int leg, int tick) {
    LegTick q = ticks.get(quote(leg, tick));
    return Math.log(instruments.get(leg).midPrice(q.bid() + q.ask()));
  }

  private double weighted(ToDoubleFunction<BasketLeg> weight, int tick) {
    double sum = 0;
    for (int leg = 0; leg < instruments.size(); leg++) {
      sum += weight.applyAsDouble(basket.legs().get(leg)) * logMid(leg, tick);
    }
    return sum;
  }

  private double spread(int tick) {
    return weighted(BasketLeg::weight, tick) - basket.intercept();
  }

  private boolean warm(double tau) {
    return ageS(0) >= Math.min(tau / 4, 20);
  }

  private double sum(double tau, IntPredicate counts, IntToDoubleFunction amount) {
    double sum = 0;
    for (int i = 1; i <= row; i++) {
      if (counts.test(i)) {
        sum += amount.applyAsDouble(i) * Math.exp(-ageS(i) / tau);
      }
    }
    return sum;
  }

  /** Mean and sd of what stood before this row, weighted by exp(-age/tau); NaN unless warm. */
  private double[] moments(double tau, IntToDoubleFunction value) {
    double weight = 0;
    double mean = 0;
    double square = 0;
    double origin = value.applyAsDouble(row);
    for (int i = 0; i < row; i++) {
      if (held(i)) {
        double w = Math.exp(-ageS(i + 1) / tau) - Math.exp(-ageS(i) / tau);
        double way = value.applyAsDouble(i) - origin;
        weight += w;
        mean += w * way;
        square += w * way * way;
      }
    }
    mean /= weight;
    boolean warm = weight >= 1 - Math.exp(-Math.min(tau / 4, 20) / tau);
    double sd = Math.sqrt(Math.max(0, square / weight - mean * mean));
    return new double[] {warm ? origin + mean : Double.NaN, sd};
  }

  private double velocity(double tau) {
    return 1e4 * (spread(row) - moments(tau, this::spread)[0]) / tau;
  }

  private double vol(double tau) {
    double squares =
        sum(tau, i -> held(i) && held(i - 1), i -> Math.pow(spread(i) - spread(i - 1), 2));
    double seconds = tau * (1 - Math.exp(-ageS(0) / tau));
    return warm(tau) ? 1e4 * Math.sqrt(squares / seconds) : Double.NaN;
  }

  /** Slope of the changes on the level around its weighted mean, with the sign turned. */
  private double reversionRate(double tau) {
    IntPredicate stood = i -> held(i - 1);
    IntToDoubleFunction dt = i -> (ticks.get(i).tsNs() - ticks.get(i - 1).tsNs()) / 1e9;
    double time = sum(tau, stood, dt);
    double origin = spread(row);
    double mean = sum(tau, stood, i -> dt.applyAsDouble(i) * (spread(i - 1) - origin)) / time;
    double under =
        sum(tau, stood, i -> dt.applyAsDouble(i) * Math.pow(spread(i - 1) - origin - mean, 2));
    double over =
        sum(
            tau,
            i -> held(i - 1) && held(i),
            i -> (spread(i - 1) - origin - mean) * (spread(i) - spread(i - 1)));
    // A level that hardly varied has no slope; the kernel asks the same of its own sums.
    return warm(tau) && under > 1e-16 * time ? -over / under : Double.NaN;
  }

  /** A return of a leg between two of its quotes in force, in positions of ticks. */
  private record Return(int from, int to, double move) {}

  private List<Return> returns(int leg) {
    List<Return> returns = new ArrayList<>();
    int last = -1;
    for (int i = 0; i <= row; i++) {
      if (ticks.get(i).leg() != leg) {
        continue;
      }
      boolean good = ticks.get(i).condition() <= 1;
      if (good && last >= 0) {
        returns.add(new Return(last, i, logMid(leg, i) - logMid(leg, last)));
      }
      last = good ? i : -1;
    }
    return returns;
  }

  /** Of all pairs of returns whose times overlap, with the other leg there all along. */
  private double overlapping(double tau) {
    double sum = 0;
    for (Return y : returns(0)) {
      for (Return x : returns(1)) {
        boolean yLater = y.to() > x.to();
        Return later = yLater ? y : x;
        int other = yLater ? 1 : 0;
        boolean overlap = Math.max(y.from(), x.from()) < Math.min(y.to(), x.to());
        if (overlap && there(other, later.from(), later.to())) {
          sum += y.move() * x.move() * Math.exp(-ageS(later.to()) / tau);
        }
      }
    }
    return sum;
  }

  private boolean there(int leg, int from, int to) {
    for (int i = from; i <= to; i++) {
      if (!held(leg, i)) {
        return false;
      }
    }
    return true;
  }

  private double squares(int leg, double tau) {
    return returns(leg).stream()
        .mapToDouble(r -> r.move() * r.move() * Math.exp(-ageS(r.to()) / tau))
        .sum();
  }

  private double correlation(double tau) {
    double scale = Math.sqrt(squares(0, tau) * squares(1, tau));
    return warm(tau) && scale > 0
        ? Math.max(-1, Math.min(1, overlapping(tau) / scale))
        : Double.NaN;
  }

  private double volRatio(double tau) {
    double x = squares(1, tau);
    return warm(tau) && x > 0 ? Math.sqrt(squares(0, tau) / x) : Double.NaN;
  }

  private double residual(ToDoubleFunction<BasketLeg> weight, int tick) {
    double explained =
        weighted(weight, tick) - weight.applyAsDouble(basket.legs().getFirst()) * logMid(0, tick);
    return logMid(0, tick) - explained;
  }

  private double residual(ToDoubleFunction<BasketLeg> weight, boolean inSd) {
    double[] moments = moments(600, i -> residual(weight, i));
    boolean none = basket.legs().stream().skip(1).allMatch(leg -> weight.applyAsDouble(leg) == 0);
    double way = residual(weight, row) - moments[0];
    if (none) {
      return Double.NaN;
    }
    return inSd ? (moments[1] > 1e-9 ? way / moments[1] : Double.NaN) : 1e4 * way;
  }

  private double cost() {
    double cost = 0;
    for (int leg = 0; leg < instruments.size(); leg++) {
      LegTick q = ticks.get(quote(leg, row));
      double mid = (q.bid() + q.ask()) / 2.0;
      cost += Math.abs(basket.legs().get(leg).weight()) * (q.ask() - q.bid()) / mid;
    }
    return 1e4 * cost;
  }

  private double oldest() {
    double age = 0;
    for (int leg = 0; leg < instruments.size(); leg++) {
      if (basket.legs().get(leg).weight() != 0) {
        age = Math.max(age, ageS(quote(leg, row)));
      }
    }
    return Math.min(60, age);
  }

  /** Rows that the filter takes as observations: the first, then each at least 1 s later. */
  private List<Integer> observations() {
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < row; i++) {
      boolean isRow = ticks.get(i).condition() <= 1 && held(i);
      if (isRow
          && (taken.isEmpty()
              || ticks.get(i).tsNs() - ticks.get(taken.getLast()).tsNs() >= 1_000_000_000L)) {
        taken.add(i);
      }
    }
    return taken;
  }

  /**
   * Hedge ratio, innovation and its sd by Gaussian regression on all observations at once: what a
   * Kalman filter must come to, without being one.
   */
  double[] kalman() {
    List<Integer> seen = observations();
    int n = seen.size();
    if (n < 30) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    double[][] covariance = new double[n][n];
    double[] observed = new double[n];
    double[] withLevel = new double[n];
    double[] withRatio = new double[n];
    for (int i = 0; i < n; i++) {
      observed[i] = spread(seen.get(i));
      for (int j = 0; j < n; j++) {
        covariance[i][j] =
            level(seen, seen.get(i), seen.get(j))
                + moved(seen, seen.get(i))
                    * moved(seen, seen.get(j))
                    * ratio(seen, seen.get(i), seen.get(j))
                + (i == j ? noise() : 0);
      }
      withLevel[i] = level(seen, seen.get(i), row);
      withRatio[i] = moved(seen, seen.get(i)) * ratio(seen, seen.get(i), row);
    }
    double now = moved(seen, row);
    double[] withNow = new double[n];
    for (int i = 0; i < n; i++) {
      withNow[i] = withLevel[i] + now * withRatio[i];
    }
    double[] solved = solve(covariance, observed);
    double expected = dot(withNow, solved);
    double variance =
        level(seen, row, row)
            + now * now * ratio(seen, row, row)
            + noise()
            - dot(withNow, solve(covariance, withNow));
    double innovation = spread(row) - expected;
    return new double[] {
      -basket.legs().get(1).weight() + dot(withRatio, solved),
      1e4 * innovation,
      innovation / Math.sqrt(variance)
    };
  }

  private double noise() {
    return basket.spreadSd() * basket.spreadSd();
  }

  private double moved(List<Integer> seen, int tick) {
    return logMid(1, tick) - logMid(1, seen.getFirst());
  }

  private double sinceFirst(List<Integer> seen, int a, int b) {
    long earlier = Math.min(ticks.get(a).tsNs(), ticks.get(b).tsNs());
    return (earlier - ticks.get(seen.getFirst()).tsNs()) / 1e9;
  }

  private double level(List<Integer> seen, int a, int b) {
    return noise() * (1 + sinceFirst(seen, a, b) / 3600);
  }

  private double ratio(List<Integer> seen, int a, int b) {
    return 0.01 * (1 + sinceFirst(seen, a, b) / 86_400);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Solves by Gaussian elimination; the matrix is positive definite. */
  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
    }
    double[] x = right.clone();
    for (int p = 0; p < n; p++) {
      for (int i = p + 1; i < n; i++) {
        double f = a[i][p] / a[p][p];
        for (int j = p; j < n; j++) {
          a[i][j] -= f * a[p][j];
        }
        x[i] -= f * x[p];
      }
    }
    for (int p = n - 1; p >= 0; p--) {
      for (int j = p + 1; j < n; j++) {
        x[p] -= a[p][j] * x[j];
      }
      x[p] /= a[p][p];
    }
    return x;
  }

  /** A feature of the row but for the Kalman filter's; NaN where it is missing. */
  double value(String feature) {
    double rate = feature.endsWith("600s") ? reversionRate(600) : 0;
    return switch (feature) {
      case "spread_velocity_2s" -> velocity(2);
      case "spread_velocity_60s" -> velocity(60);
      case "spread_vol_10s" -> vol(10);
      case "spread_vol_600s" -> vol(600);
      case "reversion_rate_600s" -> rate;
      case "half_life_600s" ->
          rate > 0 ? Math.min(86_400, Math.log(2) / rate) : rate <= 0 ? 86_400 : Double.NaN;
      case "leg_correlation_60s" -> correlation(60);
      case "leg_correlation_600s" -> correlation(600);
      case "leg_vol_ratio_600s" -> volRatio(600);
      case "sector_residual_bps" -> residual(BasketLeg::sectorWeight, false);
      case "sector_residual_z" -> residual(BasketLeg::sectorWeight, true);
      case "component_residual_bps" -> residual(BasketLeg::componentWeight, false);
      case "component_residual_z" -> residual(BasketLeg::componentWeight, true);
      case "cross_all_legs_bps" -> cost();
      case "oldest_quote_age_s" -> oldest();
      default -> throw new IllegalArgumentException("no formula: feature=" + feature);
    };
  }
}
