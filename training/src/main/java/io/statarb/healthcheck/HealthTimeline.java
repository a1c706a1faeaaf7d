package io.statarb.healthcheck;

import io.statarb.health.PairHealth;
import io.statarb.settings.Strategy.HealthSettings;
import io.statarb.tape.sbe.HealthState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The health of one pair, row by row of a window. The arrays are its own. */
public final class HealthTimeline {
  private final String y;
  private final String x;
  private final Formation formation;
  private final HealthSettings settings;
  private final List<String> labels;
  private final double[] spread;
  private final List<Check> checks;
  private final boolean judgesReversion;

  private HealthTimeline(
      String y,
      String x,
      Formation formation,
      HealthSettings settings,
      List<String> labels,
      double[] spread,
      List<Check> checks,
      boolean judgesReversion) {
    this.y = y;
    this.x = x;
    this.formation = formation;
    this.settings = settings;
    this.labels = labels;
    this.spread = spread;
    this.checks = checks;
    this.judgesReversion = judgesReversion;
  }

  /**
   * Runs a pair.
   *
   * @param y name of leg Y
   * @param x name of leg X
   * @param formation the pair as it was formed
   * @param settings how its health is measured
   * @param valuesY leg Y; NaN where missing, which is a gap
   * @param valuesX leg X
   * @param labels what each row is called
   */
  public static HealthTimeline run(
      String y,
      String x,
      Formation formation,
      HealthSettings settings,
      double[] valuesY,
      double[] valuesX,
      List<String> labels) {
    PairHealth health = new PairHealth(settings, formation.reference());
    double[] spread = new double[valuesY.length];
    double[] legs = new double[2];
    List<Check> checks = new ArrayList<>();
    for (int row = 0; row < spread.length; row++) {
      legs[0] = valuesY[row];
      legs[1] = valuesX[row];
      spread[row] = formation.reference().spread(legs);
      if (!Double.isFinite(spread[row])) {
        health.gap();
      } else if (health.sample(legs)) {
        checks.add(Check.of(row, labels.get(row), health));
      }
    }
    return new HealthTimeline(
        y,
        x,
        formation,
        settings,
        List.copyOf(labels),
        spread,
        List.copyOf(checks),
        health.judgesReversion());
  }

  /** Both legs as two cells of a CSV file. */
  String legs() {
    return y + "," + x;
  }

  String name() {
    return y + " - " + x;
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
    formed.put("intercept", formation.reference().intercept());
    formed.put("spread_sd", formation.reference().sd());
    formed.put("half_life", Check.known(formation.reference().halfLife()));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("y", y);
    fields.put("x", x);
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
