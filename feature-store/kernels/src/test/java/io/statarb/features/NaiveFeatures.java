package io.statarb.features;

import io.statarb.features.SeededTicks.LegTick;
import io.statarb.instruments.Instrument;
import java.util.List;

/**
 * The specification: every feature of one row computed from all ticks up to it, by its formula,
 * without state. Quadratic.
 */
final class NaiveFeatures {
  private final List<LegTick> ticks;
  private final int row;
  private final double nowS;

  /**
   * @param ticks all ticks
   * @param row position of the tick whose row is wanted; later ticks are not looked at
   */
  NaiveFeatures(List<LegTick> ticks, int row) {
    this.ticks = ticks;
    this.row = row;
    this.nowS = seconds(row);
  }

  private double seconds(int tick) {
    return (ticks.get(tick).tsNs() - SeededTicks.START_NS) / 1e9;
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

  boolean exists() {
    return ticks.get(row).condition() <= 1 && quote(0, row) >= 0 && quote(1, row) >= 0;
  }

  private double mid(int leg, int quote) {
    Instrument instrument = leg == 0 ? SeededTicks.Y : SeededTicks.X;
    return instrument.midPrice(ticks.get(quote).bid() + ticks.get(quote).ask());
  }

  /** Log mid of a leg (0, 1) or the spread (2) after this tick, or NaN. */
  private double level(int what, int tick) {
    if (what < 2) {
      int quote = quote(what, tick);
      return quote < 0 ? Double.NaN : Math.log(mid(what, quote));
    }
    PairDefinition pair = SeededTicks.PAIR;
    return level(0, tick) - pair.hedges().getFirst().ratio() * level(1, tick) - pair.intercept();
  }

  /**
   * Mean, variance and weight of a level over what stood before this row, weighted by
   * exp(-age/tau).
   */
  private double[] moments(int what, double tau) {
    double weight = 0;
    double sum = 0;
    double[] weights = new double[row];
    double[] levels = new double[row];
    for (int i = 0; i < row; i++) {
      levels[i] = level(what, i);
      if (!Double.isNaN(levels[i])) {
        weights[i] =
            Math.exp(-(nowS - seconds(i + 1)) / tau) - Math.exp(-(nowS - seconds(i)) / tau);
        weight += weights[i];
        sum += weights[i] * levels[i];
      }
    }
    double mean = sum / weight;
    double squares = 0;
    for (int i = 0; i < row; i++) {
      if (weights[i] > 0) {
        squares += weights[i] * (levels[i] - mean) * (levels[i] - mean);
      }
    }
    return new double[] {mean, squares / weight, weight};
  }

  private static boolean warm(double weight, double tau) {
    return weight >= 1 - Math.exp(-Math.min(tau / 4, 20) / tau);
  }

  private double z(double tau) {
    double[] moments = moments(2, tau);
    double y = 1e-5 / mid(0, quote(0, row));
    double x = SeededTicks.PAIR.hedges().getFirst().ratio() * 1e-5 / mid(1, quote(1, row));
    double floor = Math.sqrt((y * y + x * x) / 12);
    return warm(moments[2], tau)
        ? (level(2, row) - moments[0]) / Math.max(Math.sqrt(moments[1]), floor)
        : Double.NaN;
  }

  private double less(int what, double tau) {
    double[] moments = moments(what, tau);
    return warm(moments[2], tau) ? 1e4 * (level(what, row) - moments[0]) : Double.NaN;
  }

  private double spreadVol() {
    double squares = 0;
    for (int i = 1; i <= row; i++) {
      double change = level(2, i) - level(2, i - 1);
      if (!Double.isNaN(change)) {
        squares += change * change * Math.exp(-(nowS - seconds(i)) / 60);
      }
    }
    double weight = 1 - Math.exp(-(nowS - seconds(0)) / 60);
    return nowS - seconds(0) >= 20 ? 1e4 * Math.sqrt(squares / (60 * weight)) : Double.NaN;
  }

  private double intensity(int leg) {
    double count = 0;
    for (int i = 0; i <= row; i++) {
      if (ticks.get(i).leg() == leg && ticks.get(i).condition() <= 1) {
        count += Math.exp(-(nowS - seconds(i)) / 30);
      }
    }
    double weight = 1 - Math.exp(-(nowS - seconds(0)) / 30);
    return nowS - seconds(0) >= 20 ? count / (30 * weight) : Double.NaN;
  }

  private double halfSpreadBps(int leg) {
    LegTick quote = ticks.get(quote(leg, row));
    return 1e4 * (quote.ask() - quote.bid()) / (double) (quote.ask() + quote.bid());
  }

  private double ageS(int leg) {
    return Math.min(60, nowS - seconds(quote(leg, row)));
  }

  double value(String feature) {
    PairDefinition pair = SeededTicks.PAIR;
    double day = 2 * Math.PI * (ticks.get(row).tsNs() / 60_000_000_000L % 1440) / 1440.0;
    return switch (feature) {
      case "z_30s" -> z(30);
      case "z_120s" -> z(120);
      case "z_600s" -> z(600);
      case "spread_z_formation" -> (level(2, row) - pair.spreadMean()) / pair.spreadSd();
      case "spread_vol_60s" -> spreadVol();
      case "spread_velocity_10s" -> less(2, 10) / 10;
      case "y_momentum_1s" -> less(0, 1);
      case "y_momentum_5s" -> less(0, 5);
      case "y_momentum_30s" -> less(0, 30);
      case "x_momentum_1s" -> less(1, 1);
      case "x_momentum_5s" -> less(1, 5);
      case "x_momentum_30s" -> less(1, 30);
      case "lead_lag_1s" -> less(1, 1) - less(0, 1);
      case "lead_lag_5s" -> less(1, 5) - less(0, 5);
      case "y_intensity_30s" -> intensity(0);
      case "x_intensity_30s" -> intensity(1);
      case "y_quote_age_s" -> ageS(0);
      case "x_quote_age_s" -> ageS(1);
      case "y_half_spread_bps" -> halfSpreadBps(0);
      case "x_half_spread_bps" -> halfSpreadBps(1);
      case "cost_to_cross_bps" -> 2 * halfSpreadBps(0) + 0.8 * 2 * halfSpreadBps(1);
      case "time_of_day_sin" -> Math.sin(day);
      case "time_of_day_cos" -> Math.cos(day);
      case "session_age_s" -> nowS - seconds(0);
      default -> throw new IllegalArgumentException("no formula: feature=" + feature);
    };
  }
}
