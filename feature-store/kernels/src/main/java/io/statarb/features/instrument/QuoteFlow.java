package io.statarb.features.instrument;

import io.statarb.features.DecayedMoments;
import io.statarb.features.DecayedSum;
import io.statarb.features.FeatureField;
import io.statarb.features.SessionTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Order-flow imbalance at the best prices, in units of the depth that it meets: the price moves by
 * the flow over the depth, so that instruments and hours compare. A change across a moment without
 * quote or sizes does not count.
 *
 * <p>Source: R. Cont, A. Kukanov and S. Stoikov, "The price impact of order book events" (2014).
 */
final class QuoteFlow implements InstrumentKernel {
  private static final double[] TAUS_S = {1.0, 10.0, 60.0};

  static final List<FeatureField> FIELDS = fields();

  private final InstrumentState state;
  private final DecayedSum[] flows = new DecayedSum[TAUS_S.length];
  private final DecayedMoments[] depths = new DecayedMoments[TAUS_S.length];

  QuoteFlow(InstrumentState state) {
    this.state = state;
    for (int i = 0; i < TAUS_S.length; i++) {
      flows[i] = state.time().sum(TAUS_S[i]);
      depths[i] = state.time().moments(TAUS_S[i]);
    }
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    for (double tauS : TAUS_S) {
      fields.add(
          new FeatureField(
                  "ofi_%ds".formatted((int) tauS),
                  "1/s",
                  "time-decayed order-flow imbalance of the best prices per second, this event included, over the time-decayed mean of (bidQty + askQty) / 2, tau %d s"
                      .formatted((int) tauS))
              .from("Cont, Kukanov and Stoikov (2014)")
              .warming("warm after %s s".formatted(SessionTime.warmUpS(tauS))));
    }
    return List.copyOf(fields);
  }

  @Override
  public void elapse() {
    boolean sized = state.quote().sized();
    for (int i = 0; i < TAUS_S.length; i++) {
      flows[i].elapse();
      if (sized) {
        depths[i].hold(state.quote().depth());
      } else {
        depths[i].fade();
      }
    }
  }

  @Override
  public void quote() {
    TopQuote then = state.before();
    TopQuote now = state.quote();
    if (!then.sized() || !now.sized()) {
      return;
    }
    double flow =
        OrderFlow.of(
            then.bid(),
            then.bidQty(),
            then.ask(),
            then.askQty(),
            now.bid(),
            now.bidQty(),
            now.ask(),
            now.askQty());
    for (DecayedSum each : flows) {
      each.add(flow);
    }
  }

  @Override
  public void row(double[] values, int offset) {
    for (int i = 0; i < TAUS_S.length; i++) {
      values[offset + i] = depths[i].warm() ? flows[i].rate() / depths[i].mean() : Double.NaN;
    }
  }

  @Override
  public void reset() {
    for (int i = 0; i < TAUS_S.length; i++) {
      flows[i].reset();
      depths[i].reset();
    }
  }
}
