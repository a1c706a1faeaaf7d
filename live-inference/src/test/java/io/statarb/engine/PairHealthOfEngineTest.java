package io.statarb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.SigningKeys;
import io.statarb.cli.Refusal;
import io.statarb.health.HealthReason;
import io.statarb.replay.Replay;
import io.statarb.replay.TapeContents;
import io.statarb.tape.Journal;
import io.statarb.tape.TapeDigest;
import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.DecisionKind;
import io.statarb.tape.sbe.HealthExcursionDecoder;
import io.statarb.tape.sbe.HealthRefusalDecoder;
import io.statarb.tape.sbe.HealthState;
import io.statarb.tape.sbe.MarkDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.PairHealthDecoder;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.Purpose;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * INF-09: no new entry after a structural break, in this session or a later one, and every verdict
 * is on the tape.
 */
final class PairHealthOfEngineTest {
  private static final String DATE = "2014-05-07";
  private static final long SEED = Long.getLong("seed", 7L);

  /** A quarter of an hour holds a window of three minutes five times over. */
  private static final List<String> QUICK =
      List.of(
          "health.window=180",
          "health.window_half_lives=1",
          "health.check_every=20",
          "health.size_down={p_value: 0.99, half_life_ratio: 50, sd_ratio: 50, hedge_drift: 50}",
          "health.exit_only={p_value: 0.999, half_life_ratio: 50, sd_ratio: 50, hedge_drift: 50}",
          "health.break_shift_sd=5",
          // So that after the break there is time for more than one entry.
          "exit.max_holding_ms=20000");

  /** Ten of the offset's sd between the venues, less than the stop of 12. */
  private static final long SHIFT_TICKS = 100;

  @TempDir static Path folder;
  private static TinyRun run;
  private static Bundle bundle;
  private static TickColumns ticks;
  private static int breakTick;

  @BeforeAll
  static void makeRun() {
    System.out.println("seed=" + SEED);
    run = TinyRun.make(folder, SEED, DATE);
    bundle = run.champion();
    ticks = TickColumns.fromTape(run.out().historyTape(DATE));
    breakTick = ticks.count() / 2;
  }

  private static long broken(int tick) {
    return tick >= breakTick && ticks.instrumentId()[tick] == 0 ? SHIFT_TICKS : 0;
  }

  private static TradingSetup setup(String... sets) {
    List<String> all = new ArrayList<>(QUICK);
    all.addAll(List.of(sets));
    return TradingSetup.of(bundle, all);
  }

  private static void trade(TradingSetup setup, Journal tape, boolean breaks) {
    trade(setup, tape, breaks, HealthOpening.NONE);
  }

  private static void trade(
      TradingSetup setup, Journal tape, boolean breaks, HealthOpening opening) {
    TradingSession session = run.sessions().getFirst();
    TradingEngine engine = setup.begin(tape, session, "paper", EngineMode.LIVE, opening);
    new ToEngine(engine).feed(ticks, i -> breaks ? broken(i) : 0);
    engine.endOfDate(session.endNs());
  }

  private static RecordedTape tape(boolean breaks, String... sets) {
    RecordedTape tape = new RecordedTape();
    try (TradingSetup setup = setup(sets)) {
      trade(setup, tape, breaks);
    }
    return tape;
  }

  private record Verdict(long seq, long tsNs, HealthState state, List<String> reasons) {}

  private static List<Verdict> verdicts(RecordedTape tape) {
    PairHealthDecoder d = new PairHealthDecoder();
    List<Verdict> verdicts = new ArrayList<>();
    for (UnsafeBuffer record : tape.of(PairHealthDecoder.TEMPLATE_ID)) {
      d.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
      assertThat(d.sampleNs()).isLessThanOrEqualTo(d.tsNs());
      verdicts.add(new Verdict(d.seq(), d.tsNs(), d.state(), HealthReason.words(d.reasons())));
    }
    return verdicts;
  }

  private record Decided(long seq, DecisionKind kind) {}

