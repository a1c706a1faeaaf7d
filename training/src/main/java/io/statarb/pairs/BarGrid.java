package io.statarb.pairs;

import io.statarb.instruments.Instrument;
import io.statarb.ticks.TickColumns;

/**
 * Log mids of two legs at the closes of the bars that both have; a step is one bar. Openings are
 * not looked at. A bar that one leg lacks is left out; the step over it counts as one.
 */
final class BarGrid extends SampleGrid {
  /** A quarter of a year. */
  private static final int LEAST_SAMPLES = 60;

  @Override
  int leastSamples() {
    return LEAST_SAMPLES;
  }

  @Override
  void session(TickColumns ticks, Instrument y, Instrument x) {
    breakOff();
    long closeNs = Long.MIN_VALUE;
    double logY = Double.NaN;
    double logX = Double.NaN;
    for (int i = 0; i < ticks.count(); i++) {
      int id = ticks.instrumentId()[i];
      boolean isY = id == y.id();
      double log = isY || id == x.id() ? logMid(ticks, i, isY ? y : x) : Double.NaN;
      if (Double.isNaN(log)) {
        continue;
      }
      if (ticks.tsNs()[i] != closeNs) {
        closeNs = ticks.tsNs()[i];
        logY = Double.NaN;
        logX = Double.NaN;
      }
      boolean before = !Double.isNaN(logY) && !Double.isNaN(logX);
      logY = isY ? log : logY;
      logX = isY ? logX : log;
      if (!before && !Double.isNaN(logY) && !Double.isNaN(logX)) {
        append(logY, logX);
      }
    }
  }
}
