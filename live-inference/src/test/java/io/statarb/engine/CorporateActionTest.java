package io.statarb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.bundle.Bundle;
import io.statarb.scoring.Scorer;
import io.statarb.tape.Journal;
import io.statarb.tape.TapeWriting;
import io.statarb.tape.sbe.CorporateActionKind;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.DecisionKind;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.RebaseDecoder;
import io.statarb.tape.sbe.ScoreDecoder;
import io.statarb.ticks.TickColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ING-08: a corporate action in the middle of a session, a pair open. */
final class CorporateActionTest {
  private static final String DATE = "2014-05-07";
  private static final long SEED = Long.getLong("seed", 7L);

  /** One for two: prices are twice as high afterwards. */
  private static final long FACTOR = 2;

  @TempDir static Path folder;
  private static TinyRun run;
  private static Bundle bundle;
  private static TickColumns ticks;

  @BeforeAll
  static void makeRun() {
    System.out.println("seed=" + SEED);
    run = TinyRun.make(folder, SEED, DATE);
    bundle = run.champion();
    ticks = TickColumns.fromTape(run.out().historyTape(DATE));
  }

  /** Hands what is encoded to the engine instead of a tape. */
  private record ToEngine(TradingEngine engine, boolean action) implements Journal {
    @Override
    public long nextSeq() {
      return 0;
    }

    @Override
    public void append(DirectBuffer buffer, int offset, int length) {
      if (action) {
        engine.onCorporateAction(buffer, offset, length);
      } else {
        engine.onTick(buffer, offset, length);
      }
    }
  }

  /** What is known of the action of instrument 0, and when. */
  private record Known(int beforeTick, long newUnits, long exNs) {}

  private static final class Plain implements Scorer {
    private final int zIndex =
        bundle.featureService().indexOf(bundle.strategy().features().decisionZ());

    @Override
    public double score(double[] features) {
      return -TinyRun.WEIGHT * (float) features[zIndex];
    }

    @Override
    public void close() {}
  }

  /**
   * Runs the session, instrument 0 quoted at twice the price from a tick on.
   *
   * @param exTick first tick in the new units
   * @param known what the engine is told, in order
   */
  private static RecordedTape run(int exTick, List<Known> known) {
    RecordedTape tape = new RecordedTape();
    TradingEngine engine =
        new TradingEngine(
            bundle.strategy(),
            bundle.universe(),
            bundle.featureService(),
            bundle.pairs(),
            List.of(new Plain()),
            tape,
            EngineMode.LIVE,
            run.sessions().getFirst());
    TapeWriting writing = new TapeWriting();
    int told = 0;
    for (int i = 0; i < ticks.count(); i++) {
      while (told < known.size() && known.get(told).beforeTick() == i) {
        Known k = known.get(told++);
        writing.corporateAction(
            new ToEngine(engine, true),
            ticks.tsNs()[i],
            42,
            k.exNs(),
            ticks.tsNs()[i],
            k.newUnits(),
            FACTOR,
            0,
            0,
            CorporateActionKind.SPLIT);
      }
      boolean scaled = ticks.instrumentId()[i] == 0 && i >= exTick && ticks.bidPxTicks()[i] > 0;
      long factor = scaled ? FACTOR : 1;
      writing.tick(
          new ToEngine(engine, false),
          ticks.tsNs()[i],
          i,
          ticks.instrumentId()[i],
          ticks.bidPxTicks()[i] * factor,
          ticks.askPxTicks()[i] * factor,
          ticks.condition()[i],
          0,
          i + 1);
    }
    engine.endOfDate(run.sessions().getFirst().endNs());
    return tape;
  }

  private static RecordedTape without() {
    return run(Integer.MAX_VALUE, List.of());
  }

  private record Decided(long tsNs, DecisionKind kind, int direction) {}