  private static List<Decided> decisionsFrom(RecordedTape tape, long seq) {
    DecisionDecoder d = new DecisionDecoder();
    List<Decided> decisions = new ArrayList<>();
    for (UnsafeBuffer record : tape.of(DecisionDecoder.TEMPLATE_ID)) {
      d.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
      if (d.seq() >= seq) {
        decisions.add(new Decided(d.seq(), d.kind()));
      }
    }
    return decisions;
  }

  @Test
  void shouldEnterNothingAndLeaveWhatIsOpenWhenThePairBreaks() {
    RecordedTape tape = tape(true);
    List<Verdict> verdicts = verdicts(tape);
    assertThat(verdicts).extracting(Verdict::state).containsExactly(HealthState.QUARANTINED);
    Verdict verdict = verdicts.getFirst();
    assertThat(verdict.reasons()).contains("structural-break");
    assertThat(verdict.tsNs()).isGreaterThan(ticks.tsNs()[breakTick]);
    List<Decided> after = decisionsFrom(tape, verdict.seq());
    assertThat(after).extracting(Decided::kind).doesNotContain(DecisionKind.ENTER);
    assertThat(tape.of(MarkDecoder.TEMPLATE_ID)).as("nothing is left open").isEmpty();
    assertThat(refusals(tape)).isNotEmpty().allMatch(r -> r == HealthState.QUARANTINED);

    RecordedTape recordedOnly = tape(true, "health.enforce=false");
    assertThat(verdicts(recordedOnly)).hasSameSizeAs(verdicts);
    assertThat(decisionsFrom(recordedOnly, verdict.seq()))
        .extracting(Decided::kind)
        .as("without the verdict it would have entered")
        .contains(DecisionKind.ENTER);
    assertThat(refusals(recordedOnly)).isEmpty();
  }

  private static List<HealthState> refusals(RecordedTape tape) {
    HealthRefusalDecoder d = new HealthRefusalDecoder();
    List<HealthState> states = new ArrayList<>();
    for (UnsafeBuffer record : tape.of(HealthRefusalDecoder.TEMPLATE_ID)) {
      d.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
      assertThat(Math.abs(d.zScore())).isGreaterThanOrEqualTo(bundle.strategy().entry().z());
      states.add(d.state());
    }
    return states;
  }

  @Test
  void shouldCloseAnOpenPositionWhenThePairIsQuarantined() {
    // Nothing else closes it: z comes back to no band, there is no stop and no clock.
    String[] open = {"exit.z=0", "exit.stop_z=1000", "exit.max_holding_ms=100000000"};
    RecordedTape tape = tape(true, open);
    long quarantined = verdicts(tape).getFirst().seq();
    Decided first = decisionsFrom(tape, quarantined).getFirst();
    RecordedTape held = tape(true, open[0], open[1], open[2], "health.exit_quarantined=false");
    Decided firstHeld = decisionsFrom(held, quarantined).getFirst();
    assertThat(first.kind()).isEqualTo(DecisionKind.EXIT);
    assertThat(first.seq()).isLessThan(firstHeld.seq());
  }

  @Test
  void shouldEnterHalfTheLotsWhenThePairIsToBeSizedDown() {
    String small = "health.size_down.sd_ratio=0.001";
    RecordedTape tape = tape(false, small);
    Verdict first = verdicts(tape).getFirst();
    assertThat(first.state()).isEqualTo(HealthState.SIZE_DOWN);
    assertThat(first.reasons()).containsExactly("wide-spread");
    List<Long> before = new ArrayList<>();
    List<Long> after = new ArrayList<>();
    ParentOrderDecoder parent = new ParentOrderDecoder();
    for (UnsafeBuffer record : tape.of(ParentOrderDecoder.TEMPLATE_ID)) {
      parent.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
      if (parent.purpose() == Purpose.ENTRY) {
        (parent.seq() < first.seq() ? before : after).add(Math.abs(parent.yQtyLots()));
      }
    }
    long lots = bundle.strategy().order().lots();
    assertThat(before).isNotEmpty().allMatch(qty -> qty == lots);
    assertThat(after).isNotEmpty().allMatch(qty -> qty == lots / 2);

    RecordedTape oneLot = tape(false, small, "order.lots=1");
    assertThat(decisionsFrom(oneLot, first.seq()))
        .as("half of one lot is no entry")
        .extracting(Decided::kind)
        .doesNotContain(DecisionKind.ENTER);
    assertThat(refusals(oneLot)).isNotEmpty();
  }

