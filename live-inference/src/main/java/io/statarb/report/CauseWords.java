package io.statarb.report;

import io.statarb.attribution.Causes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The causes of P&amp;L: their order, their names for people and what they mean. */
public final class CauseWords {
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
              "While all legs are held, from one decision to the next and at mids: what leg Y made less what"
                  + " perfect hedges by the hedge ratios would have lost. What the strategy bets on."),
          new Cause(
              "hedge_mismatch",
              "Hedge mismatch",
              false,
              "Over the same time: what the lots held as hedges made more than perfect ones. Lots are whole,"
                  + " and the value of a leg moves while it is held."),
          new Cause(
              "crossing",
              "Crossing",
              true,
              "From the mid of the quote that gave a fill its price to that price: half a quoted spread per leg"
                  + " and side; and half a spread of what is left at the end of a date."),
          new Cause("fees", "Fees", true, "Venue fees by the fee schedule on what was filled."),
          new Cause(
              "legging",
              "Legging and delay",
              true,
              "What the mid moved between a decision and its fill while the order travelled, and what a leg made"
                  + " while it was held without the others."));

  private CauseWords() {}

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

  /** The causes by their names in files. */
  public static SortedMap<String, Long> byName(Causes causes) {
    SortedMap<String, Long> map = new TreeMap<>();
    map.put("spread_convergence", causes.spreadConvergence());
    map.put("hedge_mismatch", causes.hedgeMismatch());
    map.put("crossing", causes.crossing());
    map.put("fees", causes.fees());
    map.put("legging", causes.legging());
    return map;
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
