package io.statarb.reference;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the trading days of an exchange. */
@Command(
    name = "calendar",
    mixinStandardHelpOptions = true,
    description = {
      "Days of trading with their sessions, half days, and why weekdays without trading have none.",
      "Exchanges: NYSE, NASDAQ, LSE, XETRA, TSE, FX (17:00 New York), CRYPTO (UTC days)."
    },
    footer = {
      "",
      "Examples:",
      "  statarb reference calendar --exchange NYSE --from 2012-10-26 --to 2012-11-02",
      "  statarb reference calendar --exchange XETRA --from 2024-12-20 --to 2025-01-06 --json"
    })
final class CalendarCommand implements Callable<Integer> {
  private static final int MAX_DAYS = 40_000;

  @Option(names = "--exchange", required = true, description = "Name of the calendar")
  String exchange = "";

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "First date")
  LocalDate from = LocalDate.EPOCH;

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last date")
  LocalDate to = LocalDate.EPOCH;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  /**
   * A closed weekday.
   *
   * @param date the date
   * @param reason why
   */
  private record Closed(String date, String reason) {}

  /**
   * A session.
   *
   * @param phase pre, regular or post
   * @param open first moment, UTC
   * @param close first moment after it, UTC
   * @param openNs the same in ns
   * @param closeNs the same in ns
   */
  private record Session(String phase, String open, String close, long openNs, long closeNs) {}

  @Override
  public Integer call() {
    MarketCalendar calendar = new Calendars().named(exchange);
    if (to.isBefore(from) || from.plusDays(MAX_DAYS).isBefore(to)) {
      throw Refusal.usage(
          "--to must be 0 to %d days after --from: from=%s to=%s".formatted(MAX_DAYS, from, to));
    }
    if (from.isBefore(calendar.first()) || to.isAfter(calendar.last())) {
      throw Refusal.usage(
          "calendar %s knows %s to %s only: from=%s to=%s"
              .formatted(calendar.name(), calendar.first(), calendar.last(), from, to));
    }
    List<MarketDay> days = calendar.between(from, to);
    List<Closed> closed = new ArrayList<>();
    for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
      String reason = calendar.closure(date);
      if (!reason.isEmpty() && !reason.equals("weekend")) {
        closed.add(new Closed(date.toString(), reason));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(object(calendar, days, closed)));
    } else {
      print(out, calendar, days, closed);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static Map<String, Object> object(
      MarketCalendar calendar, List<MarketDay> days, List<Closed> closed) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (MarketDay day : days) {
      List<Session> sessions = new ArrayList<>();
      for (MarketSession s : day.sessions()) {
        sessions.add(
            new Session(
                s.phase().name().toLowerCase(java.util.Locale.ROOT),
                instant(s.openNs()).toString(),
                instant(s.closeNs()).toString(),
                s.openNs(),
                s.closeNs()));
      }
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("date", day.date().toString());
      entry.put("half_day", day.halfDay());
      entry.put("sessions", sessions);
      list.add(entry);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("exchange", calendar.name());
    object.put("zone", calendar.zone().getId());
    object.put("trading_days", days.size());
    object.put("half_days", days.stream().filter(MarketDay::halfDay).count());
    object.put("days", list);
    object.put("closed", closed);
    return object;
  }

  private static void print(
      PrintWriter out, MarketCalendar calendar, List<MarketDay> days, List<Closed> closed) {
    ZoneId zone = calendar.zone();
    for (MarketDay day : days) {
      StringBuilder line = new StringBuilder(day.date().toString());
      line.append(day.halfDay() ? "  half day" : "          ");
      for (MarketSession s : day.sessions()) {
        line.append(
            "  %s %s-%s"
                .formatted(
                    s.phase().name().toLowerCase(java.util.Locale.ROOT),
                    instant(s.openNs()).atZone(zone).toLocalTime(),
                    instant(s.closeNs()).atZone(zone).toLocalTime()));
      }
      out.println(line);
    }
    closed.forEach(c -> out.println(c.date() + "  closed    " + c.reason()));
    out.println(
        "%d days of trading, %d of them half; times of %s"
            .formatted(days.size(), days.stream().filter(MarketDay::halfDay).count(), zone));
  }

  private static Instant instant(long ns) {
    return Instant.ofEpochSecond(ns / 1_000_000_000L, ns % 1_000_000_000L);
  }
}