  private static List<Decided> decisions(RecordedTape tape) {
    List<Decided> decisions = new ArrayList<>();
    DecisionDecoder d = new DecisionDecoder();
    for (UnsafeBuffer record : tape.of(DecisionDecoder.TEMPLATE_ID)) {
      d.wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());
      decisions.add(new Decided(d.tsNs(), d.kind(), d.direction()));
    }
    return decisions;
  }

  /** First tick at which the pair has been open for a while. */
  private static int openTick() {
    List<Decided> decisions = decisions(without());
    assertThat(decisions.getFirst().kind()).isEqualTo(DecisionKind.ENTER);
    long fromNs = decisions.getFirst().tsNs();
    long toNs = decisions.get(1).tsNs();
    for (int i = 0; i < ticks.count(); i++) {
      if (ticks.tsNs()[i] > fromNs + (toNs - fromNs) / 2) {
        return i;
      }
    }
    throw new IllegalStateException("no position in the session: seed=" + SEED);
  }

  private static double[] zScores(RecordedTape tape) {
    List<UnsafeBuffer> rows = tape.of(ScoreDecoder.TEMPLATE_ID);
    double[] z = new double[rows.size()];
    ScoreDecoder score = new ScoreDecoder();
    for (int i = 0; i < z.length; i++) {
      score.wrapAndApplyHeader(rows.get(i), 0, new MessageHeaderDecoder());
      z[i] = score.zScore();
    }
    return z;
  }

  @Test
  void shouldSeeNoSignalAndDecideAlikeWhenALegSplitsOnAnOpenPosition() {
    int ex = openTick();
    RecordedTape plain = without();
    RecordedTape split = run(ex, List.of(new Known(ex, 1, ticks.tsNs()[ex])));
    double[] expected = zScores(plain);
    double[] actual = zScores(split);
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    int compared = 0;
    for (int i = 0; i < expected.length; i++) {
      if (!Double.isNaN(expected[i])) {
        largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        compared++;
      }
    }
    System.out.println("largest dz=%s rows=%d".formatted(largest, compared));
    assertThat(compared).isGreaterThan(1000);
    assertThat(largest).isLessThan(1e-9);
    assertThat(decisions(split)).isEqualTo(decisions(plain));
    RebaseDecoder rebase = new RebaseDecoder();
    List<UnsafeBuffer> records = split.of(RebaseDecoder.TEMPLATE_ID);
    assertThat(records).hasSize(1);
    rebase.wrapAndApplyHeader(records.getFirst(), 0, new MessageHeaderDecoder());
    assertThat(rebase.positionLotsBefore()).isNotZero();
    assertThat(rebase.positionLots() * FACTOR).isEqualTo(rebase.positionLotsBefore());
  }

  @Test
  void shouldComeIntoForceByTimeWhenItWasAnnouncedAndOnceWhenRepeated() {
    int ex = openTick();
    long exNs = ticks.tsNs()[ex];
    RecordedTape announced =
        run(ex, List.of(new Known(0, 1, exNs), new Known(ex, 1, exNs), new Known(ex + 9, 1, exNs)));
    assertThat(announced.of(RebaseDecoder.TEMPLATE_ID)).hasSize(1);
    assertThat(decisions(announced)).isEqualTo(decisions(without()));
  }

  @Test
  void shouldEnterNothingWhileTheFactorIsMissing() {
    long endNs = run.sessions().getFirst().endNs();
    assertThat(decisions(run(Integer.MAX_VALUE, List.of(new Known(0, 0, endNs))))).isEmpty();
    // Known before the first entry: as if it had always been.
    assertThat(
            decisions(
                run(Integer.MAX_VALUE, List.of(new Known(0, 0, endNs), new Known(1, 1, endNs)))))
        .isEqualTo(decisions(without()));
  }

  @Test
  void shouldDecideNothingOnPricesInUnknownUnits() {
    int ex = openTick();
    long exNs = ticks.tsNs()[ex];
    RecordedTape tape = run(ex, List.of(new Known(0, 1, exNs), new Known(ex - 1, 0, exNs)));
    assertThat(decisions(tape)).allMatch(decision -> decision.tsNs() < exNs).hasSize(1);
    // The factor comes late: the open pair is re-based then and closed by what comes after.
    RecordedTape late =
        run(
            ex,
            List.of(
                new Known(0, 1, exNs), new Known(ex - 1, 0, exNs), new Known(ex + 200, 1, exNs)));
    assertThat(late.of(RebaseDecoder.TEMPLATE_ID)).hasSize(1);
    List<Decided> decisions = decisions(late);
    assertThat(decisions.size()).isGreaterThan(1);
    assertThat(decisions.get(1).tsNs()).isGreaterThanOrEqualTo(ticks.tsNs()[ex + 200]);
    assertThat(decisions.get(1).kind()).isNotEqualTo(DecisionKind.ENTER);
  }
}
