package io.statarb.cleansing;

import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.loaders.TickLoader;
import io.statarb.loaders.TickLoaders;
import io.statarb.settings.Strategy;
import io.statarb.time.TradingCalendar;
import io.statarb.time.TradingSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Makes an {@link IngestPlan}. Confined to one thread. */
final class Planning {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Days on which the currency market is shut although they fall on weekdays. */
  private static final Set<MonthDay> HOLIDAYS = Set.of(MonthDay.of(12, 25), MonthDay.of(1, 1));

  private final Strategy strategy;
  private final Universe universe;
  private final Path dataDir;
  private final TickLoader loader;
  private final TradingCalendar calendar;
  private final List<TreeSet<LocalDate>> fileDates = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Planning(Strategy strategy, Universe universe, Path dataDir) {
    this.strategy = strategy;
    this.universe = universe;
    this.dataDir = dataDir;
    this.loader = TickLoaders.of(strategy);
    this.calendar = TradingCalendar.of(strategy.calendar().zone(), strategy.calendar().dayEnds());
  }

  /** A day that another instrument has, so that a sentence names a file that could be there. */
  private LocalDate dayOfAnother() {
    for (Instrument instrument : universe.instruments()) {
      List<LocalDate> dates = List.copyOf(loader.fileDates(dataDir, instrument));
      if (!dates.isEmpty()) {
        return dates.getFirst();
      }
    }
    return LocalDate.EPOCH;
  }

  IngestPlan plan() {
    if (!Files.isDirectory(dataDir)) {
      throw Refusal.data("data folder %s is missing".formatted(dataDir));
    }
    for (Instrument instrument : universe.instruments()) {
      TreeSet<LocalDate> dates = new TreeSet<>(loader.fileDates(dataDir, instrument));
      if (dates.isEmpty()) {
        throw Refusal.data(
            "there are no quotes of %s: no file such as %s"
                .formatted(instrument.name(), loader.file(dataDir, instrument, dayOfAnother())));
      }
      fileDates.add(dates);
    }
    notes.addAll(new ClockSurvey(strategy, universe, dataDir, loader, fileDates).notes());
    List<LocalDate> dates = tradingDates();
    List<TradingSession> sessions = sessions(dates);
    return new IngestPlan(withRoles(sessions), rawFiles(sessions), notes);
  }

  private int train() {
    return strategy.dates().train();
  }

  private int trade() {
    return strategy.dates().trade();
  }

  /** Sessions that the settings ask for at least. */
  private int needed() {
    return train() + Math.max(1, trade());
  }

  /** The trading dates of the run; refuses when one within their span is incomplete. */
  private List<LocalDate> tradingDates() {
    TreeSet<LocalDate> some = new TreeSet<>();
    fileDates.forEach(some::addAll);
    some.removeIf(date -> !TradingCalendar.isTradingDate(date));
    String from = strategy.dates().from();
    if (!from.isEmpty()) {
      LocalDate first = LocalDate.parse(from);
      some.removeIf(date -> date.isBefore(first));
    }
    if (some.isEmpty()) {
      throw Refusal.data(
          "data folder %s holds no trading date%s"
              .formatted(dataDir, from.isEmpty() ? "" : " from dates.from=" + from + " on"));
    }
    List<LocalDate> dates = new ArrayList<>();
    LocalDate last = some.last();
    for (LocalDate day = some.first(); !day.isAfter(last); day = day.plusDays(1)) {
      if (trade() > 0 && dates.size() == needed()) {
        break;
      }
      if (TradingCalendar.isTradingDate(day)) {
        if (isComplete(day, !HOLIDAYS.contains(MonthDay.from(day)))) {
          dates.add(day);
        }
      } else {
        isComplete(day, false);
      }
    }
    // The evening before the first date lies in a file of an earlier day, where there is one.
    for (LocalDate day : daysOf(calendar.date(dates.get(0)))) {
      if (day.isBefore(dates.get(0))) {
        isComplete(day, false);
      }
    }
    return dates;
  }

  /** Whether all series have a file of a day; refuses when only some have or one must be. */
  private boolean isComplete(LocalDate day, boolean required) {
    int having = 0;
    Path missing = dataDir;
    for (Instrument instrument : universe.instruments()) {
      if (fileDates.get(instrument.id()).contains(day)) {
        having++;
      } else if (missing.equals(dataDir)) {
        missing = loader.file(dataDir, instrument, day);
      }
    }
    if (having < universe.count() && (having > 0 || required)) {
      throw Refusal.data(
          "%s is missing: %d of %d series have a file of %s, a day within the span of the run"
              .formatted(missing, having, universe.count(), day));
    }
    return having > 0;
  }

  /** File days, in any venue's time, that may hold lines of a session. */
  private static List<LocalDate> daysOf(TradingSession session) {
    LocalDate first = utcDate(session.startNs()).minusDays(1);
    LocalDate last = utcDate(session.endNs() - 1).plusDays(1);
    return first.datesUntil(last.plusDays(1)).toList();
  }

  private static LocalDate utcDate(long tsNs) {
    return LocalDate.ofEpochDay(Math.floorDiv(tsNs, 86_400 * NANOS_PER_SECOND));
  }

