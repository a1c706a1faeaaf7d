package io.statarb.offline;

import io.statarb.features.FeatureService;
import io.statarb.features.PairDefinition;
import io.statarb.features.PairFeatures;
import io.statarb.features.PairLegs;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.TapeWriting;
import io.statarb.tape.sbe.MessageHeaderEncoder;
import io.statarb.tape.sbe.ScoreEncoder;
import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.spark.sql.SparkSession;

/**
 * A run folder with history tapes of random ticks, and trading tapes as a live process would have
 * written them.
 */
final class SyntheticRun {
  static final FeatureService SERVICE = FeatureService.named("fx-pair-v1");

  /** The one raw file that its ticks claim to come from. */
  private static final List<String> RAW_SHA256S = List.of("5".repeat(64));

  private static final long DAY_NS = 86_400_000_000_000L;
  private static final long FIRST_NS = 1_398_900_000_000_000_000L;

  final RunFolder out;
  final List<TradingSession> sessions = new ArrayList<>();
  final List<PairDefinition> pairs = new ArrayList<>();
  final Universe universe = Settings.universe(strategy());

  private SyntheticRun(Path root) {
    this.out = new RunFolder(root);
    int id = 0;
    for (Strategy.PairSettings pair : strategy().pairs()) {
      pairs.add(
          new PairDefinition(
              id, pair.y(), pair.x().getFirst(), 0.9 + 0.1 * id, 0.01, 0.0, 0.0005, 120.0));
      id++;
    }
  }

  static long seed() {
    String given = System.getProperty("seed", "");
    long seed = given.isBlank() ? 20140501L : Long.parseLong(given);
    System.out.println("seed=" + seed);
    return seed;
  }

  static Strategy strategy() {
    Path file =
        Path.of(System.getProperty("statarb.home", "."), "dags", "strategies", "fx-two-venue.yaml");
    return Settings.load(file, Map.of(), List.of()).strategy();
  }

  static SyntheticRun create(Path root, long seed, int sessions, int ticks) {
    SyntheticRun run = new SyntheticRun(root);
    for (int i = 0; i < sessions; i++) {
      long startNs = FIRST_NS + i * DAY_NS;
      TradingSession session =
          new TradingSession("2014-05-%02d".formatted(i + 1), startNs, startNs + DAY_NS);
      run.sessions.add(session);
      run.writeHistory(session, seed + i, ticks);
    }
    return run;
  }

  List<String> dates() {
    return sessions.stream().map(TradingSession::tradeDate).toList();
  }

  /** Makes the table hold the ticks of these dates and no others. */
  void writeTicks(SparkSession spark, List<String> dates) {
    DeltaTables.replace(
        spark,
        out.ticksTable(),
        TickTable.rows(spark, universe, RAW_SHA256S, dates, historyFolder()),
        dates,
        Set.of());
  }

  Path historyFolder() {
    return out.root().resolve("tapes").resolve("history");
  }

  private void writeHistory(TradingSession session, long seed, int ticks) {
    SplittableRandom random = new SplittableRandom(seed);
    TapeWriting writing = new TapeWriting();
    long[] mid = new long[universe.count()];
    Arrays.fill(mid, 120_000);
    try (TapeWriter tape = writer(out.historyTape(session.tradeDate()))) {
      writing.dateStart(tape, session, universe, "test", "0".repeat(64));
      long tsNs = session.startNs();
      for (int i = 0; i < ticks; i++) {
        tsNs += random.nextLong(0, 200_000_000L);
        int instrument = random.nextInt(universe.count());
        mid[instrument] += random.nextLong(-3, 4);
        int kind = random.nextInt(100);
        byte condition =
            kind < 2 ? Conditions.CROSSED : kind < 10 ? Conditions.LOCKED : Conditions.GOOD;
        boolean priced = Conditions.priced(condition);
        long bid = priced ? mid[instrument] : Instrument.NULL_PX;
        long ask =
            priced
                ? mid[instrument] + (condition == Conditions.LOCKED ? 0 : 3)
                : Instrument.NULL_PX;
        writing.tick(tape, tsNs, i, instrument, bid, ask, condition, 0, i + 1);
      }
      writing.dateEnd(tape, session.endNs(), ticks);
    }
  }

  private static TapeWriter writer(Path folder) {
    try {
      Files.createDirectories(folder.getParent() == null ? folder : folder.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TapeWriter.create(folder);
  }

  /**
   * Trading tapes of all sessions under this mode, written tick by tick by the kernels themselves.
   */
  List<Path> writeTradingTapes(String mode) {
    List<Path> tapes = new ArrayList<>();
    for (TradingSession session : sessions) {
      Path folder = out.tradingTape(mode, session.tradeDate());
      try (TapeWriter tape = writer(folder)) {
        writeScores(tape, session);
      }
      tapes.add(folder);
    }
    return tapes;
  }

  private void writeScores(TapeWriter tape, TradingSession session) {
    TapeWriting writing = new TapeWriting();
    TickColumns ticks = TickColumns.fromTape(out.historyTape(session.tradeDate()));
    List<PairFeatures> features = new ArrayList<>();
    for (PairDefinition pair : pairs) {
      features.add(PairFeatures.of(SERVICE, pair, PairLegs.of(pair, universe).instruments()));
    }
    writing.dateStart(tape, session, universe, "test", "0".repeat(64));
    ScoreEncoder score = new ScoreEncoder();
    MessageHeaderEncoder header = new MessageHeaderEncoder();
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    for (int i = 0; i < ticks.count(); i++) {
      int instrument = ticks.instrumentId()[i];
      for (int p = 0; p < pairs.size(); p++) {
        int leg = PairLegs.of(pairs.get(p), universe).leg(instrument);
        if (leg == PairLegs.NONE) {
          continue;
        }
        PairFeatures each = features.get(p);
        if (each.onTick(
            ticks.tsNs()[i],
            leg,
            ticks.bidPxTicks()[i],
            ticks.askPxTicks()[i],
            ticks.condition()[i])) {
          score
              .wrapAndApplyHeader(buffer, 0, header)
              .seq(tape.nextSeq())
              .tsNs(ticks.tsNs()[i])
              .tickSeq(i)
              .zScore(0)
              .spread(each.spread())
              .score(0)
              .pairId(p);
          ScoreEncoder.FeaturesEncoder values = score.featuresCount(SERVICE.size());
          for (double value : each.values()) {
            values.next().value(value);
          }
          tape.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + score.encodedLength());
        }
      }
    }
    writing.dateEnd(tape, session.endNs(), 0);
  }
}
