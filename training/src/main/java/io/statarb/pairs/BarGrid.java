package io.statarb.pairs;

import io.statarb.instruments.Instrument;
import io.statarb.ticks.TickColumns;
import java.util.Arrays;
import java.util.List;

/**
 * Log mids of the legs at the closes of the bars that all of them have; a step is one bar. Openings
 * are not looked at. A bar that one leg lacks is left out; the step over it counts as one.
 */
final class BarGrid extends SampleGrid {
  /** A quarter of a year. */
  private static final int LEAST_SAMPLES = 60;

  BarGrid(int legs) {
    super(legs);
  }

  @Override
  int leastSamples() {
    return LEAST_SAMPLES;
  }

  @Override
  void session(TickColumns ticks, List<Instrument> legs) {
    breakOff();
    long closeNs = Long.MIN_VALUE;
    double[] last = new double[legs.size()];
    Arrays.fill(last, Double.NaN);
    for (int i = 0; i < ticks.count(); i++) {
      int leg = leg(legs, ticks.instrumentId()[i]);
      double log = leg < 0 ? Double.NaN : logMid(ticks, i, legs.get(leg));
      if (Double.isNaN(log)) {
        continue;
      }
      if (ticks.tsNs()[i] != closeNs) {
        closeNs = ticks.tsNs()[i];
        Arrays.fill(last, Double.NaN);
      }
      boolean before = allKnown(last);
      last[leg] = log;
      if (!before && allKnown(last)) {
        append(last);
      }
    }
  }
}
