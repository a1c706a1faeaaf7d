package io.statarb.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Why a pair has its {@link io.statarb.tape.sbe.HealthState}; a tape holds a bit for each, and one
 * for each hedge leg of a basket whose ratio has moved. The bits from 16 on, which say of what kind
 * a structural break is, follow from the numbers of the tape's HealthExcursion.
 */
public enum HealthReason {
  /** The first window is not full: the pair counts as what it was promoted as. */
  WARMING(1),
  /** A measure is not a number, as when a spread does not move: nobody knows, so nothing enters. */
  UNMEASURABLE(1 << 1),
  /** The test of the spread does not reject a unit root. */
  UNIT_ROOT(1 << 2),
  /** A deviation takes much longer to halve than in the formation window. */
  SLOW_REVERSION(1 << 3),
  /** The spread varies much more than in the formation window. */
  WIDE_SPREAD(1 << 4),
  /** The legs move together by another ratio than in the formation window. */
  HEDGE_DRIFT(1 << 5),
  /** The level of the spread has broken away; stays as long as the bundle. */
  STRUCTURAL_BREAK(1 << 6),
  /** Better than its verdict, but not yet for long enough. */
  RECOVERING(1 << 7),
  /**
   * A structural break of this kind: the spread went further from its mean than a sound one does.
   */
  FAR_FROM_MEAN(1 << 16),
  /** A structural break of this kind: the spread stayed away from its mean for longer. */
  LONG_FROM_MEAN(1 << 17);

  /**
   * Hedge legs that have a bit of their own; what moves in further ones is only said as a whole.
   */
  private static final int LEGS_TOLD = 8;

  /** Bits from here on are those of hedge legs. */
  private static final int FIRST_LEG = RECOVERING.bit << 1;

  private static final int ON_TAPE = 0xFFFF;

  private final int bit;

  HealthReason(int bit) {
    this.bit = bit;
  }

  /** Its bit in the {@code reasons} of a record. */
  public int bit() {
    return bit;
  }

  /** The bits that a record holds; the others follow from the numbers of its HealthExcursion. */
  public static int onTape(int bits) {
    return bits & ON_TAPE;
  }

  /** Its name in files, e.g. {@code unit-root}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The bit that says that the ratio of one hedge leg has moved, the others held still.
   *
   * @param leg 1 = the first hedge leg
   * @return its bit; 0 for a leg that has none
   */
  static int bitOfLeg(int leg) {
    return leg <= LEGS_TOLD ? FIRST_LEG << (leg - 1) : 0;
  }

  /**
   * The words of all reasons in these bits, in order; of hedge legs e.g. {@code hedge-drift-of-x2}.
   */
  public static List<String> words(int bits) {
    List<String> words = new ArrayList<>();
    for (HealthReason reason : values()) {
      if ((bits & reason.bit) != 0) {
        words.add(reason.word());
      }
    }
    for (int leg = 1; leg <= LEGS_TOLD; leg++) {
      if ((bits & bitOfLeg(leg)) != 0) {
        words.add("hedge-drift-of-x" + leg);
      }
    }
    return words;
  }
}
