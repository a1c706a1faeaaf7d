package io.statarb.features.instrument;

import io.statarb.features.DecayedMoments;
import io.statarb.features.FeatureField;
import io.statarb.features.SessionTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Which side waits with more at the best prices, now and over three horizons.
 *
 * <p>Source: M. Gould and J. Bonart, "Queue imbalance as a one-tick-ahead price predictor in a
 * limit order book" (2016).
 */
final class QuoteImbalance implements InstrumentKernel {
  private static final double[] TAUS_S = {1.0, 10.0, 60.0};
  private static final String PAPER = "Gould and Bonart (2016)";

  static final List<FeatureField> FIELDS = fields();

  private final InstrumentState state;
  private final DecayedMoments[] moments = new DecayedMoments[TAUS_S.length];

  QuoteImbalance(InstrumentState state) {
    this.state = state;
    for (int i = 0; i < moments.length; i++) {
      moments[i] = state.time().moments(TAUS_S[i]);
    }
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    fields.add(
        new FeatureField("quote_imbalance", "1", "(bidQty - askQty) / (bidQty + askQty)")
            .from(PAPER));
    for (double tauS : TAUS_S) {
      fields.add(
          new FeatureField(
                  "quote_imbalance_%ds".formatted((int) tauS),
                  "1",
                  "time-decayed mean of the quote imbalance, tau %d s, this event not in it"
                      .formatted((int) tauS))
              .from(PAPER)
              .warming("warm after %s s".formatted(SessionTime.warmUpS(tauS))));
    }
    return List.copyOf(fields);
  }

  @Override
  public void elapse() {
    for (DecayedMoments each : moments) {
      if (state.quote().sized()) {
        each.hold(state.quote().imbalance());
      } else {
        each.fade();
      }
    }
  }

  @Override
  public void row(double[] values, int offset) {
    values[offset] = state.quote().imbalance();
    for (int i = 0; i < moments.length; i++) {
      values[offset + 1 + i] = moments[i].warm() ? moments[i].mean() : Double.NaN;
    }
  }

  @Override
  public void reset() {
    for (DecayedMoments each : moments) {
      each.reset();
    }
  }
}
