package io.statarb.features.instrument;

import io.statarb.features.DecayedSum;
import io.statarb.features.FeatureField;
import io.statarb.features.SessionTime;
import java.util.ArrayList;
import java.util.List;

/**
 * How busy the instrument is: quotes, trades and quantity per second, and how long it has been
 * without a trade.
 *
 * <p>Source: cf. R. Engle and J. Russell, "Autoregressive conditional duration" (1998).
 */
final class Activity implements InstrumentKernel {
  private static final double[] QUOTE_TAUS_S = {1.0, 10.0, 60.0};
  private static final double[] TRADE_TAUS_S = {10.0, 60.0};
  private static final double VOLUME_TAU_S = 60.0;
  private static final double MAX_AGE_S = 60.0;
  private static final String PAPER = "cf. Engle and Russell (1998)";

  static final List<FeatureField> FIELDS = fields();

  private final InstrumentState state;
  private final DecayedSum[] quotes = new DecayedSum[QUOTE_TAUS_S.length];
  private final DecayedSum[] trades = new DecayedSum[TRADE_TAUS_S.length];
  private final DecayedSum volume;

  Activity(InstrumentState state) {
    this.state = state;
    for (int i = 0; i < quotes.length; i++) {
      quotes[i] = state.time().sum(QUOTE_TAUS_S[i]);
    }
    for (int i = 0; i < trades.length; i++) {
      trades[i] = state.time().sum(TRADE_TAUS_S[i]);
    }
    this.volume = state.time().sum(VOLUME_TAU_S);
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    for (double tauS : QUOTE_TAUS_S) {
      fields.add(rate("quote_intensity_%ds", "1/s", "time-decayed count of good quotes", tauS));
    }
    for (double tauS : TRADE_TAUS_S) {
      fields.add(rate("trade_intensity_%ds", "1/s", "time-decayed count of trades", tauS));
    }
    fields.add(rate("volume_rate_%ds", "unit/s", "time-decayed quantity traded", VOLUME_TAU_S));
    fields.add(
        new FeatureField("trade_age_s", "s", "time since the last trade, at most 60 s")
            .warming("a trade")
            .degradingTo(MAX_AGE_S));
    return List.copyOf(fields);
  }

  private static FeatureField rate(String name, String unit, String what, double tauS) {
    return new FeatureField(
            name.formatted((int) tauS),
            unit,
            "%s per second, tau %d s, this event included".formatted(what, (int) tauS))
        .from(PAPER)
        .warming("warm after %s s".formatted(SessionTime.warmUpS(tauS)));
  }

  @Override
  public void elapse() {
    for (DecayedSum each : quotes) {
      each.elapse();
    }
    for (DecayedSum each : trades) {
      each.elapse();
    }
    volume.elapse();
  }

  @Override
  public void quote() {
    for (DecayedSum each : quotes) {
      each.add(1.0);
    }
  }

  @Override
  public void trade() {
    for (DecayedSum each : trades) {
      each.add(1.0);
    }
    volume.add(state.tradeQty());
  }

  @Override
  public void row(double[] values, int offset) {
    int at = offset;
    for (DecayedSum each : quotes) {
      values[at++] = each.rate();
    }
    for (DecayedSum each : trades) {
      values[at++] = each.rate();
    }
    values[at++] = volume.rate();
    values[at] =
        state.traded() ? Math.min(state.time().sinceS(state.tradeNs()), MAX_AGE_S) : Double.NaN;
  }

  @Override
  public void reset() {
    for (DecayedSum each : quotes) {
      each.reset();
    }
    for (DecayedSum each : trades) {
      each.reset();
    }
    volume.reset();
  }
}
