package io.statarb.live;

import io.statarb.attribution.Attribution;
import io.statarb.attribution.Causes;
import io.statarb.attribution.SessionAttribution;
import io.statarb.attribution.TradingTotals;
import io.statarb.cli.Json;
import io.statarb.cli.PeakMemory;
import io.statarb.cli.Progress;
import io.statarb.cli.StageRecord;
import io.statarb.digest.AtomicFiles;
import io.statarb.engine.EngineMode;
import io.statarb.engine.HealthOpening;
import io.statarb.engine.HealthOpening.Verdict;
import io.statarb.engine.TradingSetup;
import io.statarb.replay.TapeContents;
import io.statarb.replay.TradingSummary;
import io.statarb.replay.TradingSummary.Latency;
import io.statarb.replay.TradingSummary.SessionSummary;
import io.statarb.report.PairNames;
import io.statarb.settings.RunFolder;
import io.statarb.tape.TapeDigest;
import io.statarb.time.NanoClock;
import io.statarb.time.TradingSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Trades sessions one after the other and sums up what stands on their tapes: live trading and
 * backtests alike.
 */
final class TradingRun {
  private final RunFolder out;
  private final TradingSetup setup;
  private final String stage;
  private final EngineMode mode;
  private final String word;
  private final Controls controls;
  private final double speed;
  private final boolean anew;
  private final Progress progress;
  private final NanoClock clock;