  /** The same on daily bars: a sample and a check a bar, at its close. */
  @Test
  void shouldEnterNothingAfterABreakOfBars(@TempDir Path bundles) {
    SigningKeys keys = SigningKeys.developmentKey(bundles.resolve("keys"));
    String[] sets = BarMarket.settings("bar-pair-v1").toArray(String[]::new);
    Path written = TinyBundle.write(bundles, TinyBundle.settings(sets), keys, TinyRun.WEIGHT);
    Bundle onBars = Bundle.open(written, keys.publicKey());
    TickColumns bars = BarMarket.ticks(SEED);
    int broken = BarMarket.BARS / 2;

    RecordedTape tape = onBars(onBars, bars, broken);
    List<Verdict> verdicts = verdicts(tape);
    Verdict last = verdicts.getLast();
    assertThat(last.state()).isEqualTo(HealthState.QUARANTINED);
    assertThat(last.reasons()).contains("structural-break");
    assertThat(last.tsNs()).isGreaterThanOrEqualTo(bars.tsNs()[4 * broken]);
    assertThat(verdicts).allMatch(verdict -> closes(bars).contains(verdict.tsNs()));
    assertThat(decisionsFrom(tape, last.seq()))
        .extracting(Decided::kind)
        .doesNotContain(DecisionKind.ENTER);
    assertThat(decisionsFrom(tape, 0)).extracting(Decided::kind).contains(DecisionKind.ENTER);

    RecordedTape recordedOnly = onBars(onBars, bars, broken, "health.enforce=false");
    assertThat(verdicts(recordedOnly)).hasSameSizeAs(verdicts);
    assertThat(verdicts(onBars(onBars, bars, BarMarket.BARS)))
        .extracting(Verdict::state)
        .doesNotContain(HealthState.QUARANTINED);
  }

  private static Set<Long> closes(TickColumns bars) {
    Set<Long> closes = new HashSet<>();
    for (int i = 2; i < bars.count(); i += 4) {
      closes.add(bars.tsNs()[i]);
    }
    return closes;
  }

  /** Trades bars; from one bar on leg Y is dearer by eight sd of the formation window. */
  private static RecordedTape onBars(
      Bundle bundle, TickColumns bars, int brokenBar, String... sets) {
    RecordedTape tape = new RecordedTape();
    try (TradingSetup setup = TradingSetup.of(bundle, List.of(sets))) {
      TradingEngine engine =
          setup.begin(tape, BarMarket.SESSION, "paper", EngineMode.LIVE, HealthOpening.NONE);
      new ToEngine(engine)
          .feed(bars, i -> BarMarket.barOf(i) >= brokenBar && bars.instrumentId()[i] == 0 ? 56 : 0);
      engine.endOfDate(BarMarket.SESSION.endNs());
    }
    return tape;
  }

  @Test
  void shouldEnterNothingWhenThePairBroughtAQuarantineAlong(@TempDir Path tapes) {
    Path source = tapes.resolve("source");
    HealthOpening opening = opening(HealthState.QUARANTINED);
    RecordedTape tape = new RecordedTape();
    try (TradingSetup setup = setup()) {
      trade(setup, tape, false, opening);
      try (TapeWriter writer = TapeWriter.create(source)) {
        trade(setup, writer, false, opening);
      }
      Replay.Replayed replayed = Replay.run(source, tapes.resolve("target"), a -> setup);
      assertThat(replayed.firstDifferentSeq()).isEqualTo(-1);
    }
    assertThat(decisionsFrom(tape, 0)).isEmpty();
    assertThat(refusals(tape)).isNotEmpty().allMatch(r -> r == HealthState.QUARANTINED);
    assertThat(decisionsFrom(tape(false), 0))
        .as("without it the same ticks are traded")
        .extracting(Decided::kind)
        .contains(DecisionKind.ENTER);
    TapeContents contents = Objects.requireNonNull(TapeContents.of(source));
    assertThat(contents.opening()).isEqualTo(opening);
    assertThat(contents.closing().verdicts())
        .as("it goes on to the session after that")
        .isEqualTo(opening.verdicts());
  }

