package io.statarb.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.health.HealthReference;
import io.statarb.healthcheck.WatchedPair.Fate;
import io.statarb.linear.Cholesky;
import io.statarb.statistics.Normal;
import io.statarb.tape.sbe.HealthState;
import io.statarb.training.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What takes a pair for broken: the sum of innovations, the distance from the mean and the time
 * away from it, on pairs fitted as the command fits them.
 */
final class BreakLimitsTest {
  private static HealthTimeline timeline(
      WatchedPair pair, Formation formed, double[][] rows, int window, double alpha, int every) {
    return HealthTimeline.run(
        pair.names(),
        formed,
        WatchedPair.settings(window, alpha, every),
        rows,
        WatchedPair.labels(rows[0].length));
  }

  /** In how many of the worlds a break was found, in all and by each of its kinds. */
  private static final class Found {
    private final int worlds;
    private int any;
    private int bySum;
    private int far;
    private int longAway;

    Found(int worlds) {
      this.worlds = worlds;
    }

    void add(HealthTimeline timeline) {
      if (timeline.state() != HealthState.QUARANTINED) {
        return;
      }
      Check last = timeline.checks().getLast();
      any++;
      bySum += timeline.checks().stream().anyMatch(c -> c.breakRatio() >= 1) ? 1 : 0;
      far += last.reasons().contains("far-from-mean") ? 1 : 0;
      longAway += last.reasons().contains("long-from-mean") ? 1 : 0;
    }

    double share() {
      return any / (double) worlds;
    }

    double byExcursions() {
      return Math.max(far, longAway) / (double) worlds;
    }

