package io.statarb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.statarb.bundle.Bundle;
import io.statarb.bundle.TradablePair;
import io.statarb.scoring.Scorer;
import io.statarb.tape.Journal;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.DecisionKind;
import io.statarb.tape.sbe.MarkDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.ScoreDecoder;
import io.statarb.tape.sbe.TickDecoder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on a quarter of an hour of seeded quotes. */
final class TradingEngineTest {
  private static final String DATE = "2014-05-07";
  private static final long SEED = Long.getLong("seed", 7L);

  @TempDir static Path folder;
  private static TinyRun run;
  private static Bundle bundle;

  @BeforeAll
  static void makeRun() {
    System.out.println("seed=" + SEED);
    run = TinyRun.make(folder, SEED, DATE);
    bundle = run.champion();
  }

  /** The bundle's model in plain Java: what ONNX Runtime allocates is not the engine's. */
  private record PlainScorer(int zIndex) implements Scorer {
    @Override
    public double score(double[] features) {
      return -TinyRun.WEIGHT * (float) features[zIndex];
    }

    @Override
    public void close() {}
  }

  /** A model that has lost its mind. */
  private record ConstantScorer(double score) implements Scorer {
    @Override
    public double score(double[] features) {
      return score;
    }

    @Override
    public void close() {}
  }

  private static TradingEngine engine(Journal journal, Scorer scorer, EngineMode mode) {
    return new TradingEngine(
        bundle.strategy(),
        bundle.universe(),
        bundle.featureService(),
        bundle.pairs(),
        List.of(scorer),
        journal,
        mode,
        run.sessions().getFirst());
  }

  private static void feed(TradingEngine engine) {
    try (TapeReader input = TapeReader.open(run.out().historyTape(DATE))) {
      while (input.next()) {
        if (input.templateId() == TickDecoder.TEMPLATE_ID) {
          engine.onTick(input.buffer(), input.offset(), input.length());
        }
      }
    }
    engine.endOfDate(run.sessions().getFirst().endNs());
  }

  private static RecordedTape record(Scorer scorer, EngineMode mode) {
    RecordedTape tape = new RecordedTape();
    feed(engine(tape, scorer, mode));
    return tape;
  }

  private static Scorer plain() {
    return new PlainScorer(
        bundle.featureService().indexOf(bundle.strategy().features().decisionZ()));
  }

  private static DecisionDecoder decision(UnsafeBuffer record) {
    DecisionDecoder decoder = new DecisionDecoder();
    decoder.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
    return decoder;
  }

  @Test
  void shouldDecideOnlyOnRecordedScoresThatCrossTheThresholds() {
    TradablePair pair = bundle.pairs().getFirst();
    RecordedTape tape;
    try (Scorer scorer = bundle.scorer(pair)) {
      tape = record(scorer, EngineMode.LIVE);
    }
    List<UnsafeBuffer> decisions = tape.of(DecisionDecoder.TEMPLATE_ID);
    ScoreDecoder score = new ScoreDecoder();
    int entries = 0;
    try (Scorer again = bundle.scorer(pair)) {
      for (UnsafeBuffer record : decisions) {
        DecisionDecoder decision = decision(record);
        UnsafeBuffer row = tape.records().get((int) decision.scoreSeq());
        score.wrapAndApplyHeader(row, 0, new MessageHeaderDecoder());
        assertThat(decision.zScore()).isEqualTo(score.zScore());
        assertThat(decision.score()).isEqualTo(score.score());
        double[] features = new double[bundle.featureService().size()];
        int i = 0;
        for (ScoreDecoder.FeaturesDecoder f : score.features()) {
          features[i++] = f.value();
        }
        assertThat(again.score(features)).isEqualTo(decision.score());
        if (decision.kind() == DecisionKind.ENTER) {
          entries++;
          assertThat(Math.abs(decision.zScore())).isGreaterThanOrEqualTo(decision.entryZ());
          assertThat(decision.direction() * decision.score())
              .isGreaterThanOrEqualTo(decision.entryScore());
          assertThat((double) decision.direction()).isEqualTo(-Math.signum(decision.zScore()));
        }
      }
    }
    assertThat(entries).as("seed=%d", SEED).isGreaterThanOrEqualTo(5);
    assertThat(tape.of(ChildOrderDecoder.TEMPLATE_ID)).hasSizeGreaterThanOrEqualTo(4 * entries);
    assertThat(tape.of(MarkDecoder.TEMPLATE_ID)).isEmpty();
  }

  @Test
  void shouldGiveTheSameBytesWhenRunAgain() {
    assertThat(record(plain(), EngineMode.LIVE).digest())
        .isEqualTo(record(plain(), EngineMode.LIVE).digest());
  }

