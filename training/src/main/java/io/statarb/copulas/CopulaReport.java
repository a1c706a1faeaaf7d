package io.statarb.copulas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said of each family, by JSON name. */
final class CopulaReport {
  private final PseudoSample sample;

  CopulaReport(PseudoSample sample) {
    this.sample = sample;
  }

  /** All families in the order of the fits, then those that the sample's tau rules out. */
  Map<String, Object> families(List<CopulaFit> fits, int replications, long seed) {
    Map<String, Object> families = new LinkedHashMap<>();
    for (CopulaFit fit : fits) {
      families.put(fit.copula().family().word(), family(fit, replications, seed));
    }
    for (CopulaFamily family : CopulaFamily.values()) {
      families.putIfAbsent(
          family.word(),
          Map.of("unknown_because", "the family has no member with a tau of " + sample.tau()));
    }
    return families;
  }

  private Map<String, Object> family(CopulaFit fit, int replications, long seed) {
    CopulaFamily family = fit.copula().family();
    double[] parameters = fit.copula().parameters();
    double freedom = parameters.length > 1 ? parameters[1] : Double.NaN;
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<String, Object> errors = new LinkedHashMap<>();
    fields.put(family.parameterName(), parameters[0]);
    errors.put(family.parameterName(), fit.standardErrors().getFirst());
    if (parameters.length > 1) {
      fields.put("degrees_of_freedom", freedom);
      errors.put("degrees_of_freedom", fit.standardErrors().get(1));
    }
    fields.put("standard_errors", errors);
    fields.put("log_likelihood", fit.logLikelihood());
    fields.put("aic", fit.aic());
    fields.put("tau", fit.copula().tau());
    CopulaFit.byTau(family, sample, freedom)
        .ifPresent(byTau -> {
          fields.put(family.parameterName() + "_by_tau", byTau.copula().parameters()[0]);
          fields.put("log_likelihood_by_tau", byTau.logLikelihood());
          fields.put("cramer_von_mises", CopulaGoodness.distance(byTau.copula(), sample));
        });
    if (replications > 0) {
      CopulaGoodness.test(family, sample, freedom, replications, seed)
          .ifPresent(goodness -> {
            fields.put("cramer_von_mises_p_value", goodness.pValue());
            fields.put("bootstrap_replications", goodness.replications());
          });
    }
    return fields;
  }
}
