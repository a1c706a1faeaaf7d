package io.statarb.reversion;

import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import java.util.List;
import java.util.Map;

/** {@code hurst}. */
public final class HurstMethod implements PairMethod {
  private static final int LEAST_ROWS = 64;
  private static final int DEFAULT_LAGS = 20;
  private static final int LARGEST_LEAST_BLOCK = 50;

  @Override
  public String name() {
    return "hurst";
  }

  @Override
  public String describe() {
    return "Hurst exponent of the levels by the variance of lagged differences, with a standard"
        + " error that counts their overlap. Null: a Gaussian random walk, H = 1/2; a small p-value"
        + " with H below 1/2 speaks for reversion, above for trends. The exponent of the increments"
        + " by rescaled range, as found and corrected (Anis and Lloyd 1976, Peters 1994, Weron"
        + " 2002), comes beside it.";
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
        "max_lag",
        "longest difference in rows, at least 2; default 20, or a quarter of the rows if less",
        "least_block",
        "least increments of a block of the rescaled range, at least 3; default 50, or a tenth of"
            + " the rows if less, but not below 8");
  }

  @Override
  public MethodResult run(MethodRequest request) {
    Spread spread = Spread.of(request.data(), LEAST_ROWS);
    int rows = spread.values().length;
    int lags = Options.whole(request, "max_lag", Math.min(DEFAULT_LAGS, rows / 4), 2);
    int block =
        Options.whole(
            request, "least_block", Math.min(LARGEST_LEAST_BLOCK, Math.max(8, rows / 10)), 3);
    LaggedVariance lagged = LaggedVariance.of(spread.values(), lags);
    RescaledRange range = RescaledRange.of(Samples.differences(spread.values()), block);
    Map<String, Object> further = spread.further();
    further.put("hurst", lagged.hurst());
    further.put("z", lagged.z());
    further.put("max_lag", lags);
    further.put("hurst_rescaled_range", range.empirical());
    further.put("hurst_rescaled_range_corrected", range.corrected());
    further.put("hurst_rescaled_range_of_noise", range.theoretical());
    further.put(
        "rescaled_range_noise_95", MethodResult.list(range.noiseLower95(), range.noiseUpper95()));
    further.put("block_sizes", range.blockSizes());
    further.put(
        "standard_errors",
        Spread.named(
            "hurst",
            lagged.standardError(),
            "hurst_of_random_walk",
            lagged.walkStandardError(),
            "hurst_rescaled_range_corrected",
            range.standardError()));
    return new MethodResult(
        "Hurst exponent by the variance of lagged differences, lags 1 to " + lags,
        lagged.hurst(),
        VarianceRatio.twoSided(lagged.z()),
        Map.of(),
        -1,
        rows - 1L,
        further,
        List.of(
            "Null: a Gaussian random walk with drift, H = 1/2; two-sided",
            spread.origin(),
            "Both exponents are of the levels as a running sum of the increments: H below 1/2"
                + " reverts; the standard error is that of a fractional Brownian motion",
            "A stationary series has no exponent in the strict sense: H falls towards 0 as the lags"
                + " pass its half-life",
            "The 95% range of noise by rescaled range is Weron's (2002) for blocks of 50 and more;"
                + " its standard error is that of the line and too small"));
  }
}