  /**
   * Makes a run.
   *
   * @param out folder of the run
   * @param setup what trades
   * @param stage stage of its bundle
   * @param mode how it trades
   * @param word names the folder of its tapes and its summary
   * @param controls what people ask of it
   * @param speed market time per wall time; 0 for as fast as possible
   * @param anew whether tapes of something else that broke off are replaced
   * @param progress where progress is shown
   * @param clock the wall clock, monotonic
   */
  TradingRun(
      RunFolder out,
      TradingSetup setup,
      String stage,
      EngineMode mode,
      String word,
      Controls controls,
      double speed,
      boolean anew,
      Progress progress,
      NanoClock clock) {
    this.out = out;
    this.setup = setup;
    this.stage = stage;
    this.mode = mode;
    this.word = word;
    this.controls = controls;
    this.speed = speed;
    this.anew = anew;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Trades the chosen sessions, then sums up all whose tapes are whole.
   *
   * @return the summary, also written to the run's folder; null when a stop was asked for
   */
  @Nullable TradingSummary run(TradeSessions sessions) {
    long startNs = clock.nowNs();
    LatencyStore latencies = LatencyStore.beside(out.tradingSummary(word));
    List<SessionSummary> summaries = new ArrayList<>();
    List<SessionAttribution> attributions = new ArrayList<>();
    List<Path> tapes = new ArrayList<>();
    HealthOpening opening = HealthOpening.NONE;
    for (TradingSession session : sessions.all()) {
      Path tape = out.tradingTape(word, session.tradeDate());
      TapeFolder folder = new TapeFolder(tape, setup, stage, mode, session);
      TapeFolder.Done done = TapeFolder.Done.KEPT;
      if (sessions.chosen().contains(session)) {
        done = trade(session, folder, opening, latencies);
      } else if (!folder.whole()) {
        continue;
      }
      if (done == TapeFolder.Done.STOPPED) {
        progress.line(
            "%s %s: stopped; started again it goes on from its tape"
                .formatted(word, session.tradeDate()));
        return null;
      }
      tapes.add(tape);
      SessionAttribution attribution = Attribution.of(tape, setup.strategy(), setup.universe());
      attributions.add(attribution);
      TapeContents contents = contents(tape);
      opening = contents.closing();
      summaries.add(summary(contents, attribution, done.name().toLowerCase(Locale.ROOT)));
    }
    Latency latency = latencies.of(summaries.stream().map(SessionSummary::tradeDate).toList());
    TradingSummary summary =
        summary(
            summaries,
            TradingTotals.of(attributions),
            TapeDigest.of(tapes),
            latency,
            (clock.nowNs() - startNs) / 1e9);
    write(summary);
    return summary;
  }

  private TapeFolder.Done trade(
      TradingSession session, TapeFolder folder, HealthOpening opening, LatencyStore latencies) {
    Histogram tickToOrderNs = LatencyStore.histogram();
    SessionLoop loop =
        new SessionLoop(
            setup,
            mode,
            stage,
            session,
            out.historyTape(session.tradeDate()),
            controls,
            clock,
            speed,
            tickToOrderNs,
            progress);
    TapeFolder.Done done = folder.bring(anew, opening, loop::run);
    switch (done) {
      case TRADED, RESUMED -> latencies.put(session.tradeDate(), tickToOrderNs);
      case KEPT, STOPPED -> {}
    }
    return done;
  }

  private void write(TradingSummary summary) {
    AtomicFiles.write(
        out.tradingSummary(word), Json.pretty(summary).getBytes(StandardCharsets.UTF_8));
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("ticks", (double) summary.ticks());
    figures.put("rows", (double) summary.rows());
    figures.put("orders", (double) summary.orders());
    figures.put("fills", (double) summary.fills());
    StageRecord record = new StageRecord(word, summary.seconds(), summary.peakMemoryMb(), figures);
    AtomicFiles.write(out.stageFile(word), Json.pretty(record).getBytes(StandardCharsets.UTF_8));
  }

  private SessionSummary summary(
      TapeContents contents, SessionAttribution session, String outcome) {
    return new SessionSummary(
        contents.session().tradeDate(),
        outcome,
        contents.ticks(),
        contents.rows(),
        contents.rowsAllFinite(),
        contents.nonFiniteScores(),
        contents.commands(),
        contents.decisions(),
        session.orders(),
        session.fills(),
        session.roundTrips(),
        session.pnlMicros(),
        contents.healthChanges(),
        byName(contents.health()));
  }

  private SortedMap<String, String> byName(SortedMap<Integer, Verdict> health) {
    SortedMap<String, String> byName = new TreeMap<>();
    PairNames names = new PairNames(setup.strategy());
    health.forEach((pairId, verdict) ->
        byName.put(names.name(pairId), verdict.state().name().toLowerCase(Locale.ROOT)));
    return byName;
  }

  private static TapeContents contents(Path tape) {
    TapeContents contents = TapeContents.of(tape);
    if (contents == null) {
      throw new IllegalStateException("Invariant: a traded tape holds records: tape=" + tape);
    }
    return contents;
  }

  private TradingSummary summary(
      List<SessionSummary> sessions,
      TradingTotals totals,
      String digest,
      Latency latency,
      double seconds) {
    return new TradingSummary(
        mode.word(),
        stage,
        setup.bundleSha256(),
        setup.settingsSha256(),
        digest,
        sessions,
        sum(sessions, SessionSummary::ticks),
        sum(sessions, SessionSummary::rows),
        sum(sessions, SessionSummary::rowsAllFinite),
        sum(sessions, SessionSummary::nonFiniteScores),
        totals.orders(),
        totals.fills(),
        totals.roundTrips(),
        totals.riskRefusals(),
        totals.pnlMicros(),
        causes(totals.causes()),
        totals.residualMicros(),
        latency,
        seconds,
        PeakMemory.megabytes());
  }

  private static long sum(List<SessionSummary> sessions, ToLongFunction<SessionSummary> of) {
    return sessions.stream().mapToLong(of).sum();
  }

  private static SortedMap<String, Long> causes(Causes causes) {
    SortedMap<String, Long> byName = new TreeMap<>();
    byName.put("spread_convergence", causes.spreadConvergence());
    byName.put("hedge_mismatch", causes.hedgeMismatch());
    byName.put("crossing", causes.crossing());
    byName.put("fees", causes.fees());
    byName.put("legging", causes.legging());
    return byName;
  }
}
