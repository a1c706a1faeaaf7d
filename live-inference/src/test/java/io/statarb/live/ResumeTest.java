package io.statarb.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.engine.EngineMode;
import io.statarb.engine.HealthOpening;
import io.statarb.engine.TinyBundle;
import io.statarb.engine.TinyRun;
import io.statarb.engine.TradingSetup;
import io.statarb.live.TapeFolder.Done;
import io.statarb.replay.Replay;
import io.statarb.tape.TapeDigest;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.CommandDecoder;
import io.statarb.tape.sbe.CommandKind;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.HealthOpeningDecoder;
import io.statarb.tape.sbe.HealthState;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.ScoreDecoder;
import io.statarb.tape.sbe.TickDecoder;
import io.statarb.time.NanoClock;
import io.statarb.time.TradingSession;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tapes that broke off at some record, and commands in mid-session. */
final class ResumeTest {
  private static final String DATE = "2014-05-07";
  private static final long SEED = Long.getLong("seed", 23L);

  @TempDir Path folder;
  private TinyRun run;
  private TradingSetup setup;
  private TradingSession session;

  /** Commands by the number of times that the loop has asked. */
  private static final class Script implements Controls {
    private final long killFrom;
    private final long killTo;
    private final long stopAt;
    private long asked;

    Script(long killFrom, long killTo, long stopAt) {
      this.killFrom = killFrom;
      this.killTo = killTo;
      this.stopAt = stopAt;
    }

    static Script none() {
      return new Script(0, 0, Long.MAX_VALUE);
    }

    @Override
    public @Nullable Order kill() {
      return asked >= killFrom && asked < killTo ? new Order("anna", "", "a reason") : null;
    }

    @Override
    public @Nullable Order resumed() {
      return new Order("anna", "ben", "back");
    }

    @Override
    public boolean stopRequested() {
      return ++asked >= stopAt;
    }
  }

  @BeforeEach
  void makeRun() {
    System.out.println("seed=" + SEED);
    run = TinyRun.make(folder, SEED, DATE);
    setup = TradingSetup.of(run.champion(), List.of());
    session = run.sessions().getFirst();
  }

  @AfterEach
  void close() {
    setup.close();
  }

  private Done trade(Path tape, TradingSetup with, Controls controls, boolean anew) {
    return trade(tape, with, controls, anew, HealthOpening.NONE);
  }

  private Done trade(
      Path tape, TradingSetup with, Controls controls, boolean anew, HealthOpening opening) {
    SessionLoop loop =
        new SessionLoop(
            with,
            EngineMode.LIVE,
            "paper",
            session,
            run.out().historyTape(DATE),
            controls,
            NanoClock.monotonic(),
            0,
            LatencyStore.histogram(),
            Progress.quiet());
    return new TapeFolder(tape, with, "paper", EngineMode.LIVE, session)
        .bring(anew, opening, loop::run);
  }

  private Done trade(Path tape, Controls controls) {
    return trade(tape, setup, controls, false);
  }

  private static String digest(Path tape) {
    return TapeDigest.of(List.of(tape));
  }

