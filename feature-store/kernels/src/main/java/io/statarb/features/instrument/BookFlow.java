package io.statarb.features.instrument;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.SELL;

import io.statarb.features.DecayedMoments;
import io.statarb.features.DecayedSum;
import io.statarb.features.FeatureField;
import io.statarb.features.SessionTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Order-flow imbalance over several price levels, in units of the depth that it meets: the sum over
 * the levels of what each brought between two updates, over the mean depth of all of them. A change
 * across a moment without known levels does not count.
 *
 * <p>Source: K. Xu, M. Gould and S. Howison, "Multi-level order-flow imbalance in a limit order
 * book" (2018); scaled by depth as in R. Cont, M. Cucuringu and C. Zhang, "Cross-impact of order
 * flow imbalance in equity markets" (2023).
 */
final class BookFlow implements InstrumentKernel {
  private static final int[] DEPTHS = {5, 10};
  private static final double[] TAUS_S = {1.0, 10.0, 60.0};
  private static final int COLUMNS = DEPTHS.length * TAUS_S.length;

  static final List<FeatureField> FIELDS = fields();

  private final InstrumentState state;

  /** By depth, then tau. */
  private final DecayedSum[] flows = new DecayedSum[COLUMNS];

  private final DecayedMoments[] depths = new DecayedMoments[COLUMNS];

  BookFlow(InstrumentState state) {
    this.state = state;
    for (int i = 0; i < COLUMNS; i++) {
      flows[i] = state.time().sum(TAUS_S[i % TAUS_S.length]);
      depths[i] = state.time().moments(TAUS_S[i % TAUS_S.length]);
    }
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    for (int depth : DEPTHS) {
      for (double tauS : TAUS_S) {
        fields.add(
            new FeatureField(
                    "mlofi_%d_%ds".formatted(depth, (int) tauS),
                    "1/s",
                    "time-decayed order-flow imbalance of the best %d levels per second, this event included, over the time-decayed mean of half their quantity, tau %d s"
                        .formatted(depth, (int) tauS))
                .from("Xu, Gould and Howison (2018), Cont, Cucuringu and Zhang (2023)")
                .warming("warm after %s s of known levels".formatted(SessionTime.warmUpS(tauS)))
                .degradingTo(0.0));
      }
    }
    return List.copyOf(fields);
  }

  private static int depthOf(int column) {
    return DEPTHS[column / TAUS_S.length];
  }

  @Override
  public void elapse() {
    TopLevels levels = state.levels();
    for (int i = 0; i < COLUMNS; i++) {
      flows[i].elapse();
      int depth = depthOf(i);
      if (levels.has(depth)) {
        depths[i].hold(0.5 * (levels.depth(BUY, depth) + levels.depth(SELL, depth)));
      } else {
        depths[i].fade();
      }
    }
  }

  @Override
  public void depth() {
    TopLevels then = state.levelsBefore();
    TopLevels now = state.levels();
    for (int d = 0; d < DEPTHS.length; d++) {
      if (then.has(DEPTHS[d]) && now.has(DEPTHS[d])) {
        double flow = flow(then, now, DEPTHS[d]);
        for (int t = 0; t < TAUS_S.length; t++) {
          flows[d * TAUS_S.length + t].add(flow);
        }
      }
    }
  }

  private static double flow(TopLevels then, TopLevels now, int depth) {
    double flow = 0.0;
    for (int i = 0; i < depth; i++) {
      flow +=
          OrderFlow.of(
              then.px(BUY, i),
              then.qty(BUY, i),
              then.px(SELL, i),
              then.qty(SELL, i),
              now.px(BUY, i),
              now.qty(BUY, i),
              now.px(SELL, i),
              now.qty(SELL, i));
    }
    return flow;
  }

  @Override
  public void row(double[] values, int offset) {
    for (int i = 0; i < COLUMNS; i++) {
      boolean known = state.levels().has(depthOf(i)) && depths[i].warm();
      values[offset + i] = known ? flows[i].rate() / depths[i].mean() : Double.NaN;
    }
  }

  @Override
  public void reset() {
    for (int i = 0; i < COLUMNS; i++) {
      flows[i].reset();
      depths[i].reset();
    }
  }
}
