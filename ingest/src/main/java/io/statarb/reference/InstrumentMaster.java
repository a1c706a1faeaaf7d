package io.statarb.reference;

import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Instruments, point in time. A file holds a row for each version of an instrument:
 *
 * <pre>{@code
 * symbol,venue,security_type,sector,currency,tick,lot,calendar,valid_from,valid_to,known_at
 * AAPL,NASDAQ,equity,Information Technology,USD,0:0.0001 1:0.01,1,NASDAQ,2001-04-09,,2001-01-29
 * }</pre>
 *
 * <p>Where rows hold for the same date, the one that became known last counts. Immutable.
 */
public final class InstrumentMaster {
  private static final Set<String> REQUIRED =
      Set.of(
          "symbol",
          "venue",
          "security_type",
          "currency",
          "tick",
          "lot",
          "calendar",
          "valid_from",
          "known_at");
  private static final Set<String> OPTIONAL = Set.of("sector", "valid_to");

  private final SortedMap<String, List<ListedInstrument>> byName;

  private InstrumentMaster(SortedMap<String, List<ListedInstrument>> byName) {
    this.byName = byName;
  }

  /**
   * Reads a CSV or YAML file.
   *
   * @throws Refusal naming row and key of what is wrong
   */
  public static InstrumentMaster load(Path file) {
    Calendars calendars = new Calendars();
    SortedMap<String, List<ListedInstrument>> byName = new TreeMap<>();
    for (Row row : Rows.read(file, REQUIRED, OPTIONAL)) {
      ListedInstrument instrument = instrument(row, calendars);
      List<ListedInstrument> versions =
          byName.computeIfAbsent(instrument.name(), name -> new ArrayList<>());
      for (ListedInstrument other : versions) {
        if (other.knownAt().equals(instrument.knownAt())
            && instrument.validFrom().isBefore(other.validTo())
            && other.validFrom().isBefore(instrument.validTo())) {
          throw Refusal.data(
              "%s: %s has two versions for the same dates that became known at the same time: known_at=%s"
                  .formatted(row.where(), instrument.name(), instrument.knownAt()));
        }
      }
      versions.add(instrument);
    }
    return new InstrumentMaster(byName);
  }

  private static ListedInstrument instrument(Row row, Calendars calendars) {
    try {
      if (!calendars.names().contains(row.text("calendar"))) {
        throw row.wrong(
            "calendar",
            "is not known; the nearest is "
                + NearestWord.to(row.text("calendar"), calendars.names()));
      }
      if (!row.text("currency").matches("[A-Z]{3,5}")) {
        throw row.wrong("currency", "must be upper-case letters");
      }
      return new ListedInstrument(
          row.text("symbol").toUpperCase(Locale.ROOT),
          row.text("venue").toUpperCase(Locale.ROOT),
          row.text("security_type"),
          row.text("sector"),
          row.text("currency"),
          TickTable.parse(row.text("tick")),
          row.decimal("lot").longValueExact(),
          row.text("calendar"),
          row.date("valid_from"),
          row.date("valid_to", LocalDate.MAX),
          row.moment("known_at"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Refusal.data("%s: %s".formatted(row.where(), e.getMessage()));
    }
  }

  /** Names of all instruments that were ever known. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /**
   * An instrument.
   *
   * @param name symbol and venue, e.g. {@code AAPL.NASDAQ}
   * @param date when it is traded
   * @param known what was known at this moment counts
   * @return empty when nothing was known of it for that date
   */
  public Optional<ListedInstrument> asOf(String name, LocalDate date, Instant known) {
    ListedInstrument best = null;
    for (ListedInstrument version : byName.getOrDefault(name, List.of())) {
      if (version.validOn(date)
          && !version.knownAt().isAfter(known)
          && (best == null || version.knownAt().isAfter(best.knownAt()))) {
        best = version;
      }
    }
    return Optional.ofNullable(best);
  }
}