  private List<TradingSession> sessions(List<LocalDate> dates) {
    if (dates.size() >= needed()) {
      return dates.stream().map(calendar::date).toList();
    }
    if (!strategy.dates().splitShortData()) {
      throw Refusal.data(
          ("data folder %s holds %d trading dates where dates.train=%d and dates.trade=%d need %d,"
                  + " and dates.split_short_data is off")
              .formatted(dataDir, dates.size(), train(), trade(), needed()));
    }
    int parts = (needed() + dates.size() - 1) / dates.size();
    if (parts > 99) {
      throw Refusal.data(
          "%d trading dates are too few to cut %d sessions from: at most 99 fit in a date"
              .formatted(dates.size(), needed()));
    }
    List<TradingSession> sessions = new ArrayList<>();
    List<String> spans = new ArrayList<>();
    for (LocalDate date : dates) {
      TradingSession covered = covered(calendar.date(date));
      spans.add(
          "%s %s to %s".formatted(date, instant(covered.startNs()), instant(covered.endNs())));
      cut(covered, parts, sessions);
    }
    notes.add(
        String.format(
            Locale.ROOT,
            "the data hold %d trading date%s where %d sessions are needed, so each was cut into %d"
                + " equal sessions over the time that its quotes cover: %s",
            dates.size(),
            dates.size() == 1 ? "" : "s",
            needed(),
            parts,
            spans));
    return trade() == 0 ? sessions : sessions.subList(0, needed());
  }

  private static void cut(TradingSession covered, int parts, List<TradingSession> sessions) {
    long length = covered.endNs() - covered.startNs();
    for (int i = 0; i < parts; i++) {
      // In whole steps first: length * i may not fit.
      long start = covered.startNs() + length / parts * i;
      long end = i == parts - 1 ? covered.endNs() : covered.startNs() + length / parts * (i + 1);
      sessions.add(
          new TradingSession(
              // A name: its digits must not follow the locale.
              String.format(Locale.ROOT, "%s_s%02d", covered.tradeDate(), i + 1), start, end));
    }
  }

  /** The part of a date that quotes cover, to whole seconds outward. */
  private TradingSession covered(TradingSession date) {
    long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
    for (RawFile file : rawFiles(List.of(date))) {
      Instrument instrument = universe.instrument(file.instrument());
      loader.read(
          dataDir.resolve(file.path()),
          instrument,
          LocalDate.parse(file.fileDate()),
          offset(instrument),
          (line, tsNs, bid, ask, flaw) -> {
            if (tsNs >= date.startNs() && tsNs < date.endNs()) {
              span[0] = Math.min(span[0], tsNs);
              span[1] = Math.max(span[1], tsNs);
            }
          });
    }
    if (span[0] > span[1]) {
      throw Refusal.data(
          "the files of trading date %s hold no line of it".formatted(date.tradeDate()));
    }
    long start = Math.floorDiv(span[0], NANOS_PER_SECOND) * NANOS_PER_SECOND;
    long end = Math.floorDiv(span[1], NANOS_PER_SECOND) * NANOS_PER_SECOND + NANOS_PER_SECOND;
    return new TradingSession(
        date.tradeDate(), Math.max(start, date.startNs()), Math.min(end, date.endNs()));
  }

  private List<PlannedSession> withRoles(List<TradingSession> sessions) {
    List<PlannedSession> planned = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      planned.add(
          new PlannedSession(
              sessions.get(i),
              i < train() ? PlannedSession.TRAIN : PlannedSession.TRADE,
              i < strategy.dates().formation()));
    }
    return planned;
  }

  private List<RawFile> rawFiles(List<TradingSession> sessions) {
    TreeSet<LocalDate> days = new TreeSet<>();
    sessions.forEach(session -> days.addAll(daysOf(session)));
    List<RawFile> files = new ArrayList<>();
    for (Instrument instrument : universe.instruments()) {
      for (LocalDate day : days) {
        if (fileDates.get(instrument.id()).contains(day)) {
          long startNs = day.atStartOfDay().toEpochSecond(offset(instrument)) * NANOS_PER_SECOND;
          long endNs = startNs + 86_400 * NANOS_PER_SECOND;
          if (sessions.stream().anyMatch(s -> startNs < s.endNs() && endNs > s.startNs())) {
            files.add(rawFile(files.size(), instrument, day, startNs, endNs));
          }
        }
      }
    }
    return files;
  }

  private RawFile rawFile(
      int fileId, Instrument instrument, LocalDate day, long startNs, long endNs) {
    Path file = loader.file(dataDir, instrument, day);
    try {
      return new RawFile(
          fileId,
          dataDir.relativize(file).toString().replace('\\', '/'),
          instrument.name(),
          day.toString(),
          startNs,
          endNs,
          Files.size(file),
          Sha256.ofFile(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private ZoneOffset offset(Instrument instrument) {
    return venueOffset(strategy, instrument);
  }

  /** Offset of the times in the files of an instrument's venue. */
  static ZoneOffset venueOffset(Strategy strategy, Instrument instrument) {
    return strategy.venue(instrument.venue()).offset();
  }

  private static java.time.Instant instant(long tsNs) {
    return java.time.Instant.ofEpochSecond(
        Math.floorDiv(tsNs, NANOS_PER_SECOND), Math.floorMod(tsNs, NANOS_PER_SECOND));
  }
}
