package io.statarb.report;

import io.statarb.attribution.Execution;
import io.statarb.attribution.Leftover;
import io.statarb.attribution.PairAttribution;
import io.statarb.attribution.RoundTrip;
import io.statarb.attribution.SessionAttribution;
import io.statarb.attribution.TradingTotals;
import io.statarb.cli.Refusal;
import io.statarb.instruments.Universe;
import io.statarb.report.ModeFigures.EquityPoint;
import io.statarb.report.ModeFigures.PairFigures;
import io.statarb.report.ModeFigures.SessionFigures;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.tape.TapeDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All tapes of one trading mode, folded.
 *
 * @param figures sums
 * @param trips round trips by time of exit
 * @param executions fills in order
 * @param refusals checks of the risk gate that stopped an order, in order
 * @param health verdicts on pairs, in order
 * @param leftovers positions marked at the end of a date
 * @param bundleSha256 bundle that traded
 */
record ModeFold(
    ModeFigures figures,
    List<RoundTripLine> trips,
    List<Execution> executions,
    List<RefusalLine> refusals,
    List<HealthLine> health,
    List<Leftover> leftovers,
    String bundleSha256) {

  /**
   * Folds the tapes of a mode.
   *
   * @param out folder of the run
   * @param mode {@code live}, {@code frictionless} or {@code baseline}
   * @param tradeDates sessions in order
   * @param strategy settings that traded
   * @param alter a fill to alter, or null
   * @throws Refusal when a tape is missing, damaged or from another bundle than the others
   */
  static ModeFold of(
      RunFolder out,
      String mode,
      List<String> tradeDates,
      Strategy strategy,
      @Nullable AlteredFill alter) {
    Universe universe = Settings.universe(strategy);
    TapeDigest digest = new TapeDigest();
    List<TapeFold.Folded> sessions = new ArrayList<>();
    for (String tradeDate : tradeDates) {
      Path tape = out.tradingTape(mode, tradeDate);
      if (!Files.isDirectory(tape)) {
        throw Refusal.data("the tape %s is missing; run statarb %s".formatted(tape, stage(mode)));
      }
      TapeFold.Folded folded = TapeFold.read(tape, tradeDate, strategy, universe, digest, alter);
      if (!sessions.isEmpty()
          && !folded.bundleSha256().equals(sessions.getFirst().bundleSha256())) {
        throw Refusal.data(
            "the tape %s was traded by another bundle than the one before it: bundle=%s before=%s; run statarb %s"
                .formatted(
                    tape, folded.bundleSha256(), sessions.getFirst().bundleSha256(), stage(mode)));
      }
      sessions.add(folded);
    }
    return sum(mode, sessions, strategy, digest.hex());
  }

  /** The command that writes a mode's tapes. */
  static String stage(String mode) {
    return mode.equals("live") ? "live" : "backtest --mode " + mode;
  }

  private static ModeFold sum(
      String mode, List<TapeFold.Folded> sessions, Strategy strategy, String tapeSha256) {
    List<SessionAttribution> attributions =
        sessions.stream().map(TapeFold.Folded::attribution).toList();
    TradingTotals totals = TradingTotals.of(attributions);
    PairNames names = new PairNames(strategy);
    List<RoundTripLine> trips = trips(attributions, names);
    long dates = attributions.stream().map(s -> s.tradeDate().substring(0, 10)).distinct().count();
    ModeFigures figures =
        new ModeFigures(
            mode,
            totals.orders(),
            totals.fills(),
            totals.roundTrips(),
            winners(trips),
            totals.pnlMicros(),
            CauseWords.byName(totals.causes()),
            totals.residualMicros(),
            words(totals.riskRefusals()),
            BlockBootstrap.meanInterval(
                trips.stream().mapToLong(RoundTripLine::pnlMicros).toArray(),
                dates,
                strategy.seed()),
            totals.pairs().stream().map(pair -> figures(pair, names, trips)).toList(),
            sessions.stream().map(ModeFold::figures).toList(),
            equity(attributions),
            tapeSha256);
    return new ModeFold(
        figures,
        trips,
        attributions.stream().flatMap(s -> s.executions().stream()).toList(),
        sessions.stream().flatMap(s -> s.refusals().stream()).toList(),
        sessions.stream().flatMap(s -> s.health().stream()).toList(),
        attributions.stream().flatMap(s -> s.leftovers().stream()).toList(),
        sessions.isEmpty() ? "" : sessions.getFirst().bundleSha256());
  }

  private static List<RoundTripLine> trips(List<SessionAttribution> sessions, PairNames names) {
    List<RoundTripLine> lines = new ArrayList<>();
    for (SessionAttribution session : sessions) {
      Map<Long, String> firstFill = new HashMap<>();
      for (Execution execution : session.executions()) {
        firstFill.putIfAbsent(execution.parentId(), execution.fillId());
      }
      for (RoundTrip trip : session.trades()) {
        lines.add(
            RoundTripLine.of(
                trip, names.name(trip.pairId()), firstFill.getOrDefault(trip.entryParentId(), "")));
      }
    }
    lines.sort(
        Comparator.comparingLong(RoundTripLine::closedNs)
            .thenComparing(RoundTripLine::tradeDate)
            .thenComparingInt(RoundTripLine::tripId));
    return List.copyOf(lines);
  }

  private static long winners(List<RoundTripLine> trips) {
    return trips.stream().filter(trip -> trip.pnlMicros() > 0).count();
  }

  private static SortedMap<String, Long> words(Map<String, Long> refusals) {
    SortedMap<String, Long> words = new TreeMap<>();
    refusals.forEach((code, count) -> words.merge(RefusalLine.word(code), count, Long::sum));
    return words;
  }

  private static PairFigures figures(
      PairAttribution pair, PairNames names, List<RoundTripLine> trips) {
    String name = names.name(pair.pairId());
    return new PairFigures(
        pair.pairId(),
        name,
        pair.orders(),
        pair.fills(),
        pair.roundTrips(),
        winners(trips.stream().filter(trip -> trip.pair().equals(name)).toList()),
        pair.riskRefusals().values().stream().mapToLong(Long::longValue).sum(),
        pair.pnlMicros(),
        CauseWords.byName(pair.causes()),
        pair.residualMicros());
  }

  private static SessionFigures figures(TapeFold.Folded session) {
    SessionAttribution of = session.attribution();
    return new SessionFigures(
        of.tradeDate(),
        session.ticks(),
        of.orders(),
        of.fills(),
        of.roundTrips(),
        of.pnlMicros(),
        CauseWords.byName(of.causes()),
        of.residualMicros(),
        of.pairs().stream().map(ModeFold::pair).toList());
  }

  private static SessionFigures.Pair pair(PairAttribution pair) {
    return new SessionFigures.Pair(
        pair.pairId(), pair.pnlMicros(), CauseWords.byName(pair.causes()));
  }

  private static List<EquityPoint> equity(List<SessionAttribution> sessions) {
    List<EquityPoint> points = new ArrayList<>();
    long before = 0;
    for (SessionAttribution session : sessions) {
      for (io.statarb.attribution.EquityPoint point : session.equity()) {
        points.add(new EquityPoint(session.tradeDate(), point.tsNs(), before + point.pnlMicros()));
      }
      before += session.pnlMicros();
    }
    return List.copyOf(points);
  }
}
