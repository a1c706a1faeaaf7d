package io.statarb.features.instrument;

import io.statarb.features.DecayedSum;
import io.statarb.features.FeatureField;
import io.statarb.features.SessionTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Which side takes: trades by count and by quantity, signed by the side that came last.
 *
 * <p>Source: J. Hasbrouck, "Measuring the information content of stock trades" (1991), for the
 * sign; C. Lee and M. Ready (1991) where the venue does not tell it; D. Easley, M. Lopez de Prado
 * and M. O'Hara (2012) for the imbalance of volume.
 */
final class TradeFlow implements InstrumentKernel {
  private static final double[] TAUS_S = {1.0, 10.0, 60.0};

  /** {@code exp(-5)}: the last trade is five time constants ago, and what it says is over. */
  static final double LEAST_COUNT = 0.006737946999085467;

  static final List<FeatureField> FIELDS = fields();

  private final InstrumentState state;
  private final DecayedSum[] signs = new DecayedSum[TAUS_S.length];
  private final DecayedSum[] counts = new DecayedSum[TAUS_S.length];
  private final DecayedSum[] signedVolumes = new DecayedSum[TAUS_S.length];
  private final DecayedSum[] volumes = new DecayedSum[TAUS_S.length];
  private final DecayedSum[][] all = {signs, counts, signedVolumes, volumes};

  TradeFlow(InstrumentState state) {
    this.state = state;
    for (DecayedSum[] sums : all) {
      for (int i = 0; i < TAUS_S.length; i++) {
        sums[i] = state.time().sum(TAUS_S[i]);
      }
    }
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    for (double tauS : TAUS_S) {
      fields.add(
          field(
                  "trade_sign_imbalance_%ds",
                  "time-decayed sum of trade signs over the count of trades, tau %d s", tauS)
              .from("Hasbrouck (1991), Lee and Ready (1991)"));
    }
    for (double tauS : TAUS_S) {
      fields.add(
          field(
                  "signed_volume_%ds",
                  "time-decayed sum of sign x quantity over the sum of quantity, tau %d s", tauS)
              .from("cf. Easley, Lopez de Prado and O'Hara (2012)"));
    }
    return List.copyOf(fields);
  }

  private static FeatureField field(String name, String formula, double tauS) {
    return new FeatureField(name.formatted((int) tauS), "1", formula.formatted((int) tauS))
        .warming("warm after %s s and a trade within 5 tau".formatted(SessionTime.warmUpS(tauS)))
        .degradingTo(0.0);
  }

  @Override
  public void elapse() {
    for (DecayedSum[] sums : all) {
      for (DecayedSum sum : sums) {
        sum.elapse();
      }
    }
  }

  @Override
  public void trade() {
    double quantity = state.tradeQty();
    for (int i = 0; i < TAUS_S.length; i++) {
      signs[i].add(state.tradeSign());
      counts[i].add(1.0);
      signedVolumes[i].add(state.tradeSign() * quantity);
      volumes[i].add(quantity);
    }
  }

  @Override
  public void row(double[] values, int offset) {
    for (int i = 0; i < TAUS_S.length; i++) {
      boolean known = counts[i].warm() && counts[i].sum() >= LEAST_COUNT;
      values[offset + i] = known ? signs[i].sum() / counts[i].sum() : Double.NaN;
      values[offset + TAUS_S.length + i] =
          known ? signedVolumes[i].sum() / volumes[i].sum() : Double.NaN;
    }
  }

  @Override
  public void reset() {
    for (DecayedSum[] sums : all) {
      for (DecayedSum sum : sums) {
        sum.reset();
      }
    }
  }
}
