package io.statarb.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cleansing.HistoryTapes;
import io.statarb.cleansing.PlannedSession;
import io.statarb.cleansing.SessionQuality;
import io.statarb.cleansing.SessionResult;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.ledger.TrialLedger;
import io.statarb.quality.FindingKind;
import io.statarb.quality.QuarantinedSeries;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import io.statarb.training.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PairStageTest {
  private static final int SECONDS = 1500;
  private static final String YAML =
      """
      name: two-legs
      venues:
        FXCM: {utc_offset: "+00:00", latency_ms: 20, fee_per_million: 25, max_fill_lots: 500, stale_after_ms: 30000}
      instruments:
        EURUSD: {security_type: forex, tick: "0.00001", lot: 1000, currency: USD, venues: [FXCM]}
        NZDUSD: {security_type: forex, tick: "0.00001", lot: 1000, currency: USD, venues: [FXCM]}
      pairs:
        - {y: EURUSD.FXCM, x: NZDUSD.FXCM}
      """;

  @TempDir Path folder;

  private Settings.Effective settings() throws IOException {
    Path yaml = folder.resolve("two-legs.yaml");
    Files.writeString(yaml, YAML);
    return Settings.load(yaml, Map.of(), List.of());
  }

  private static TradingSession session(int index) {
    long start = TickWorld.START_NS + index * 86_400_000_000_000L;
    return new TradingSession("2014-05-0" + (index + 1), start, start + 86_400_000_000_000L);
  }

  /**
   * A run folder as ingest leaves it: three training sessions, of which two form pairs, and one to
   * trade.
   */
  private RunFolder run(String name, Settings.Effective settings, double phi, long... seeds) {
    RunFolder out = new RunFolder(folder.resolve(name));
    List<PlannedSession> sessions = new ArrayList<>();
    for (int i = 0; i < seeds.length; i++) {
      sessions.add(new PlannedSession(session(i), i < 3 ? "train" : "trade", i < 2));
      TickColumns ticks = TickWorld.ticks(seeds[i], SECONDS, 0.8, phi, 5e-5, TickWorld.X);
      write(out.historyTape(session(i).tradeDate()), settings, session(i), ticks);
    }
    AtomicFiles.write(out.sessionsFile(), Json.pretty(sessions).getBytes(StandardCharsets.UTF_8));
    return out;
  }

  private static void write(
      Path tape, Settings.Effective settings, TradingSession session, TickColumns ticks) {
    long shift = session.startNs() - TickWorld.START_NS;
    for (int i = 0; i < ticks.count(); i++) {
      ticks.tsNs()[i] += shift;
    }
    SessionQuality quality =
        new SessionQuality(
            session.tradeDate(),
            session.startNs(),
            session.endNs(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    HistoryTapes.write(
        tape,
        new SessionResult(session, ticks, List.of(), quality),
        Settings.universe(settings.strategy()),
        "two-legs",
        settings.sha256());
  }

  @Test
  void shouldNotSelectAPairWhoseLegIsInQuarantine() throws IOException {
    Settings.Effective settings = settings();
    RunFolder out = run("quarantine", settings, 0.9, 1, 2, 3, 4);
    assertThat(PairStage.run(settings, out, Progress.quiet()).accepted()).hasSize(1);
    quarantine(out, "NZDUSD.FXCM", "2014-05-02", "2014-05-02");
    assertThatThrownBy(() -> PairStage.run(settings, out, Progress.quiet()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("NZDUSD.FXCM is in quarantine")
        .hasMessageContaining("mixed_series");
    // Another series, or days that form no pair, are no reason.
    quarantine(out, "EURUSD.OANDA", "2014-05-01", "2014-05-09");
    assertThat(PairStage.run(settings, out, Progress.quiet()).accepted()).hasSize(1);
    quarantine(out, "NZDUSD.FXCM", "2013-01-01", "2014-04-30");
    assertThat(PairStage.run(settings, out, Progress.quiet()).accepted()).hasSize(1);
  }

  private static void quarantine(RunFolder out, String symbol, String from, String to) {
    List<QuarantinedSeries> series =
        List.of(new QuarantinedSeries(symbol, from, to, FindingKind.MIXED_SERIES, "0"));
    AtomicFiles.write(out.quarantineFile(), Json.pretty(series).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldReadNoTickOutsideTheFormationWindow() throws IOException {
    Settings.Effective settings = settings();
    long seed = Seeds.seed();
    RunFolder one = run("one", settings, 0.95, seed, seed + 1, seed + 2, seed + 3);
    RunFolder other = run("other", settings, 0.95, seed, seed + 1, seed + 12, seed + 13);
    RunFolder changed = run("changed", settings, 0.95, seed, seed + 11, seed + 2, seed + 3);

    FittedPairs fitted = PairStage.run(settings, one, Progress.quiet());
    PairStage.run(settings, other, Progress.quiet());
    PairStage.run(settings, changed, Progress.quiet());

    byte[] expected = Files.readAllBytes(one.pairsFile());
    assertThat(Files.readAllBytes(other.pairsFile())).isEqualTo(expected);
    assertThat(Files.readAllBytes(changed.pairsFile())).isNotEqualTo(expected);
    assertThat(fitted.formationDates()).containsExactly("2014-05-01", "2014-05-02");
    assertThat(FittedPairs.read(one.pairsFile())).isEqualTo(fitted);
    assertThat(fitted.definitions()).hasSize(1);
  }

  @Test
  void shouldEnterEachScreenedPairOnceHoweverOftenItRuns() throws IOException {
    Settings.Effective settings = settings();
    long seed = Seeds.seed();
    RunFolder out = run("again", settings, 0.95, seed, seed + 1, seed + 2);

    PairStage.run(settings, out, Progress.quiet());
    PairStage.run(settings, out, Progress.quiet());

    TrialLedger ledger = TrialLedger.open(out.ledgerFile());
    assertThat(ledger.distinctTrials()).isEqualTo(1);
    assertThat(ledger.trials().getFirst().kind()).isEqualTo("screen");
  }

  @Test
  void shouldRefuseWithEveryReasonWhenNoPairIsLeft() throws IOException {
    Settings.Effective settings = settings();
    long seed = Seeds.seed();
    RunFolder out = run("none", settings, -0.5, seed, seed + 1, seed + 2);

    assertThatThrownBy(() -> PairStage.run(settings, out, Progress.quiet()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("EURUSD.FXCM-NZDUSD.FXCM phi_not_positive");
    assertThat(TrialLedger.open(out.ledgerFile()).distinctTrials()).isEqualTo(1);
    assertThat(out.pairsFile()).doesNotExist();
  }

  @Test
  void shouldLeaveASessionToValidateWhenAllAreMarkedAsFormation() {
    List<PlannedSession> sessions =
        List.of(
            new PlannedSession(session(0), "train", true),
            new PlannedSession(session(1), "train", true),
            new PlannedSession(session(2), "trade", false));

    FormationWindow window = FormationWindow.of(sessions);

    assertThat(window.formationDates()).containsExactly("2014-05-01");
    assertThat(window.trainDates()).containsExactly("2014-05-01", "2014-05-02");
    assertThatThrownBy(() -> FormationWindow.of(sessions.subList(1, 3)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("train=1");
  }
}
