package io.statarb.reference;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The members of an index on one date.
 *
 * @param file where it was read
 * @param date its date, also when it became known
 * @param complete whether it has as many members as the index: only then does absence mean anything
 * @param sectors sector of each member by symbol, empty where the list has none
 * @param added when each member joined, where the list says so
 */
record MemberList(
    Path file,
    LocalDate date,
    boolean complete,
    SortedMap<String, String> sectors,
    SortedMap<String, LocalDate> added) {
  MemberList {
    sectors = Collections.unmodifiableSortedMap(new TreeMap<>(sectors));
    added = Collections.unmodifiableSortedMap(new TreeMap<>(added));
  }

  boolean has(String symbol) {
    return sectors.containsKey(symbol);
  }

  /** Whether the list says anything of a symbol. */
  boolean tells(String symbol) {
    return complete || has(symbol);
  }
}
