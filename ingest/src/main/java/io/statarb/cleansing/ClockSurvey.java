package io.statarb.cleansing;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.loaders.TickLoader;
import io.statarb.settings.Strategy;
import io.statarb.ticks.Conditions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the settings are right about the clocks of the venues, from the first days of the files:
 * before a run is planned, since a wrong zone moves quotes into other days and sessions and would
 * be refused there for a reason that helps nobody. Two venues of one symbol are compared by {@link
 * ClockShift}, each venue with the market's week by {@link MarketWeek}. Confined to one thread.
 */
final class ClockSurvey {
  /** File days from the first one that all have; with two, clocks a day apart still overlap. */
  private static final int DAYS = 3;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Strategy strategy;
  private final Universe universe;
  private final Path dataDir;
  private final TickLoader loader;
  private final List<? extends SortedSet<LocalDate>> fileDates;
  private final List<MidSeries> mids = new ArrayList<>();
  private final SortedMap<String, Long> byWeek = new TreeMap<>();
  private final SortedMap<String, ClockLink> links = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  /** Two venues as one of their symbols shows them; {@code b} comes after {@code a}. */
  private record ClockLink(String symbol, String a, String b, ClockShift shift) {}

  ClockSurvey(
      Strategy strategy,
      Universe universe,
      Path dataDir,
      TickLoader loader,
      List<? extends SortedSet<LocalDate>> fileDates) {
    this.strategy = strategy;
    this.universe = universe;
    this.dataDir = dataDir;
    this.loader = loader;
    this.fileDates = fileDates;
  }

  /**
   * Surveys.
   *
   * @return what a person should know, one sentence each
   * @throws Refusal naming each venue whose offset is wrong, or is not stated and cannot be told,
   *     with the setting that fixes it
   */
  List<String> notes() {
    readFirstDays();
    compareVenues();
    compareWithWeek();
    List<String> refusals = new ArrayList<>();
    for (ClockLink link : links.values()) {
      if (link.shift().isZone()) {
        refusals.add(sentence(link));
      }
    }
    if (refusals.isEmpty()) {
      strategy.venues().forEach((venue, settings) -> weigh(venue, refusals));
    }
    if (!refusals.isEmpty()) {
      throw Refusal.data(refusals);
    }
    return notes;
  }

  private void readFirstDays() {
    LocalDate first = LocalDate.MIN;
    for (SortedSet<LocalDate> dates : fileDates) {
      first = dates.first().isAfter(first) ? dates.first() : first;
    }
    String from = strategy.dates().from();
    if (!from.isEmpty() && LocalDate.parse(from).isAfter(first)) {
      first = LocalDate.parse(from);
    }
    for (Instrument instrument : universe.instruments()) {
      MidSeries series = new MidSeries();
      if (isShared(instrument)) {
        SortedSet<LocalDate> dates = fileDates.get(instrument.id());
        read(instrument, dates.subSet(first.minusDays(1), first.plusDays(DAYS + 1L)), series);
      }
      mids.add(series);
    }
  }

  /** Whether another venue quotes the symbol. */
  private boolean isShared(Instrument instrument) {
    return universe.instruments().stream()
        .anyMatch(
            other -> other.id() != instrument.id() && other.symbol().equals(instrument.symbol()));
  }

  private void read(Instrument instrument, Collection<LocalDate> dates, MidSeries into) {
    ZoneOffset offset = Planning.venueOffset(strategy, instrument);
    for (LocalDate date : dates) {
      loader.read(
          loader.file(dataDir, instrument, date),
          instrument,
          date,
          offset,
          (line, tsNs, bid, ask, flaw) -> {
            if (flaw == Conditions.GOOD && bid > 0 && ask >= bid) {
              into.add(tsNs, bid + ask);
            }
          });
    }
  }

  private void compareVenues() {
    for (Instrument a : universe.instruments()) {
      for (Instrument b : universe.instruments()) {
        if (a.id() < b.id() && a.symbol().equals(b.symbol())) {
          ClockShift shift =
              ClockShift.measure(mids.get(a.id()), mids.get(b.id()), ClockShift.MAX_LAG_NS);
          ClockLink link = new ClockLink(a.symbol(), a.venue(), b.venue(), shift);
          if (shift.decided()) {
            links.merge(
                a.venue() + "/" + b.venue(),
                link,
                (old, now) -> now.shift().z() > old.shift().z() ? now : old);
          }
        }
      }
    }
  }

  /** Looks at the first weekend in the files of each venue. */
  private void compareWithWeek() {
    for (Instrument instrument : universe.instruments()) {
      boolean hasWeek =
          instrument.securityType().equals("forex") || instrument.securityType().equals("cfd");
      if (hasWeek && !byWeek.containsKey(instrument.venue())) {
        OptionalLong offset = weekendOf(instrument);
        if (offset.isPresent()) {
          byWeek.put(instrument.venue(), offset.getAsLong());
        }
      }
    }
  }

