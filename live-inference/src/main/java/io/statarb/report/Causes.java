package io.statarb.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The causes of P&amp;L: their order, their names for people and what they mean. */
public final class Causes {
  /**
   * A cause.
   *
   * @param key name in files
   * @param label name for people
   * @param cost whether it is a cost
   * @param meaning one sentence
   */
  public record Cause(String key, String label, boolean cost, String meaning) {}

  private static final List<Cause> KNOWN =
      List.of(
          new Cause(
              "spread_convergence",
              "Spread convergence",
              false,
              "What the spread itself moved between decision to enter and decision to leave, at mids, on the"
                  + " hedged notional: the thing the strategy bets on."),
          new Cause(
              "hedge_mismatch",
              "Hedge mismatch",
              false,
              "What the mids moved on the part of a leg that the hedge ratio does not call for: lots are whole"
                  + " and prices move while a pair is held."),
          new Cause(
              "crossing",
              "Crossing",
              true,
              "The distance from the mid at the decision to the price that the venue's rule gives: half a"
                  + " quoted spread per leg and side, and what the quote moved until the order was filled."),
          new Cause("fees", "Fees", true, "Venue fees by the fee schedule on the notional filled."),
          new Cause(
              "legging",
              "Legging",
              true,
              "What it cost that a leg was missed or filled in part: the position held and unwound"
                  + " without its other leg."));

  private Causes() {}

  /** All causes in the order they are told. */
  public static List<Cause> known() {
    return KNOWN;
  }

  /** Whether a cause is a cost. */
  public static boolean isCost(String key) {
    return cause(key).cost();
  }

  /** Name for people. */
  public static String label(String key) {
    return cause(key).label();
  }

  /** These causes in the order they are told; any that are not known come last. */
  public static List<String> ordered(Collection<String> keys) {
    List<String> ordered = new ArrayList<>();
    for (Cause cause : KNOWN) {
      if (keys.contains(cause.key())) {
        ordered.add(cause.key());
      }
    }
    keys.stream().filter(key -> !ordered.contains(key)).sorted().forEach(ordered::add);
    return ordered;
  }

  /** The value of a cause, 0 when it is not there. */
  public static long micros(Map<String, Long> attribution, String key) {
    return attribution.getOrDefault(key, 0L);
  }

  private static Cause cause(String key) {
    for (Cause cause : KNOWN) {
      if (cause.key().equals(key)) {
        return cause;
      }
    }
    return new Cause(key, key.replace('_', ' '), false, "");
  }
}