  /** Records at which something else than a tick or a row stands, and a few others. */
  private static List<Integer> cuts(List<UnsafeBuffer> records) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Integer> cuts = new ArrayList<>(List.of(0, 1, 2, 3, records.size() - 1));
    for (int i = 0; i < 6; i++) {
      cuts.add(random.nextInt(records.size()));
    }
    List<Integer> deeds = new ArrayList<>();
    for (int i = 2; i < records.size(); i++) {
      int id = Tapes.templateId(records.get(i));
      if (id != TickDecoder.TEMPLATE_ID && id != ScoreDecoder.TEMPLATE_ID) {
        deeds.add(i);
      }
    }
    for (int i = 0; i < 10; i++) {
      cuts.add(deeds.get(random.nextInt(deeds.size())));
    }
    return cuts;
  }

  @Test
  void shouldEndInTheSameTapeWhenBrokenOffAtAnyRecord() {
    Path whole = folder.resolve("whole");
    assertThat(trade(whole, Script.none())).isEqualTo(Done.TRADED);
    String expected = digest(whole);
    List<UnsafeBuffer> records = Tapes.records(whole);
    for (int cut : cuts(records)) {
      Path tape = folder.resolve("cut-" + cut);
      AtomicFiles.delete(tape);
      Tapes.write(tape, records, cut, record -> record);
      Done done = trade(tape, Script.none());
      assertThat(done).isEqualTo(cut == 0 ? Done.TRADED : Done.RESUMED);
      assertThat(digest(tape)).as("seed=%d cut=%d", SEED, cut).isEqualTo(expected);
    }
  }

  /**
   * The session before may have been traded again meanwhile; what has begun goes on as it began.
   */
  @Test
  void shouldGoOnWithTheVerdictsThatItOpenedWith() {
    HealthOpening opening =
        new HealthOpening(
            "2014-05-06", List.of(new HealthOpening.Verdict(0, HealthState.QUARANTINED, 64)));
    Path whole = folder.resolve("whole");
    trade(whole, setup, Script.none(), false, opening);
    List<UnsafeBuffer> records = Tapes.records(whole);
    assertThat(Tapes.templateId(records.get(2))).isEqualTo(HealthOpeningDecoder.TEMPLATE_ID);
    for (int cut : new int[] {3, 4, records.size() / 2}) {
      Path tape = folder.resolve("cut-" + cut);
      Tapes.write(tape, records, cut, record -> record);
      assertThat(trade(tape, setup, Script.none(), false, HealthOpening.NONE))
          .isEqualTo(Done.RESUMED);
      assertThat(digest(tape)).as("cut=%d", cut).isEqualTo(digest(whole));
    }
    for (int cut : new int[] {1, 2}) {
      Path tape = folder.resolve("cut-" + cut);
      Tapes.write(tape, records, cut, record -> record);
      assertThat(trade(tape, setup, Script.none(), false, opening)).isEqualTo(Done.RESUMED);
      assertThat(digest(tape)).as("cut=%d", cut).isEqualTo(digest(whole));
    }
    Path healthy = folder.resolve("healthy");
    trade(healthy, Script.none());
    Path cut = folder.resolve("healthy-cut");
    Tapes.write(cut, Tapes.records(healthy), 5, record -> record);
    trade(cut, setup, Script.none(), false, opening);
    assertThat(digest(cut)).isEqualTo(digest(healthy));
  }

  @Test
  void shouldRefuseWhenARecordIsNotWhatItsInputsLeadTo() {
    Path whole = folder.resolve("whole");
    trade(whole, Script.none());
    List<UnsafeBuffer> records = Tapes.records(whole);
    int decided = 0;
    while (Tapes.templateId(records.get(decided)) != DecisionDecoder.TEMPLATE_ID) {
      decided++;
    }
    long seq = decided;
    Path tape = folder.resolve("altered");
    Tapes.write(
        tape,
        records,
        decided + 100,
        record -> {
          if (record.getLong(MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN) != seq) {
            return record;
          }
          UnsafeBuffer changed = new UnsafeBuffer(record.byteArray().clone());
          int last = changed.capacity() - 1;
          changed.putByte(last, (byte) -changed.getByte(last));
          return changed;
        });
    assertThatThrownBy(() -> trade(tape, Script.none()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("seq=" + seq);
  }

  @Test
  void shouldRefuseWhenBrokenOffWithAnotherBundle() {
    Path tape = folder.resolve("tape");
    assertThat(trade(tape, new Script(0, 0, 1000))).isEqualTo(Done.STOPPED);
    run.promote(folder.resolve("second"), TinyBundle.settings("entry.z=2.5"), TinyRun.WEIGHT);
    try (TradingSetup other = TradingSetup.of(run.champion(), List.of())) {
      assertThatThrownBy(() -> trade(tape, other, Script.none(), false))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("settings");
      assertThat(trade(tape, other, Script.none(), true)).isEqualTo(Done.TRADED);
      assertThat(new TapeFolder(tape, other, "paper", EngineMode.LIVE, session).whole()).isTrue();
      assertThat(new TapeFolder(tape, setup, "paper", EngineMode.LIVE, session).whole()).isFalse();
    }
  }

  @Test
  void shouldGoOnWithoutADuplicateOrderWhenStopped() {
    Path tape = folder.resolve("tape");
    SplittableRandom random = new SplittableRandom(SEED);
    for (int stop = 0; stop < 5; stop++) {
      // The loop asks once a tick, also on ticks that it meets again.
      assertThat(trade(tape, new Script(0, 0, 400 + 500L * stop + random.nextInt(400))))
          .isEqualTo(Done.STOPPED);
    }
    assertThat(trade(tape, Script.none())).isEqualTo(Done.RESUMED);
    assertThat(commands(tape)).containsOnly(CommandKind.STOP).hasSize(5);
    ChildOrderDecoder child = new ChildOrderDecoder();
    List<Long> ids = new ArrayList<>();
    for (UnsafeBuffer record : Tapes.records(tape)) {
      if (Tapes.templateId(record) == ChildOrderDecoder.TEMPLATE_ID) {
        child.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
        ids.add(child.clientOrderId());
      }
    }
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    assertThat(Replay.run(tape, folder.resolve("again"), a -> setup).firstDifferentSeq())
        .isEqualTo(-1);
  }

  @Test
  void shouldDecideNothingWhileKilledAndGoOnWhenResumed() {
    Path tape = folder.resolve("tape");
    assertThat(trade(tape, new Script(1000, 2000, Long.MAX_VALUE))).isEqualTo(Done.TRADED);
    assertThat(commands(tape)).containsExactly(CommandKind.KILL, CommandKind.RESUME);
    boolean killed = false;
    int before = 0;
    int after = 0;
    for (UnsafeBuffer record : Tapes.records(tape)) {
      switch (Tapes.templateId(record)) {
        case CommandDecoder.TEMPLATE_ID -> killed = !killed;
        case DecisionDecoder.TEMPLATE_ID, ChildOrderDecoder.TEMPLATE_ID -> {
          assertThat(killed).isFalse();
          before += 1;
          after = before;
        }
        default -> {}
      }
    }
    assertThat(after).isPositive();
    assertThat(Replay.run(tape, folder.resolve("again"), a -> setup).firstDifferentSeq())
        .isEqualTo(-1);
  }

  @Test
  void shouldMeetItsCommandsAgainWhenBrokenOffBehindThem() {
    Path whole = folder.resolve("whole");
    trade(whole, new Script(1000, 2000, Long.MAX_VALUE));
    List<UnsafeBuffer> records = Tapes.records(whole);
    int kill = 0;
    while (Tapes.templateId(records.get(kill)) != CommandDecoder.TEMPLATE_ID) {
      kill++;
    }
    for (int cut : new int[] {kill + 1, kill + 2, kill + 500}) {
      Path tape = folder.resolve("cut-" + cut);
      Tapes.write(tape, records, cut, record -> record);
      // Nobody is killing any more, so trading resumes where the tape broke off.
      assertThat(trade(tape, Script.none())).isEqualTo(Done.RESUMED);
      assertThat(commands(tape)).containsExactly(CommandKind.KILL, CommandKind.RESUME);
      assertThat(Replay.run(tape, folder.resolve("again-" + cut), a -> setup).firstDifferentSeq())
          .isEqualTo(-1);
    }
  }

  private static List<CommandKind> commands(Path tape) {
    CommandDecoder command = new CommandDecoder();
    List<CommandKind> kinds = new ArrayList<>();
    for (UnsafeBuffer record : Tapes.records(tape)) {
      if (Tapes.templateId(record) == CommandDecoder.TEMPLATE_ID) {
        command.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
        kinds.add(command.kind());
      }
    }
    return kinds;
  }
}
