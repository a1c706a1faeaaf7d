package io.statarb.statistics;

import java.util.Map;

/**
 * A method of pair research, as {@code statarb pairs test NAME} runs it. Registered by a line in
 * {@code META-INF/services/io.statarb.statistics.PairMethod}. The method proper is a class of its
 * own with typed arguments and results; this is its face for people and files.
 */
public interface PairMethod {
  /** Name on the command line, e.g. {@code engle-granger}. */
  String name();

  /**
   * What it tests or estimates, the null hypothesis, what a small p-value means, the source: a few
   * sentences for {@code --list}.
   */
  String describe();

  /** Least number of columns. */
  int minColumns();

  /** Largest number of columns. */
  int maxColumns();

  /** The lags when the caller says nothing. */
  default LagChoice defaultLags() {
    return new LagChoice.Best(LagChoice.Criterion.AIC, LagChoice.Best.SCHWERT);
  }

  /** Whether {@link MethodRequest#trend} and {@link MethodRequest#lags} have a part in it. */
  default boolean takesTrendAndLags() {
    return false;
  }

  /** Names of {@link MethodRequest#options} that it knows, each with its meaning and default. */
  default Map<String, String> optionNames() {
    return Map.of();
  }

  /**
   * Runs it.
   *
   * @throws IllegalArgumentException with one sentence naming the fact when the data do not allow
   *     it: too few rows, a constant column, prices that are not positive, a trend it has no
   *     distribution for
   */
  MethodResult run(MethodRequest request);
}
