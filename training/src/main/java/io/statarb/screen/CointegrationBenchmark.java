package io.statarb.screen;

import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.cli.Progress;
import io.statarb.cointegration.EngleGrangerScreen;
import io.statarb.digest.AtomicFiles;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import io.statarb.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pairs per second and core of the Engle-Granger screen over all pairs of daily closes, with one
 * lag and with the lags that AIC chooses, and, with peers, of statsmodels' {@code coint} on a drawn
 * sample of the same pairs. Last the whole screen of all stocks, with every statistic, written to
 * files.
 */
public final class CointegrationBenchmark implements Benchmark {
  private static final long DAYS = 252;
  private static final long FIXED_SAMPLE = 2_000;
  private static final long AIC_SAMPLE = 200;
  private static final double NS = 1e9;

  /** Processor time is counted in steps of up to 10 ms; a batch must be long against them. */
  private static final long BATCH_NS = 200_000_000;

  private static final int STABLE_BATCHES = 10;
  private static final long MAX_BATCHES = 60;
  private static final double STABLE_SHARE = 0.01;

  private static final LagChoice FIXED = new LagChoice.Fixed(1);
  private static final LagChoice AIC =
      new LagChoice.Best(LagChoice.Criterion.AIC, LagChoice.Best.SCHWERT);

  private final SortedMap<String, String> notes = new TreeMap<>();

  /** For the service loader. */
  public CointegrationBenchmark() {}

  @Override
  public String name() {
    return "cointegration";
  }

  @Override
  public String describe() {
    return "Engle-Granger tests of all pairs of daily closes, per core; --peers: beside statsmodels";
  }

  @Override
  public boolean hasPeers() {
    return true;
  }

  @Override
  public SortedMap<String, String> notes() {
    return notes;
  }

  @Override
  public SortedMap<String, Double> run(BenchSetup setup, Progress progress) {
    @Nullable Path given = setup.data();
    Path folder = given == null ? setup.home().resolve("ingest/samples/us-equities-daily") : given;
    progress.update("closes", 0, 0);
    SeriesTable closes = DailyCloses.read(folder, (int) setup.option("days", DAYS));
    describe(folder, closes);
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("stocks", (double) closes.width());
    figures.put("days", (double) closes.rows());
    figures.put("pairs", closes.width() * (closes.width() - 1) / 2.0);
    EngleGrangerScreen fixed = EngleGrangerScreen.of(closes, Trend.C, FIXED);
    EngleGrangerScreen aic = EngleGrangerScreen.of(closes, Trend.C, AIC);
    long batches = setup.option("batches", MAX_BATCHES);
    progress.update("one lag", 0, 0);
    double fixedRate = pairsPerSecond(fixed, closes.width(), batches);
    progress.update("lags by AIC", 0, 0);
    double aicRate = pairsPerSecond(aic, closes.width(), batches);
    figures.put("fixed_lag_pairs_per_second", Math.rint(fixedRate));
    figures.put("aic_pairs_per_second", Math.rint(aicRate));
    screen(folder, (int) setup.option("days", DAYS), figures, progress);
    if (setup.peers()) {
      progress.update("statsmodels", 0, 0);
      int[][] sample = sample(setup, closes.width());
      int aicSample = (int) Math.min(setup.option("aic_sample", AIC_SAMPLE), sample.length);
      CointPeer peer = new CointPeer(setup.home(), closes, sample, aicSample);
      figures.put("fixed_lag_ratio", fixedRate / peer.fixedPairsPerSecond());
      figures.put("aic_ratio", aicRate / peer.aicPairsPerSecond());
      peer.compare(fixed.worker(), aic.worker(), figures);
      notes.put("peer", "statsmodels %s, coint(y, x)".formatted(peer.version()));
    }
    return figures;
  }

  /** The whole screen, files included, on all processors. */
  private void screen(Path folder, int days, SortedMap<String, Double> figures, Progress progress) {
    if (days < PairScreen.MIN_BARS) {
      notes.put("screen", "left out: it needs at least %d days".formatted(PairScreen.MIN_BARS));
      return;
    }
    ScreenUniverse universe =
        ScreenUniverse.of(DailyCloses.panel(folder, days), name -> null, Map.of(), false);
    Path out;
    try {
      out = Files.createTempDirectory("statarb-screen");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    NanoClock clock = NanoClock.monotonic();
    long begin = clock.nowNs();
    ScreenResult result = PairScreen.run(universe, ScreenRule.DEFAULT, progress);
    ScreenFiles.write(out.resolve("screen"), result, Map.of());
    figures.put("screen_seconds", (clock.nowNs() - begin) / NS);
    AtomicFiles.delete(out);
    figures.put("pairs_screened", (double) result.screened());
    figures.put("pairs_tested", (double) result.tested());
    figures.put("pairs_selected", (double) result.selected().size());
    notes.put(
        "screen",
        "correlation, distance, Engle-Granger both ways with one lag, half-life, Hurst of all pairs,"
            + " false discovery control, sub-windows, Johansen and KPSS of the survivors, a line of"
            + " a file for each; wall time on all processors, the reading of the closes not counted");
  }

  private void describe(Path folder, SeriesTable closes) {
    notes.put("data", folder.toString());
    notes.put(
        "input",
        "logarithms of the closes from %s to %s of all stocks that have one on each day; trend c"
            .formatted(closes.labels().getFirst(), closes.labels().getLast()));
    notes.put("pair", "one test, the first stock in the alphabet on the second");
    notes.put(
        "method",
        "processor time of one thread, best batch on both sides (here at least 0.2 s each, until 10"
            + " in a row brought no hundredth; the peer's tenths of the sample)");
  }

  private static double pairsPerSecond(EngleGrangerScreen screen, int width, long batches) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    EngleGrangerScreen.Worker worker = screen.worker();
    AllPairs pairs = new AllPairs(width);
    double best = 0;
    int unimproved = 0;
    for (int batch = 0; batch < batches && unimproved < STABLE_BATCHES; batch++) {
      long begin = threads.getCurrentThreadCpuTime();
      long took = 0;
      long tested = 0;
      while (took < BATCH_NS) {
        // The clock is read once in a thousand pairs, so that reading it does not count.
        for (int i = 0; i < 1000; i++) {
          pairs.advance();
          worker.test(pairs.y, pairs.x);
        }
        tested += 1000;
        took = threads.getCurrentThreadCpuTime() - begin;
      }
      double rate = tested * NS / took;
      unimproved = rate > best * (1 + STABLE_SHARE) ? 0 : unimproved + 1;
      best = Math.max(best, rate);
    }
    return best;
  }

  /** Goes through all pairs, over and over. */
  private static final class AllPairs {
    private final int width;
    private int y;
    private int x;

    private AllPairs(int width) {
      this.width = width;
    }

    private void advance() {
      x++;
      if (x == width) {
        y = y == width - 2 ? 0 : y + 1;
        x = y + 1;
      }
    }
  }

  /** Pairs drawn with the seed, the lower index first. */
  private static int[][] sample(BenchSetup setup, int width) {
    SplittableRandom random = new SplittableRandom(setup.seed());
    int[][] sample = new int[(int) setup.option("sample", FIXED_SAMPLE)][2];
    for (int[] pair : sample) {
      int first = random.nextInt(width);
      int second = random.nextInt(width - 1);
      second += second >= first ? 1 : 0;
      pair[0] = Math.min(first, second);
      pair[1] = Math.max(first, second);
    }
    return sample;
  }
}
