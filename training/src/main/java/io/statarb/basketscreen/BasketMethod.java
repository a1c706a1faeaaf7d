package io.statarb.basketscreen;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the hedge of a stock is chosen and weighted. */
public enum BasketMethod {
  /**
   * The few stocks whose returns replicate best what the first eigenportfolios explain of the
   * stock's (Avellaneda and Lee, Statistical arbitrage in the US equities market, Quantitative
   * Finance 10, 2010, 761-782); ratios by regression of returns.
   */
  EIGEN("few stocks that replicate the exposures to the first eigenportfolios, by returns"),
  /** The weighted nearest stocks of the same sector; one ratio to all of them, by log prices. */
  SECTOR("the weighted nearest stocks of its sector, one hedge ratio for all, by log prices"),
  /** The stocks that leave the least of the stock's log price; ratios by least squares. */
  SPARSE("the stocks that leave the least of its log price by least squares");

  private final String sentence;

  BasketMethod(String sentence) {
    this.sentence = sentence;
  }

  /** Name on command lines and in files, e.g. {@code sparse}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it does, in words. */
  public String sentence() {
    return sentence;
  }

  /** The method of a name; empty when there is none. */
  public static Optional<BasketMethod> of(String word) {
    return Arrays.stream(values()).filter(method -> method.word().equals(word)).findFirst();
  }
}