    Found say(String of) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "%s: worlds=%d broken=%.4f, sum of innovations=%.4f far=%.4f long=%.4f",
              of,
              worlds,
              share(),
              bySum / (double) worlds,
              far / (double) worlds,
              longAway / (double) worlds));
      return this;
    }
  }

  private static Found found(
      int worlds,
      double halfLife,
      int hedges,
      int formation,
      int rows,
      int window,
      Fate fate,
      double shift) {
    Found found = new Found(worlds);
    long seed = Seeds.seed();
    for (int world = 0; world < worlds; world++) {
      WatchedPair pair = new WatchedPair(seed + world, halfLife, hedges);
      Formation formed = pair.formed(formation);
      double[][] watched = pair.watched(rows, fate, shift);
      found.add(timeline(pair, formed, watched, window, 0.01, 15));
    }
    return found.say(
        "half-life=%.0f hedge legs=%d formation=%d rows=%d %s by %.0f"
            .formatted(halfLife, hedges, formation, rows, fate, shift));
  }

  /** Half-lives down to a tenth of the formation window, alpha 0.01, within three errors of it. */
  @ParameterizedTest
  @CsvSource({
    "6, 1, 252, 126, 60",
    "12, 1, 252, 252, 120",
    "12, 4, 252, 126, 60",
    "25, 1, 252, 126, 60",
    "25, 2, 252, 252, 252",
    "33, 2, 600, 600, 600",
    "60, 1, 600, 600, 600"
  })
  @Evidence(
      of = {Estimator.CUSUM_BREAK, Estimator.FARTHEST_EXCURSION, Estimator.LONGEST_EXCURSION},
      kind = Kind.TRUTH)
  void shouldTakeASoundPairForBrokenAtMostAsOftenAsAlphaSays(
      double halfLife, int hedges, int formation, int rows, int window) {
    int worlds = 2_000;
    double error = StrictMath.sqrt(0.01 * 0.99 / worlds);

    Found found = found(worlds, halfLife, hedges, formation, rows, window, Fate.SOUND, 0);

    assertThat(found.share()).isLessThan(0.01 + 3 * error);
  }

  /**
   * Least shares that are found at alpha 0.01, in all and by the better of the limits of
   * excursions. In the second case the window is never full. At half-lives of a twentieth of the
   * formation window half of shifts by five sd are as likely to be errors of what was fitted.
   */
  @ParameterizedTest
  @CsvSource({
    "6, 1, 252, 126, 60, SHIFTED, 6, 0.75, 0.05",
    "33, 1, 600, 450, 600, SHIFTED, 5, 0.2, 0.04",
    "30, 1, 2000, 1000, 1000, SHIFTED, 5, 0.8, 0.5",
    "30, 1, 4000, 4000, 1200, SHIFTED, 3, 0.8, 0.5",
    "6, 1, 252, 252, 60, WALK, 0, 0.55, 0.1",
    "30, 1, 2000, 1000, 1000, WALK, 0, 0.5, 0.45"
  })
  @Evidence(
      of = {Estimator.FARTHEST_EXCURSION, Estimator.LONGEST_EXCURSION},
      kind = Kind.TRUTH)
  void shouldFindSpreadsThatStayAway(
      double halfLife,
      int hedges,
      int formation,
      int rows,
      int window,
      Fate fate,
      double shift,
      double least,
      double leastByExcursions) {
    Found found = found(400, halfLife, hedges, formation, rows, window, fate, shift);

    assertThat(found.share()).isGreaterThan(least);
    assertThat(found.byExcursions()).isGreaterThan(leastByExcursions);
  }

  private static double root(DoubleUnaryOperator decreasing, double low, double high) {
    double from = low;
    double to = high;
    for (int i = 0; i < 200; i++) {
      double middle = (from + to) / 2;
      if (decreasing.applyAsDouble(middle) > 0) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return to;
  }

  private static double integral(DoubleUnaryOperator of, double from, double to) {
    int steps = 4_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += of.applyAsDouble(from + (i + 0.5) * (to - from) / steps);
    }
    return sum * (to - from) / steps;
  }

  /** Tail of Student's distribution, both sides: t = sqrt(degrees) tan(angle). */
  private static double studentTail(double t, double degrees) {
    DoubleUnaryOperator density = angle -> StrictMath.pow(StrictMath.cos(angle), degrees - 1);
    double angle = StrictMath.atan(t / StrictMath.sqrt(degrees));
    return integral(density, angle, Math.PI / 2) / integral(density, 0, Math.PI / 2);
  }

  private static double normalDeviate(double tail) {
    return root(z -> 2 * Normal.cdf(-z) - tail, 0, 37);
  }

  /**
   * What the formation window says, told anew.
   *
   * @param times times of reversion, bias taken back
   * @param sd sd of the spread, that of the fit taken back
   */
  private record Known(HealthReference formed, double times, double sd) {
    static Known of(HealthReference formed) {
      double fast = -StrictMath.log(formed.phi()) * formed.samples();
      int ratios = formed.ratios().size();
      double times = fast - 6 - 3 * ratios;
      return new Known(formed, times, formed.sd() * StrictMath.sqrt(1 + 2 * (1 + ratios) / times));
    }

    double theta() {
      return times / formed.samples();
    }

    double degrees() {
      return formed.samples() * StrictMath.tanh(theta());
    }

    /** Error of the mean at these prices of the first hedge leg, for a pair. */
    double meanError(double logX) {
      double scale =
          sd
              * sd
              / (formed.sd() * formed.sd())
              * (-StrictMath.log(formed.phi()) * formed.samples() / times);
      double ratio = formed.ratioErrors().covariance().getFirst().getFirst() * scale;
      double moved = logX - formed.ratioErrors().logMeans().getFirst();
      return StrictMath.sqrt(2 * sd * sd / times + ratio * moved * moved);
    }
  }

  private static double rate(double alpha, int window, int n) {
    // Of alpha n / (n + window), which is what may have been spent by then.
    double step = 1e-3;
    double spent = alpha * (n + step) / (n + step + window);
    return (spent - alpha * (n - step) / (n - step + window)) / (2 * step);
  }

  private static void agree(double halfLife, double shift, int window, double alpha) {
    WatchedPair pair = new WatchedPair(Seeds.seed(), halfLife, 1);
    Formation formed = pair.formed(1_000);
    double[][] rows = pair.watched(4 * window, Fate.SHIFTED, shift);
    HealthTimeline timeline = timeline(pair, formed, rows, window, alpha, 4 * window);
    Check check = timeline.checks().getLast();
    assertThat(check.row()).isEqualTo(4 * window - 1);
    double[] spread = new double[4 * window];
    for (int row = 0; row < spread.length; row++) {
      spread[row] = timeline.spread(row);
    }
    Known known = Known.of(formed.reference());

    assertThat(check.farRatio())
        .isCloseTo(far(known, spread, rows[1], window, alpha / 10), within(2e-3));
    assertThat(check.longRatio())
        .isCloseTo(longAway(known, spread, rows[1], window, alpha / 10), within(1e-4));
    assertThat(check.breakRatio())
        .isCloseTo(sumOfResiduals(formed, spread, rows[1], window, 0.8 * alpha), within(1e-7));
  }

  private static double far(Known known, double[] spread, double[] logX, int window, double alpha) {
    int last = spread.length - 1;
    double rate = rate(alpha, window, spread.length);
    double limit =
        root(b -> 2 * Normal.density(b) * Math.min(known.theta() * b, 1 / b) - rate, 1, 37);
    double sd = StrictMath.hypot(known.sd(), known.meanError(logX[last]));
    double tail = studentTail(Math.abs(spread[last]) / sd, known.degrees());
    return normalDeviate(tail) / limit;
  }

  private static double longAway(
      Known known, double[] spread, double[] logX, int window, double alpha) {
    double fast = -StrictMath.log(known.formed().phi());
    double errors = root(t -> studentTail(t, known.degrees()) - alpha / 2, 0, 1e3);
    // A walk in steps overshoots a level by 0.5826 of a step on average.
    double missed = 0.5826 * StrictMath.sqrt(2 * fast) * known.sd();
    int away = -1;
    double side = Math.signum(spread[spread.length - 1]);
    for (int t = spread.length - 1; t >= 0; t--) {
      double unknown = missed + errors * known.meanError(logX[t]);
      if (spread[t] * side <= unknown) {
        break;
      }
      away++;
    }
    double rate = rate(alpha / 2, window, spread.length);
    double thetaT = root(x -> longerThan(x, known.theta()) - rate, 1e-9, 40);
    return Math.max(0, away) * known.theta() / (thetaT * (1 + thetaT / known.times()));
  }

  /** Rate of excursions longer than t, from the probability of no zero in t. */
  private static double longerThan(double thetaT, double theta) {
    double step = 1e-5 * thetaT;
    double sooner = StrictMath.asin(StrictMath.exp(-(thetaT - step)));
    double later = StrictMath.asin(StrictMath.exp(-(thetaT + step)));
    return 2 / Math.PI * (sooner - later) / (2 * step) * theta;
  }

  /** Residuals by the normal equations of all rows before each, solved anew. */
  private static double sumOfResiduals(
      Formation formed, double[] spread, double[] logX, int window, double alpha) {
    HealthReference r = formed.reference();
    double away = 1 - r.phi();
    double errorVariance = r.sd() * r.sd() * (1 - r.phi() * r.phi());
    double[][] precision = new double[3][3];
    precision[0][0] = r.samples() / (r.sd() * r.sd()) * away / (1 + r.phi());
    precision[1][1] = 1 / r.ratioErrors().covariance().getFirst().getFirst();
    precision[2][2] = 1 / (r.ratios().getFirst() * r.ratios().getFirst());
    double[] right = new double[3];
    double mean = r.ratioErrors().logMeans().getFirst();
    double sum = 0;
    for (int t = 1; t < spread.length; t++) {
      double[] x = {away, away * (logX[t - 1] - mean), logX[t] - logX[t - 1]};
      double y = spread[t] - r.phi() * spread[t - 1];
      Cholesky factor = Cholesky.of(precision).orElseThrow();
      double[] coefficients = factor.solve(right);
      double[] leverage = factor.solve(x);
      double error = y;
      double variance = errorVariance;
      for (int i = 0; i < 3; i++) {
        error -= coefficients[i] * x[i];
        variance += leverage[i] * x[i];
      }
      sum += error / StrictMath.sqrt(variance);
      for (int i = 0; i < 3; i++) {
        right[i] += x[i] * y / errorVariance;
        for (int j = 0; j < 3; j++) {
          precision[i][j] += x[i] * x[j] / errorVariance;
        }
      }
    }
    double n = spread.length - 1;
    double doubt = StrictMath.sqrt(1 + 40 / (r.samples() * away));
    double v = window;
    double boundary = StrictMath.sqrt((n + v) * StrictMath.log((n + v) / (v * alpha * alpha)));
    return Math.abs(sum) / (doubt * boundary);
  }

  @ParameterizedTest
  @CsvSource({"5, 0, 0.01", "12, 3, 0.05", "30, 6, 0.001"})
  @Evidence(
      of = {Estimator.CUSUM_BREAK, Estimator.FARTHEST_EXCURSION, Estimator.LONGEST_EXCURSION},
      kind = Kind.SECOND_FORMULA)
  void shouldHaveTheLimitsOfTheFormulasToldAnotherWay(double halfLife, double shift, double alpha) {
    agree(halfLife, shift, 100, alpha);
  }

  /** Excursions of a drawn Ornstein-Uhlenbeck process, in steps of a thousandth of 1 / theta. */
  @ParameterizedTest
  @CsvSource({"0.5", "1", "2"})
  @Evidence(
      of = {Estimator.LONGEST_EXCURSION},
      kind = Kind.TRUTH)
  void shouldHaveExcursionsLongerThanALimitAsOftenAsTheRateSays(double thetaT) {
    double step = 1e-3;
    int steps = 4_000_000;
    java.util.SplittableRandom random = new java.util.SplittableRandom(Seeds.seed());
    double phi = StrictMath.exp(-step);
    double sd = StrictMath.sqrt(1 - phi * phi);
    double x = 0;
    int began = 0;
    List<Integer> lengths = new ArrayList<>();
    for (int t = 1; t <= steps; t++) {
      double next = phi * x + sd * random.nextGaussian();
      if (next > 0 != x > 0) {
        lengths.add(t - began);
        began = t;
      }
      x = next;
    }
    long longer = lengths.stream().filter(length -> length * step > thetaT).count();

    double expected = steps * step * longerThan(thetaT, 1);

    assertThat((double) longer).isCloseTo(expected, within(4 * StrictMath.sqrt(expected)));
  }
}
