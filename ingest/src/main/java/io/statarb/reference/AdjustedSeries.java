package io.statarb.reference;

import io.statarb.cli.Refusal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Prices of one security as they compare with those of a later date: a view that applies corporate
 * actions when it is read. The raw prices stay what they are.
 *
 * <p>A raw price {@code p} of day {@code d} seen from {@code asOf} is {@code p x product of f} over
 * the actions with ex date in {@code (d, asOf]}: {@code f = oldUnits / newUnits} for a split or
 * stock dividend, {@code f = 1 - cash / close} for a dividend or spin-off with the raw close of the
 * last day before its ex date (the convention of CRSP's factor to adjust prices). Whether dividends
 * count is the caller's choice; spin-offs always do.
 *
 * <p>Immutable; the arrays given are copied.
 */
public final class AdjustedSeries {
  private static final MathContext PRECISION = new MathContext(34, RoundingMode.HALF_EVEN);

  private final String symbol;
  private final LocalDate[] dates;
  private final BigDecimal[] raw;

  /**
   * Makes a series.
   *
   * @param symbol symbol on the last date
   * @param dates days, rising
   * @param raw raw close of each, above 0
   */
  public AdjustedSeries(String symbol, List<LocalDate> dates, List<BigDecimal> raw) {
    if (dates.size() != raw.size()) {
      throw new IllegalArgumentException(
          "one price a day: days=%d prices=%d".formatted(dates.size(), raw.size()));
    }
    this.symbol = symbol;
    this.dates = dates.toArray(LocalDate[]::new);
    this.raw = raw.toArray(BigDecimal[]::new);
    for (int i = 0; i < this.dates.length; i++) {
      if (this.raw[i].signum() <= 0 || (i > 0 && !this.dates[i].isAfter(this.dates[i - 1]))) {
        throw new IllegalArgumentException(
            "days must rise and prices be above 0: symbol=%s date=%s price=%s"
                .formatted(symbol, this.dates[i], this.raw[i]));
      }
    }
  }

  /** Number of days. */
  public int count() {
    return dates.length;
  }

  /** A day. */
  public LocalDate date(int index) {
    return dates[index];
  }

  /** The raw price of a day. */
  public BigDecimal raw(int index) {
    return raw[index];
  }

  /**
   * Adjusted prices, NaN for days after {@code asOf}.
   *
   * @param actions what is known of corporate actions
   * @param asOf prices of this date are raw
   * @param known what became known after this does not count
   * @param dividends whether cash dividends count
   * @throws Refusal when an action between two of the days has no factor: what is before it does
   *     not compare with what is after it
   */
  public double[] adjusted(
      ActionHistory actions, LocalDate asOf, Instant known, boolean dividends) {
    double[] prices = new double[dates.length];
    LocalDate from = dates.length == 0 ? asOf : dates[0];
    List<CorporateAction> between = actions.of(symbol, from, asOf, known);
    BigDecimal factor = BigDecimal.ONE;
    int next = between.size() - 1;
    for (int i = dates.length - 1; i >= 0; i--) {
      if (dates[i].isAfter(asOf)) {
        prices[i] = Double.NaN;
        continue;
      }
      while (next >= 0 && between.get(next).exDate().isAfter(dates[i])) {
        factor = factor.multiply(factor(between.get(next), raw[i], dividends), PRECISION);
        next--;
      }
      prices[i] = raw[i].multiply(factor, PRECISION).doubleValue();
    }
    return prices;
  }

  /**
   * Factor of one action.
   *
   * @param closeBefore raw close of the last day before its ex date
   */
  static BigDecimal factor(CorporateAction action, BigDecimal closeBefore, boolean dividends) {
    if (action.kind() == ActionKind.CASH_DIVIDEND && !dividends) {
      return BigDecimal.ONE;
    }
    if (!action.factorKnown()) {
      throw Refusal.data(
          "prices before and after a corporate action cannot be compared, its factor is not known: id=%s symbol=%s kind=%s ex_date=%s"
              .formatted(action.id(), action.symbol(), action.kind(), action.exDate()));
    }
    if (action.kind().hasRatio()) {
      return BigDecimal.valueOf(action.oldUnits())
          .divide(BigDecimal.valueOf(action.newUnits()), PRECISION);
    }
    BigDecimal cash = action.cash();
    if (!action.kind().hasCash() || cash == null) {
      return BigDecimal.ONE;
    }
    if (cash.compareTo(closeBefore) >= 0) {
      throw Refusal.data(
          "a dividend is not below the close before it: id=%s cash=%s close=%s"
              .formatted(action.id(), cash, closeBefore));
    }
    return BigDecimal.ONE.subtract(cash.divide(closeBefore, PRECISION));
  }
}
