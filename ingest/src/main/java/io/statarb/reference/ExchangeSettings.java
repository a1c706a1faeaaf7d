package io.statarb.reference;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One exchange in {@code exchanges.yaml}; the keys are explained there.
 *
 * @param also other names with the same calendar
 * @param zone time zone of its dates and hours
 * @param holidays name of its calendar in the holiday library
 * @param known first and last date
 * @param publishedTo last date that the exchange has published; later ones follow the rules
 * @param closedOn yearly dates without trading, with first and last year
 * @param closed single dates without trading, and why
 * @param open single dates with trading, and why
 * @param halfDays rules of early closes
 * @param hours hours, newest first
 */
record ExchangeSettings(
    List<String> also,
    String zone,
    String holidays,
    List<LocalDate> known,
    @JsonProperty("published_to") LocalDate publishedTo,
    @JsonProperty("closed_on") SortedMap<String, List<Integer>> closedOn,
    SortedMap<LocalDate, String> closed,
    SortedMap<LocalDate, String> open,
    @JsonProperty("half_days") List<String> halfDays,
    List<Hours> hours) {

  /** Fills in what is left out. */
  ExchangeSettings {
    also = also == null ? List.of() : List.copyOf(also);
    known = List.copyOf(known);
    closedOn = sorted(closedOn);
    closed = sorted(closed);
    open = sorted(open);
    halfDays = List.copyOf(halfDays);
    hours = List.copyOf(hours);
  }

  private static <K extends Comparable<? super K>, V> SortedMap<K, V> sorted(
      @Nullable SortedMap<K, V> map) {
    return map == null
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /**
   * Hours from a date on; each session is a pair of times, or empty.
   *
   * @param from first date
   * @param pre before the opening
   * @param regular regular sessions
   * @param post after the close
   * @param halfClose close of a half day
   * @param halfPost after the close of a half day
   */
  record Hours(
      LocalDate from,
      List<LocalTime> pre,
      List<List<LocalTime>> regular,
      List<LocalTime> post,
      @JsonProperty("half_close") @Nullable LocalTime halfClose,
      @JsonProperty("half_post") List<LocalTime> halfPost) {

    /** Fills in what is left out. */
    Hours {
      pre = orNone(pre);
      regular = List.copyOf(regular);
      post = orNone(post);
      halfPost = orNone(halfPost);
    }

    private static List<LocalTime> orNone(@Nullable List<LocalTime> times) {
      return times == null ? List.of() : List.copyOf(times);
    }

    LocalTime halfCloseTime() {
      if (halfClose == null) {
        throw new IllegalStateException("Invariant: half days have a close: from=" + from);
      }
      return halfClose;
    }
  }
}
