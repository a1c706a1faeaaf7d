package io.statarb.basketscreen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A basket in the names of its JSON; a number that there is none of is null. */
final class BasketFields {
  private BasketFields() {}

  static Map<String, @Nullable Object> of(BasketCandidate basket) {
    ResidualFigures residual = basket.residual();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("y", basket.y());
    fields.put("method", basket.method().word());
    fields.put("sector", basket.sector());
    fields.put("legs", legs(basket));
    fields.put("intercept", known(basket.intercept()));
    fields.put("statistic", known(residual.statistic()));
    fields.put("lags", basket.tested() ? residual.lags() : null);
    fields.put("p_value", known(basket.pValue()));
    fields.put("p_value_own", known(basket.ownPValue()));
    fields.put("p_value_bh", known(basket.pValueBh()));
    fields.put("p_value_by", known(basket.pValueBy()));
    fields.put("residual_mean", known(residual.mean()));
    fields.put("residual_sd", known(residual.sd()));
    fields.put("half_life", known(residual.halfLifeBars()));
    fields.put("half_life_se", known(residual.halfLifeSe()));
    fields.put("s_score", known(residual.sScore()));
    fields.put("hurst", known(residual.hurst()));
    fields.put("mean_crossings", basket.tested() ? residual.crossings() : null);
    fields.put("r_squared", known(basket.rSquared()));
    fields.put("replicated_factor_variance", known(basket.replicated()));
    fields.put("cost_bps", known(basket.costBps()));
    fields.put("sd_to_cost", known(basket.sdToCost()));
    fields.put("sub_windows", parts(residual));
    fields.put("verdict", basket.verdict().word());
    fields.put("reason", basket.reason());
    return fields;
  }

  /** The stock itself first; weights are values, so that a hedge's is its ratio's opposite. */
  private static List<Map<String, @Nullable Object>> legs(BasketCandidate basket) {
    List<Map<String, @Nullable Object>> legs = new ArrayList<>();
    if (!basket.legs().isEmpty()) {
      legs.add(leg(basket.y(), 1, 0));
    }
    for (HedgeLeg leg : basket.legs()) {
      legs.add(leg(leg.name(), -leg.hedgeRatio(), leg.standardError()));
    }
    return legs;
  }

  private static Map<String, @Nullable Object> leg(String symbol, double weight, double error) {
    Map<String, @Nullable Object> leg = new LinkedHashMap<>();
    leg.put("symbol", symbol);
    leg.put("weight", weight);
    leg.put("standard_error", known(error));
    return leg;
  }

  private static List<Map<String, @Nullable Object>> parts(ResidualFigures residual) {
    List<Map<String, @Nullable Object>> parts = new ArrayList<>();
    for (ResidualFigures.Part part : residual.parts()) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("mean_in_sds", known(part.meanInSds()));
      fields.put("sd_ratio", known(part.sdRatio()));
      fields.put("phi", known(part.phi()));
      fields.put("mean_crossings", part.crossings());
      parts.add(fields);
    }
    return parts;
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