  private OptionalLong weekendOf(Instrument instrument) {
    @Nullable LocalDate before = null;
    for (LocalDate date : fileDates.get(instrument.id())) {
      if (before != null && before.plusDays(1).isBefore(date)) {
        MidSeries last = new MidSeries();
        read(instrument, List.of(before), last);
        MidSeries next = new MidSeries();
        read(instrument, List.of(date), next);
        if (last.count() > 0 && next.count() > 0) {
          return MarketWeek.offsetNs(last.tsNs(last.count() - 1), next.tsNs(0));
        }
      }
      before = date;
    }
    return OptionalLong.empty();
  }

  /** Names the venue that is wrong, or both where nothing tells which. */
  private String sentence(ClockLink link) {
    int aSuspect = suspicion(link.a(), link.b());
    boolean aWrong = aSuspect != 0 ? aSuspect > 0 : isFarther(link.a(), link.b());
    String wrong = aWrong ? link.a() : link.b();
    String right = aWrong ? link.b() : link.a();
    int late = aWrong ? -link.shift().zoneSeconds() : link.shift().zoneSeconds();
    String fix = fix(wrong, late);
    String otherwise =
        aSuspect == 0 ? ", or %s if those of %s are right".formatted(fix(right, -late), wrong) : "";
    return String.format(
        Locale.ROOT,
        "the times in the files of %s are not at %s: %s there moves %s %s than at %s"
            + " (%.1f standard deviations at this lag, %.1f at any other, %d common seconds);"
            + " set %s%s",
        wrong,
        stated(wrong),
        link.symbol(),
        duration(Math.abs(late)),
        late < 0 ? "earlier" : "later",
        right,
        link.shift().z(),
        link.shift().secondZ(),
        link.shift().pairs(),
        fix,
        otherwise);
  }

  /** Above 0 when the first of two venues is the likelier to be wrong, below 0 the second. */
  private int suspicion(String venue, String other) {
    Long week = byWeek.get(venue);
    Long weekOfOther = byWeek.get(other);
    if (week != null && weekOfOther != null && (week == 0) != (weekOfOther == 0)) {
      return week != 0 ? 1 : -1;
    }
    return Boolean.compare(isStated(other), isStated(venue));
  }

  /** With no evidence which of two is wrong, files at UTC are the commoner; then the first. */
  private boolean isFarther(String venue, String other) {
    return Math.abs(offset(venue).getTotalSeconds()) >= Math.abs(offset(other).getTotalSeconds());
  }

  /** What the market's week and other venues say of a venue that no comparison contradicts. */
  private void weigh(String venue, List<String> refusals) {
    Long week = byWeek.get(venue);
    boolean compared =
        links.values().stream().anyMatch(l -> l.a().equals(venue) || l.b().equals(venue));
    if (week != null && week != 0) {
      String sentence =
          "the last quotes of %s before a weekend are %s %s the market's close at 17:00 New York; if it trades the currency week, set %s"
              .formatted(
                  venue,
                  duration((int) Math.abs(week / NANOS_PER_SECOND)),
                  week < 0 ? "before" : "after",
                  fix(venue, (int) (week / NANOS_PER_SECOND)));
      if (isStated(venue)) {
        notes.add(sentence);
      } else {
        refusals.add("venues.%s.utc_offset is not stated and %s".formatted(venue, sentence));
      }
    } else if (!isStated(venue)) {
      if (compared || week != null) {
        notes.add(
            "venues.%s.utc_offset is not stated; its files were taken as UTC, which %s bear out"
                .formatted(venue, week != null ? "their weekends" : "the other venues"));
      } else {
        refusals.add(
            "venues.%s.utc_offset is not stated and the quotes cannot tell it: no other venue that moves with it, no weekend; set it, e.g. venues.%s.utc_offset: \"+00:00\""
                .formatted(venue, venue));
      }
    }
  }

  private boolean isStated(String venue) {
    Strategy.@Nullable VenueSettings settings = strategy.venues().get(venue);
    return settings != null && !settings.utcOffset().isEmpty();
  }

  private String stated(String venue) {
    return isStated(venue)
        ? "UTC%s as venues.%s.utc_offset says".formatted(text(offset(venue)), venue)
        : "UTC, and venues.%s.utc_offset is not stated".formatted(venue);
  }

  private String fix(String venue, int lateSeconds) {
    int seconds = offset(venue).getTotalSeconds() + lateSeconds;
    if (Math.abs(seconds) > ZoneOffset.MAX.getTotalSeconds()) {
      return "the date of the files of %s right: they are %s off"
          .formatted(venue, duration(Math.abs(lateSeconds)));
    }
    return "venues.%s.utc_offset: \"%s\""
        .formatted(venue, text(ZoneOffset.ofTotalSeconds(seconds)));
  }

  private ZoneOffset offset(String venue) {
    Strategy.@Nullable VenueSettings settings = strategy.venues().get(venue);
    return settings == null ? ZoneOffset.UTC : settings.offset();
  }

  private static String text(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
  }

  private static String duration(int seconds) {
    int minutes = seconds / 60;
    return minutes % 60 == 0
        ? "%d h".formatted(minutes / 60)
        : minutes < 60
            ? "%d min".formatted(minutes)
            : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }
}
