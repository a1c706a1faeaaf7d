package io.statarb.healthcheck;

import io.statarb.health.PairHealth;
import io.statarb.settings.Strategy.HealthSettings;
import io.statarb.tape.sbe.HealthState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The health of one pair or basket, row by row of a window. The arrays are its own. */
public final class HealthTimeline {
  private final List<String> legs;
  private final Formation formation;
  private final HealthSettings settings;
  private final List<String> labels;
  private final double[] spread;
  private final List<Check> checks;
  private final boolean judgesReversion;

  private HealthTimeline(
      List<String> legs,
      Formation formation,
      HealthSettings settings,
      List<String> labels,
      double[] spread,
      List<Check> checks,
      boolean judgesReversion) {
    this.legs = legs;
    this.formation = formation;
    this.settings = settings;
    this.labels = labels;
    this.spread = spread;
    this.checks = checks;
    this.judgesReversion = judgesReversion;
  }

  /**
   * Runs a pair or basket.
   *
   * @param legs names of the legs, Y first
   * @param formation the pair as it was formed
   * @param settings how its health is measured
   * @param values log prices, a column for each leg; NaN where missing, which is a gap
   * @param labels what each row is called
   */
  public static HealthTimeline run(
      List<String> legs,
      Formation formation,
      HealthSettings settings,
      double[][] values,
      List<String> labels) {
    PairHealth health = new PairHealth(settings, formation.reference());
    double[] spread = new double[values[0].length];
    double[] at = new double[values.length];
    List<Check> checks = new ArrayList<>();
    for (int row = 0; row < spread.length; row++) {
      for (int leg = 0; leg < at.length; leg++) {
        at[leg] = values[leg][row];
      }
      spread[row] = formation.reference().spread(at);
      if (!Double.isFinite(spread[row])) {
        health.gap();
      } else if (health.sample(at)) {
        checks.add(Check.of(row, labels.get(row), health));
      }
    }
    return new HealthTimeline(
        List.copyOf(legs),
        formation,
        settings,
        List.copyOf(labels),
        spread,
        List.copyOf(checks),
        health.judgesReversion());
  }

  /** The leg Y. */
  String y() {
    return legs.getFirst();
  }

  /** The hedge legs, with a plus between them. */
  String x() {
    return String.join("+", legs.subList(1, legs.size()));
  }

  Formation formation() {
    return formation;
  }

  HealthSettings settings() {
    return settings;
  }

  List<String> labels() {
    return labels;
  }

  int rows() {
    return spread.length;
  }

  /** The spread at a row; NaN where a leg is missing. */
  double spread(int row) {
    return spread[row];
  }

  /** Whether unit root and half-life are judged. */
  boolean judgesReversion() {
    return judgesReversion;
  }

  /** All checks, in order. */
  public List<Check> checks() {
    return checks;
  }

  /** The verdict at the end; healthy when no window was ever full. */
  public HealthState state() {
    return checks.isEmpty() ? HealthState.HEALTHY : checks.getLast().state();
  }

  /** The checks that changed the verdict, in order. */
  public List<Check> changes() {
    List<Check> changes = new ArrayList<>();
    HealthState before = HealthState.HEALTHY;
    for (Check check : checks) {
      if (check.state() != before) {
        changes.add(check);
      }
      before = check.state();
    }
    return changes;
  }

  /** The timeline as JSON fields. */
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> formed = new LinkedHashMap<>();
    formed.put("rows", formation.rows());
    formed.put("p_value", Check.known(formation.pValue()));
    formed.put("hedge_ratio", formation.reference().hedgeRatio());
    formed.put("hedge_ratios", formation.reference().ratios());
    formed.put("intercept", formation.reference().intercept());
    formed.put("spread_sd", formation.reference().sd());
    formed.put("half_life", Check.known(formation.reference().halfLife()));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("y", y());
    fields.put("x", x());
    fields.put("formation", formed);
    fields.put("rows", rows());
    fields.put("window", settings.window());
    fields.put("check_every", settings.checkEvery());
    fields.put("reversion_judged", judgesReversion);
    fields.put("checks", checks.size());
    fields.put("state", checks.isEmpty() ? null : Check.word(state()));
    fields.put("last", checks.isEmpty() ? null : checks.getLast().fields());
    fields.put("changes", changes().stream().map(Check::fields).toList());
    return fields;
  }
}
