package io.statarb.walkforward;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.attribution.Attribution;
import io.statarb.attribution.Causes;
import io.statarb.attribution.EquityPoint;
import io.statarb.attribution.Execution;
import io.statarb.attribution.PairAttribution;
import io.statarb.attribution.SessionAttribution;
import io.statarb.cleansing.BarSessions;
import io.statarb.cleansing.PlannedSession;
import io.statarb.cli.Json;
import io.statarb.selection.ChosenPair;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.walkforward.FoldFigures.PairFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a fold out of its run folder: what it traded from its tapes, the rest from its records. */
public final class FoldReader {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final RunFolder out;
  private final Settings.Effective settings;
  private final Strategy strategy;
  private final ZoneId zone;
  private final List<PlannedSession> sessions;

  private FoldReader(RunFolder out) {
    this.out = out;
    try {
      this.settings = Settings.parse(Files.readString(out.settingsFile(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.strategy = settings.strategy();
    this.zone = ZoneId.of(strategy.calendar().zone());
    this.sessions = List.of(Json.read(out.sessionsFile(), PlannedSession[].class));
  }

  /** The figures of the fold that was run in a folder. */
  public static FoldFigures read(RunFolder out) {
    return new FoldReader(out).figures();
  }

  private FoldFigures figures() {
    List<PlannedSession> formation = sessions.stream().filter(PlannedSession::formation).toList();
    List<PlannedSession> traded =
        sessions.stream().filter(s -> s.role().equals(PlannedSession.TRADE)).toList();
    Causes causes = Causes.NONE;
    long pnl = 0;
    long roundTrips = 0;
    long fills = 0;
    long early = 0;
    SortedMap<String, Long> days = new TreeMap<>();
    Map<Integer, long[]> ofPair = new HashMap<>();
    for (PlannedSession session : traded) {
      SessionAttribution live =
          Attribution.of(out.tradingTape("live", session.session().tradeDate()), strategy);
      for (EquityPoint point : live.equity()) {
        days.put(day(point.tsNs()).toString(), pnl + point.pnlMicros());
      }
      early += live.executions().stream().filter(this::early).count();
      pnl += live.pnlMicros();
      causes = causes.plus(live.causes());
      roundTrips += live.roundTrips();
      fills += live.fills();
      for (PairAttribution pair : live.pairs()) {
        long[] sums = ofPair.computeIfAbsent(pair.pairId(), id -> new long[2]);
        sums[0] += pair.roundTrips();
        sums[1] += pair.pnlMicros();
      }
    }
    // The session ends at midnight after its last day.
    days.remove(day(traded.getLast().session().endNs()).toString());
    days.put(BarSessions.lastDay(strategy, traded.getLast().session()).toString(), pnl);
    JsonNode run = Json.read(out.runFile());
    JsonNode select = Json.read(out.stageFile("select")).path("figures");
    return new FoldFigures(
        strategy.dates().fold(),
        formation.getFirst().session().tradeDate(),
        BarSessions.lastDay(strategy, formation.getLast().session()).toString(),
        traded.getFirst().session().tradeDate(),
        BarSessions.lastDay(strategy, traded.getLast().session()).toString(),
        select.path("members_known").asInt() == 1,
        select.path("pairs_tested").asInt(),
        select.path("baskets_tested").asInt(),
        select.path("pairs_discovered").asLong(),
        select.path("pairs_chosen").asInt(),
        run.path("stage").asText(),
        roundTrips,
        fills,
        early,
        pnl,
        causes,
        Math.subtractExact(pnl, causes.sum()),
        run.path("baseline").path("pnl_micros").asLong(),
        run.path("frictionless").path("pnl_micros").asLong(),
        run.path("parity").path("rows_compared").asLong(),
        run.path("parity").path("rows_bit_equal").asLong(),
        pairs(ofPair),
        days,
        settings.sha256(),
        run.path("tape_sha256").asText());
  }

  /** Whether a fill came before the opening of a day after its order was sent. */
  private boolean early(Execution fill) {
    return !day(fill.tsNs()).isAfter(day(fill.sentTsNs()));
  }

  private LocalDate day(long tsNs) {
    return Instant.ofEpochSecond(Math.floorDiv(tsNs, NANOS_PER_SECOND)).atZone(zone).toLocalDate();
  }

  private List<PairFigures> pairs(Map<Integer, long[]> ofPair) {
    List<ChosenPair> chosen = ChosenPair.read(out);
    List<PairFigures> pairs = new ArrayList<>();
    for (int id = 0; id < chosen.size(); id++) {
      long[] sums = ofPair.getOrDefault(id, new long[2]);
      ChosenPair pair = chosen.get(id);
      pairs.add(
          new PairFigures(
              pair.settings().name(),
              pair.basket() ? "basket" : "pair",
              pair.sector(),
              pair.discovered(),
              sums[0],
              sums[1]));
    }
    return pairs;
  }
}
