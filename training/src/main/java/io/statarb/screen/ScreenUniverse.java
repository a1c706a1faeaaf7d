package io.statarb.screen;

import io.statarb.table.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The series of a screen over its formation window, and why some of them are left out.
 *
 * @param panel prices of the window
 * @param names all series, in the order of the file
 * @param excluded for each series that takes part in no pair, the reason
 * @param sectors sector of each series that has one; empty when sectors play no part
 * @param withinSectors whether only pairs within a sector are tried
 */
public record ScreenUniverse(
    Panel panel,
    List<String> names,
    Map<String, Verdict> excluded,
    Map<String, String> sectors,
    boolean withinSectors) {
  /** Copies. */
  public ScreenUniverse {
    names = List.copyOf(names);
    excluded = Map.copyOf(excluded);
    sectors = Map.copyOf(sectors);
  }

  /**
   * Judges each series of a panel.
   *
   * @param panel prices of the formation window, and of no other day
   * @param reason why a series is left out for a reason outside of its prices; null for none
   */
  public static ScreenUniverse of(
      Panel panel,
      Function<String, @Nullable Verdict> reason,
      Map<String, String> sectors,
      boolean withinSectors) {
    Map<String, Verdict> excluded = new TreeMap<>();
    for (String name : panel.names()) {
      Verdict outside = reason.apply(name);
      if (outside != null) {
        excluded.put(name, outside);
      } else if (!whole(panel, name)) {
        excluded.put(name, Verdict.SERIES_INCOMPLETE);
      }
    }
    return new ScreenUniverse(panel, panel.names(), excluded, sectors, withinSectors);
  }

  private static boolean whole(Panel panel, String name) {
    if (!panel.readable(name)) {
      return false;
    }
    for (double price : panel.column(name)) {
      if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
        return false;
      }
    }
    return true;
  }

  /** The reasons of {@link #excluded} as words, by name. */
  public SortedMap<String, String> excludedWords() {
    SortedMap<String, String> words = new TreeMap<>();
    excluded.forEach((name, verdict) -> words.put(name, verdict.word()));
    return words;
  }

  /** Positions of the series that take part. */
  List<Integer> eligible() {
    List<Integer> eligible = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!excluded.containsKey(names.get(i))) {
        eligible.add(i);
      }
    }
    return eligible;
  }

  /** Why a pair is not tested; null when it is. */
  @Nullable Verdict excluded(int first, int second) {
    Verdict reason = excluded.get(names.get(first));
    if (reason == null) {
      reason = excluded.get(names.get(second));
    }
    if (reason == null && withinSectors) {
      String sector = sectors.get(names.get(first));
      return sector != null && sector.equals(sectors.get(names.get(second)))
          ? null
          : Verdict.OTHER_SECTOR;
    }
    return reason;
  }
}
