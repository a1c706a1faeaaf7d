package io.statarb.reversion;

import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import java.util.List;
import java.util.Map;

/** {@code ou}. */
public final class OuMethod implements PairMethod {
  private static final int LEAST_ROWS = 20;

  @Override
  public String name() {
    return "ou";
  }

  @Override
  public String describe() {
    return "Ornstein-Uhlenbeck process by exact maximum likelihood: speed kappa, mean theta,"
        + " volatility sigma, half-life, standard errors from the information matrix, the bias of"
        + " kappa (Tang and Chen 2009); with a cost, the best entry and exit (Bertram 2010). Not a"
        + " test: kappa above 0 is also found in random walks.";
  }

  @Override
  public int minColumns() {
    return 1;
  }

  @Override
  public int maxColumns() {
    return 2;
  }

  @Override
  public Map<String, String> optionNames() {
    return Map.of(
        "dt",
        "time of a row, e.g. 0.003968 for a day in years; default 1",
        "cost",
        "cost of a whole cycle of entry and exit in units of the spread; default 0, for which"
            + " there are no best thresholds",
        "rate",
        "riskless gain per cycle in units of the spread; above 0 the thresholds of the largest"
            + " Sharpe ratio are given too; default 0");
  }

  @Override
  public MethodResult run(MethodRequest request) {
    double dt = Options.positive(request, "dt", 1);
    double cost = Options.notNegative(request, "cost", 0);
    double rate = Options.notNegative(request, "rate", 0);
    Spread spread = Spread.of(request.data(), LEAST_ROWS);
    OrnsteinUhlenbeck fit = OrnsteinUhlenbeck.fit(spread.values(), dt);
    Map<String, Object> further = spread.further();
    further.put("kappa", fit.kappa());
    further.put("theta", fit.theta());
    further.put("sigma", fit.sigma());
    further.put("phi", fit.phi());
    further.put("half_life", fit.halfLife());
    further.put("kappa_bias", fit.kappaBias());
    further.put("kappa_bias_corrected", fit.kappa() - fit.kappaBias());
    further.put("stationary_sd", fit.stationarySd());
    further.put("log_likelihood", fit.logLikelihood());
    further.put("unknown_because", new HalfLife(fit.phi(), 0, fit.steps()).unknownBecause());
    further.put(
        "standard_errors",
        Spread.named(
            "kappa",
            fit.kappaSe(),
            "theta",
            fit.thetaSe(),
            "sigma",
            fit.sigmaSe(),
            "half_life",
            fit.halfLifeSe()));
    if (fit.reverts() && cost > 0) {
      further.put("cost", cost);
      further.put(
          "largest_return",
          cycle(fit, OptimalThresholds.largestReturn(fit.kappa(), fit.sigma(), cost), rate));
      if (rate > 0) {
        further.put(
            "largest_sharpe",
            cycle(
                fit, OptimalThresholds.largestSharpe(fit.kappa(), fit.sigma(), cost, rate), rate));
      }
    }
    return new MethodResult(
        "Ornstein-Uhlenbeck process by exact maximum likelihood given the first value",
        fit.kappa(),
        Double.NaN,
        Map.of(),
        1,
        fit.steps(),
        further,
        List.of(
            "No null hypothesis is tested: kappa above 0 is no proof of reversion",
            spread.origin(),
            "Times are in units of dt=%s a row; a process is known only for 0 < phi < 1"
                .formatted(dt),
            "Maximum likelihood puts kappa too high, by kappa_bias on average (Tang and Chen"
                + " 2009); standard errors are those of large samples",
            cost > 0
                ? "Thresholds hold for the parameters as estimated, one unit of spread, continuous"
                    + " trading, no stop (Bertram 2010)"
                : "No thresholds: without a cost the best band is infinitely narrow (Bertram 2010)"));
  }

  private static Map<String, Object> cycle(OrnsteinUhlenbeck fit, TradeCycle cycle, double rate) {
    return Spread.named(
        "entry",
        fit.theta() + cycle.entry(),
        "exit",
        fit.theta() + cycle.exit(),
        "entry_z",
        cycle.entry() / fit.stationarySd(),
        "expected_return",
        cycle.meanReturn(),
        "return_variance",
        cycle.returnVariance(),
        "sharpe",
        cycle.sharpe(rate),
        "expected_time",
        cycle.meanTime(),
        "time_variance",
        cycle.timeVariance());
  }
}
