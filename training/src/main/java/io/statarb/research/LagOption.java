package io.statarb.research;

import io.statarb.cli.Refusal;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.LagChoice.Best;
import io.statarb.statistics.LagChoice.Criterion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lags as they are written on a command line. */
final class LagOption {
  private static final int MOST = 10_000;

  private LagOption() {}

  /**
   * Reads a choice.
   *
   * @param text a number, aic, bic or t-stat; null for the method's own choice
   * @param maxLags largest number that a criterion may choose; null for the rule of the method
   * @param otherwise the method's own choice
   */
  static LagChoice parse(@Nullable String text, @Nullable Integer maxLags, LagChoice otherwise) {
    if (maxLags != null && (maxLags < 0 || maxLags > MOST)) {
      throw Refusal.usage("--max-lags must be 0 to %d: %d".formatted(MOST, maxLags));
    }
    if (text == null) {
      return otherwise instanceof Best best && maxLags != null
          ? new Best(best.criterion(), maxLags)
          : otherwise;
    }
    int most = maxLags == null ? Best.SCHWERT : maxLags;
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "aic" -> new Best(Criterion.AIC, most);
      case "bic" -> new Best(Criterion.BIC, most);
      case "t-stat" -> new Best(Criterion.T_STAT, most);
      default -> fixed(text);
    };
  }

  private static LagChoice fixed(String text) {
    if (!text.matches("[0-9]{1,4}")) {
      throw Refusal.usage("--lags must be a number from 0, aic, bic or t-stat: %s".formatted(text));
    }
    return new LagChoice.Fixed(Integer.parseInt(text));
  }
}
