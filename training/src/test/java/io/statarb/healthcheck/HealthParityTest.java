package io.statarb.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.bundle.TradablePair;
import io.statarb.engine.EngineMode;
import io.statarb.engine.TradingEngine;
import io.statarb.features.FeatureService;
import io.statarb.features.Hedge;
import io.statarb.features.PairDefinition;
import io.statarb.features.RatioErrors;
import io.statarb.health.HealthReason;
import io.statarb.health.HealthReference;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.scoring.Scorer;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.tape.Journal;
import io.statarb.tape.TapeWriting;
import io.statarb.tape.sbe.HealthExcursionDecoder;
import io.statarb.tape.sbe.HealthState;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.PairHealthDecoder;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import io.statarb.training.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code pairs health} says of a series is, bit for bit, what the live engine put on its tape
 * when it saw the same prices: on quotes of event time and on daily bars.
 */
final class HealthParityTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long DAY_NS = 86_400 * SECOND_NS;
  private static final int SAMPLES = 3000;
  private static final double SD = 5e-5;
  private static final double HALF_LIFE = 30;
  private static final PairDefinition PAIR =
      new PairDefinition(
          0,
          "EURUSD.FXCM",
          List.of(new Hedge("NZDUSD.FXCM", 0.8)),
          0.3,
          0.0,
          SD,
          HALF_LIFE,
          new RatioErrors(List.of(StrictMath.log(0.86)), List.of(List.of(1e-4))));
  private static final String YAML =
      """
      name: parity
      venues:
        FXCM: {utc_offset: "+00:00", latency_ms: 20, fee_per_million: 25, max_fill_lots: 500, stale_after_ms: 30000}
      instruments:
        EURUSD: {security_type: forex, tick: "0.00001", lot: 1000, currency: USD, venues: [FXCM]}
        NZDUSD: {security_type: forex, tick: "0.00001", lot: 1000, currency: USD, venues: [FXCM]}
      pairs:
        - {y: EURUSD.FXCM, x: NZDUSD.FXCM}
      health:
        window: 240
        window_half_lives: 8
        check_every: 20
        size_down: {p_value: 0.02, half_life_ratio: 1.5, sd_ratio: 1.1, hedge_drift: 0.1}
        exit_only: {p_value: 0.2, half_life_ratio: 2, sd_ratio: 1.3, hedge_drift: 0.3}
        recover_checks: 2
      """;

  @TempDir private Path folder;

  private Strategy strategy(String... sets) throws IOException {
    Path yaml = folder.resolve("parity.yaml");
    Files.writeString(yaml, YAML);
    return Settings.load(yaml, Map.of(), List.of(sets)).strategy();
  }

  /** A change of the verdict, numbers as their bits. */
  private record Change(long atNs, HealthState state, List<String> reasons, List<Long> bits) {
    /** With what the tape has of excursions, which is what there is at a structural break. */
    Change with(double farRatio, double longRatio) {
      List<String> all = new ArrayList<>(reasons);
      if (farRatio >= 1) {
        all.add(HealthReason.FAR_FROM_MEAN.word());
      }
      if (longRatio >= 1) {
        all.add(HealthReason.LONG_FROM_MEAN.word());
      }
      List<Long> more = new ArrayList<>(bits);
      more.addAll(HealthParityTest.bits(farRatio, longRatio));
      return new Change(atNs, state, all, more);
    }
  }

  private static List<Long> bits(double... values) {
    return Arrays.stream(values).mapToObj(Double::doubleToLongBits).toList();
  }

  /** Keeps what the engine says of health. */
  private static final class HealthTape implements Journal {
    private final List<Change> changes = new ArrayList<>();
    private long seq;

    @Override
    public long nextSeq() {
      return seq;
    }

    @Override
    public void append(DirectBuffer buffer, int offset, int length) {
      seq++;
      MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
      if (header.templateId() == PairHealthDecoder.TEMPLATE_ID) {
        PairHealthDecoder d =
            new PairHealthDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        changes.add(
            new Change(
                d.sampleNs(),
                d.state(),
                HealthReason.words(d.reasons()),
                bits(
                    d.pValue(),
                    d.halfLifeS(),
                    d.hedgeRatio(),
                    d.hedgeDriftT(),
                    d.sdRatio(),
                    d.shiftSd(),
                    d.breakRatio())));
      } else if (header.templateId() == HealthExcursionDecoder.TEMPLATE_ID) {
        HealthExcursionDecoder d =
            new HealthExcursionDecoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        changes.add(changes.removeLast().with(d.farRatio(), d.longRatio()));
      }
    }
  }

  private static List<Change> live(Strategy strategy, TickColumns ticks, TradingSession session) {
    Universe universe = Settings.universe(strategy);
    HealthTape tape = new HealthTape();
    TradingEngine engine =
        new TradingEngine(
            strategy,
            universe,
            FeatureService.named(strategy.features().service()),
            List.of(new TradablePair(PAIR, SD, 1.0, "models/0.onnx", "none")),
            List.of(new NoScore()),
            tape,
            EngineMode.LIVE,
            session);
    TapeWriting writing = new TapeWriting();
    UnsafeBuffer record = new UnsafeBuffer(new byte[256]);
    Journal toEngine =
        new Journal() {
          @Override
          public long nextSeq() {
            return 0;
          }

          @Override
          public void append(DirectBuffer buffer, int offset, int length) {
            record.putBytes(0, buffer, offset, length);
            engine.onTick(record, 0, length);
          }
        };
    for (int i = 0; i < ticks.count(); i++) {
      writing.tick(
          toEngine,
          ticks.tsNs()[i],
          i,
          ticks.instrumentId()[i],
          ticks.bidPxTicks()[i],
          ticks.askPxTicks()[i],
          ticks.condition()[i],
          0,
          i + 1);
    }
    engine.endOfDate(session.endNs());
    return tape.changes;
  }

  private static final class NoScore implements Scorer {
    @Override
    public double score(double[] features) {
      return 0;
    }

    @Override
    public void close() {}
  }

  private static List<Change> offline(
      Strategy strategy, double formation, double[] y, double[] x, long[] atNs) {
    HealthReference reference =
        HealthReference.of(PAIR, SECOND_NS, Math.round(formation * SECOND_NS));
    List<String> labels = Arrays.stream(atNs).mapToObj(Long::toString).toList();
    HealthTimeline timeline =
        HealthTimeline.run(
            List.of("Y", "X"),
            new Formation(reference, (int) formation, 0.0),
            strategy.health(),
            new double[][] {y, x},
            labels);
    return timeline.changes().stream().map(c -> change(c, atNs[c.row()])).toList();
  }

  private static Change change(Check c, long atNs) {
    List<Long> bits =
        bits(
            c.pValue(),
            c.halfLife(),
            c.hedgeRatio(),
            c.hedgeDriftT(),
            c.sdRatio(),
            c.shiftSd(),
            c.breakRatio());
    List<String> kinds =
        List.of(HealthReason.FAR_FROM_MEAN.word(), HealthReason.LONG_FROM_MEAN.word());
    List<String> others = c.reasons().stream().filter(word -> !kinds.contains(word)).toList();
    Change change = new Change(atNs, c.state(), others, bits);
    if (!others.contains(HealthReason.STRUCTURAL_BREAK.word())) {
      return change;
    }
    Change whole = change.with(c.farRatio(), c.longRatio());
    assertThat(whole.reasons()).isEqualTo(c.reasons());
    return whole;
  }

  /** Mids of both legs in half ticks, sample by sample; the level breaks in the last fifth. */
  private static long[][] mid2Ticks() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    long[][] mids = new long[2][SAMPLES];
    double phi = StrictMath.exp(-StrictMath.log(2) / HALF_LIFE);
    double logX = StrictMath.log(0.86);
    double spread = 0;
    for (int t = 0; t < SAMPLES; t++) {
      logX += 4e-5 * random.nextGaussian();
      double loud = t / 500 % 2 == 1 ? 1.5 : 1;
      spread = phi * spread + loud * SD * StrictMath.sqrt(1 - phi * phi) * random.nextGaussian();
      double level = t > SAMPLES * 4 / 5 ? 12 * SD : 0;
      mids[0][t] = Math.round(2e5 * StrictMath.exp(0.3 + 0.8 * logX + spread + level));
      mids[1][t] = Math.round(2e5 * StrictMath.exp(logX));
    }
    return mids;
  }

  private static void quote(TickColumns ticks, long tsNs, int id, long mid2) {
    long bid = mid2 / 2 - 1;
    byte good = (byte) QuoteCondition.GOOD.value();
    ticks.add(tsNs, id, bid, mid2 - bid, good, 0, ticks.count() + 1);
  }

  private static double log(Strategy strategy, String leg, long mid2) {
    Instrument instrument = Settings.universe(strategy).instrument(leg);
    return StrictMath.log(instrument.midPrice(mid2));
  }

  private static void agree(List<Change> offline, List<Change> live) {
    assertThat(live).isEqualTo(offline);
    assertThat(live).extracting(Change::state).contains(HealthState.QUARANTINED);
    assertThat(live.getLast().reasons()).contains("structural-break", "far-from-mean");
    assertThat(live).as("there is something to compare").hasSizeGreaterThan(3);
  }

  @Test
  void shouldSayOfAFileWhatTheEngineSaidOfItsQuotes() throws IOException {
    Strategy strategy = strategy();
    long[][] mids = mid2Ticks();
    TickColumns ticks = new TickColumns(2 * SAMPLES);
    double[] y = new double[SAMPLES];
    double[] x = new double[SAMPLES];
    long[] atNs = new long[SAMPLES];
    Arrays.fill(y, Double.NaN);
    Arrays.fill(x, Double.NaN);
    int quotedAt = -1;
    for (int t = 0; t < SAMPLES; t++) {
      // Quotes of a second are sampled at its end; 100 seconds without them leave a gap after 60.
      boolean silent = t >= 1000 && t < 1100;
      if (!silent) {
        quote(ticks, t * SECOND_NS + 300_000_000L, 1, mids[1][t]);
        quote(ticks, t * SECOND_NS + 600_000_000L, 0, mids[0][t]);
        quotedAt = t;
      }
      atNs[t] = (t + 1) * SECOND_NS;
      if (atNs[t] - quotedAt * SECOND_NS - 300_000_000L <= 60 * SECOND_NS) {
        y[t] = log(strategy, "EURUSD.FXCM", mids[0][quotedAt]);
        x[t] = log(strategy, "NZDUSD.FXCM", mids[1][quotedAt]);
      }
    }
    TradingSession session = new TradingSession("1970-01-01", 0, DAY_NS);
    // The last second ends after the last tick, so that nobody samples it.
    int rows = SAMPLES - 1;

    agree(
        offline(
            strategy,
            strategy.dates().formation() * 86_400.0,
            Arrays.copyOf(y, rows),
            Arrays.copyOf(x, rows),
            Arrays.copyOf(atNs, rows)),
        live(strategy, ticks, session));
  }

  @Test
  void shouldSayOfAFileWhatTheEngineSaidOfItsBars() throws IOException {
    Strategy strategy =
        strategy(
            "features.service=bar-pair-v1",
            "features.decision_z=spread_z_formation",
            "dates.session_bars=" + SAMPLES);
    long[][] mids = mid2Ticks();
    TickColumns ticks = new TickColumns(2 * SAMPLES);
    long[] atNs = IntStream.range(0, SAMPLES).mapToLong(t -> (t + 1) * DAY_NS).toArray();
    for (int t = 0; t < SAMPLES; t++) {
      quote(ticks, atNs[t], 0, mids[0][t]);
      quote(ticks, atNs[t], 1, mids[1][t]);
    }
    TradingSession session = new TradingSession("1970-01-01", 0, (SAMPLES + 2) * DAY_NS);

    agree(
        offline(
            strategy,
            strategy.dates().formation() * (double) SAMPLES,
            logs(strategy, "EURUSD.FXCM", mids[0]),
            logs(strategy, "NZDUSD.FXCM", mids[1]),
            atNs),
        live(strategy, ticks, session));
  }

  private static double[] logs(Strategy strategy, String leg, long[] mids) {
    return Arrays.stream(mids).mapToDouble(mid -> log(strategy, leg, mid)).toArray();
  }
}