  @Test
  void shouldEnterAgainWhenAFullWindowFindsNothingOfAMilderVerdict() {
    RecordedTape tape = new RecordedTape();
    try (TradingSetup setup = setup()) {
      trade(setup, tape, false, opening(HealthState.EXIT_ONLY));
    }
    Verdict better = verdicts(tape).getFirst();
    assertThat(better.state()).isEqualTo(HealthState.HEALTHY);
    long windowNs = 180 * 1_000_000_000L;
    assertThat(better.tsNs()).isGreaterThan(run.sessions().getFirst().startNs() + windowNs);
    assertThat(decisionsFrom(tape, 0))
        .isNotEmpty()
        .allMatch(decided -> decided.seq() > better.seq());
  }

  private static HealthOpening opening(HealthState state) {
    int reasons = HealthReason.STRUCTURAL_BREAK.bit();
    return new HealthOpening("2014-05-06", List.of(new HealthOpening.Verdict(0, state, reasons)));
  }

  @Test
  void shouldRefuseAnOpeningOfAPairThatTheBundleDoesNotHold() {
    HealthOpening other =
        new HealthOpening(
            "2014-05-06", List.of(new HealthOpening.Verdict(9, HealthState.EXIT_ONLY, 0)));
    try (TradingSetup setup = setup()) {
      assertThatThrownBy(() -> trade(setup, new RecordedTape(), false, other))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("pairId=9");
    }
  }

  @Test
  void shouldTradeAsBeforeWhenThePairStaysHealthy() {
    RecordedTape with = tape(false);
    assertThat(verdicts(with)).isEmpty();
    assertThat(with.of(DecisionDecoder.TEMPLATE_ID))
        .hasSameSizeAs(tape(false, "health.enforce=false").of(DecisionDecoder.TEMPLATE_ID));
  }

  @Test
  void shouldGiveTheSameBytesWhenABrokenSessionIsReplayed(@TempDir Path tapes) {
    Path source = tapes.resolve("source");
    try (TradingSetup setup = setup()) {
      try (TapeWriter writer = TapeWriter.create(source)) {
        trade(setup, writer, true);
      }
      Replay.Replayed replayed = Replay.run(source, tapes.resolve("target"), a -> setup);
      assertThat(replayed.firstDifferentSeq()).isEqualTo(-1);
      assertThat(replayed.tapeSha256()).isEqualTo(TapeDigest.of(List.of(source)));
    }
    TapeContents contents = Objects.requireNonNull(TapeContents.of(source));
    assertThat(contents.healthChanges()).isEqualTo(1);
    assertThat(contents.opening()).isEqualTo(HealthOpening.NONE);
    assertThat(contents.closing().tradeDate()).isEqualTo(DATE);
    assertThat(contents.closing().verdicts())
        .extracting(HealthOpening.Verdict::pairId, HealthOpening.Verdict::state)
        .containsExactly(tuple(0, HealthState.QUARANTINED));
    try (TapeReader reader = TapeReader.open(source)) {
      while (reader.next()) {
        int version =
            switch (reader.templateId()) {
              case PairHealthDecoder.TEMPLATE_ID, HealthRefusalDecoder.TEMPLATE_ID -> 3;
              case HealthExcursionDecoder.TEMPLATE_ID -> 5;
              default -> 1;
            };
        assertThat(reader.version()).as("old messages keep their version").isEqualTo(version);
      }
    }
  }
}
