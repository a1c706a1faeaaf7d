package io.statarb.instruments;

/** Names of the legs of a pair or basket, as tapes number them. */
public final class LegNames {
  private LegNames() {}

  /**
   * {@code Y} for leg 0, {@code X} for leg 1, and {@code X2}, {@code X3} for the further hedge legs
   * of a basket.
   *
   * @param leg number of the leg, from 0
   */
  public static String of(int leg) {
    return switch (leg) {
      case 0 -> "Y";
      case 1 -> "X";
      default -> "X" + leg;
    };
  }
}