  @Test
  void shouldSendNoOrderWhenTheModelGivesNoNumber() {
    for (double wrong :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE * 2}) {
      RecordedTape tape = new RecordedTape();
      TradingEngine engine = engine(tape, new ConstantScorer(wrong), EngineMode.LIVE);
      feed(engine);
      assertThat(engine.nonFiniteScores()).isPositive();
      assertThat(engine.rows()).isGreaterThan(1000);
      assertThat(tape.of(DecisionDecoder.TEMPLATE_ID)).isEmpty();
      assertThat(tape.of(ChildOrderDecoder.TEMPLATE_ID)).isEmpty();
    }
  }

  /** Gives one NaN at a given call and is right otherwise. */
  private static final class OneNan implements Scorer {
    private final Scorer right;
    private final int wrongCall;
    private int calls;

    OneNan(Scorer right, int wrongCall) {
      this.right = right;
      this.wrongCall = wrongCall;
    }

    @Override
    public double score(double[] features) {
      return calls++ == wrongCall ? Double.NaN : right.score(features);
    }

    @Override
    public void close() {}
  }

  @Test
  void shouldEnterNoMoreWhenTheModelOnceGaveNoNumber() {
    RecordedTape tape = new RecordedTape();
    TradingEngine engine = engine(tape, new OneNan(plain(), 1500), EngineMode.LIVE);
    feed(engine);
    ScoreDecoder score = new ScoreDecoder();
    long badSeq = -1;
    for (UnsafeBuffer record : tape.of(ScoreDecoder.TEMPLATE_ID)) {
      score.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
      boolean finite = Double.isFinite(score.score());
      long seq = score.seq();
      boolean all = true;
      for (ScoreDecoder.FeaturesDecoder f : score.features()) {
        all &= Double.isFinite(f.value());
      }
      badSeq = all && !finite ? seq : badSeq;
    }
    assertThat(badSeq).isPositive();
    boolean before = false;
    for (UnsafeBuffer record : tape.of(DecisionDecoder.TEMPLATE_ID)) {
      DecisionDecoder decision = decision(record);
      if (decision.kind() == DecisionKind.ENTER) {
        assertThat(decision.seq()).isLessThan(badSeq);
        before = true;
      }
    }
    assertThat(before).isTrue();
    assertThat(tape.of(MarkDecoder.TEMPLATE_ID)).as("what was open is closed").isEmpty();
  }

  @Test
  void shouldDecideAlikeOnTheFirstEntryWhenFrictionless() {
    RecordedTape live = record(plain(), EngineMode.LIVE);
    RecordedTape free = record(plain(), EngineMode.FRICTIONLESS);
    DecisionDecoder a = decision(live.of(DecisionDecoder.TEMPLATE_ID).getFirst());
    DecisionDecoder b = decision(free.of(DecisionDecoder.TEMPLATE_ID).getFirst());
    assertThat(b.tsNs()).isEqualTo(a.tsNs());
    assertThat(b.score()).isEqualTo(a.score());
    assertThat(free.of(ScoreDecoder.TEMPLATE_ID))
        .as("only rows that were decided on")
        .hasSameSizeAs(free.of(DecisionDecoder.TEMPLATE_ID));
  }

  @Test
  void shouldNotAskTheModelWhenInBaselineMode() {
    RecordedTape tape = record(new ConstantScorer(Double.NaN), EngineMode.BASELINE);
    assertThat(tape.of(ChildOrderDecoder.TEMPLATE_ID)).isNotEmpty();
  }

  /** Counts and forgets. */
  private static final class CountingJournal implements Journal {
    private long count;

    @Override
    public long nextSeq() {
      return count;
    }

    @Override
    public void append(DirectBuffer buffer, int offset, int length) {
      count++;
    }
  }

  @Test
  void shouldAllocateNothingPerTickWhenWarm() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    long least = Long.MAX_VALUE;
    long ticks = 0;
    for (int round = 0; round < 6; round++) {
      CountingJournal journal = new CountingJournal();
      TradingEngine engine = engine(journal, plain(), EngineMode.LIVE);
      try (TapeReader input = TapeReader.open(run.out().historyTape(DATE))) {
        long warm = 0;
        long before = 0;
        while (input.next()) {
          if (input.templateId() == TickDecoder.TEMPLATE_ID) {
            engine.onTick(input.buffer(), input.offset(), input.length());
            if (++warm == 500) {
              before = threads.getThreadAllocatedBytes(thread);
            }
          }
        }
        least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        ticks = warm - 500;
      }
      assertThat(engine.orders()).isPositive();
    }
    System.out.println("allocated bytes=%d ticks=%d".formatted(least, ticks));
    // The measurement itself and the reader's warm-up leave a few hundred bytes, not per tick.
    assertThat(least).isLessThan(ticks);
  }
}
