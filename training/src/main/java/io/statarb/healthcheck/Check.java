package io.statarb.healthcheck;

import io.statarb.health.HealthReason;
import io.statarb.health.PairHealth;
import io.statarb.tape.sbe.HealthState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One check of a pair.
 *
 * @param row row of the file's window at which it was made
 * @param label what the row is called
 * @param state the verdict
 * @param reasons why
 * @param pValue p-value of the unit-root test
 * @param halfLife half-life in rows; infinite without reversion
 * @param hedgeRatio hedge ratio of the window
 * @param hedgeDriftT how far it is from that of the formation window, in standard errors
 * @param sdRatio sd of the spread over that of the formation window
 * @param shiftSd shift of the level, in sd of the formation window
 * @param breakRatio sum of innovations over its boundary
 * @param farRatio distance from the mean over its limit; NaN where nobody knows
 * @param longRatio time away from the mean over its limit; likewise
 */
public record Check(
    int row,
    String label,
    HealthState state,
    List<String> reasons,
    double pValue,
    double halfLife,
    double hedgeRatio,
    double hedgeDriftT,
    double sdRatio,
    double shiftSd,
    double breakRatio,
    double farRatio,
    double longRatio) {
  /** Copies the reasons. */
  public Check {
    reasons = List.copyOf(reasons);
  }

  static Check of(int row, String label, PairHealth health) {
    return new Check(
        row,
        label,
        health.state(),
        HealthReason.words(health.reasons()),
        health.pValue(),
        health.halfLife(),
        health.hedgeRatio(),
        health.hedgeDriftT(),
        health.sdRatio(),
        health.shiftSd(),
        health.breakRatio(),
        health.farRatio(),
        health.longRatio());
  }

  /** A verdict as files have it, e.g. {@code size-down}. */
  public static String word(HealthState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The check as JSON fields; what is not finite is null. */
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("at", label);
    fields.put("state", word(state));
    fields.put("reasons", reasons);
    fields.put("p_value", known(pValue));
    fields.put("half_life", known(halfLife));
    fields.put("hedge_ratio", known(hedgeRatio));
    fields.put("hedge_drift_t", known(hedgeDriftT));
    fields.put("sd_ratio", known(sdRatio));
    fields.put("shift_sd", known(shiftSd));
    fields.put("break_ratio", known(breakRatio));
    fields.put("far_ratio", known(farRatio));
    fields.put("long_ratio", known(longRatio));
    return fields;
  }

  static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
