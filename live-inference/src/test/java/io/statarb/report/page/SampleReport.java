package io.statarb.report.page;

import io.statarb.attribution.Leftover;
import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.Stage;
import io.statarb.report.HealthLine;
import io.statarb.report.HealthLine.Measures;
import io.statarb.report.MeanInterval;
import io.statarb.report.ModeFigures;
import io.statarb.report.ModeFigures.EquityPoint;
import io.statarb.report.ModeFigures.PairFigures;
import io.statarb.report.ModeFigures.SessionFigures;
import io.statarb.report.ModelFigures;
import io.statarb.report.Operations;
import io.statarb.report.ParityFigures;
import io.statarb.report.Provenance;
import io.statarb.report.QualityFigures;
import io.statarb.report.RefusalLine;
import io.statarb.report.Report;
import io.statarb.report.RoundTripLine;
import io.statarb.report.RoundTripLine.LegLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A report with numbers in every place, for tests of the page alone. */
final class SampleReport {
  static final String[] PAIRS = {
    "EURUSD.FXCM-EURUSD.OANDA", "NZDUSD.FXCM-NZDUSD.OANDA", "EURUSD.FXCM-NZDUSD.FXCM"
  };
  private static final long START_NS = 1_399_410_000_000_000_000L;
  private static final long DAY_NS = 86_400_000_000_000L;

  private SampleReport() {}

  static Report of(String strategy, int roundTrips) {
    List<RoundTripLine> trips = trips(roundTrips);
    return new Report(
        new Provenance(
            strategy,
            "EURUSD and NZDUSD on FXCM and Oanda, spreads across venues and across currencies",
            Stage.PAPER,
            "USD",
            1_000_000,
            List.of("2014-05-01", "2014-05-02"),
            List.of("2014-05-01", "2014-05-02", "2014-05-05", "2014-05-06"),
            List.of("2014-05-07", "2014-05-08"),
            20140501,
            "ab12".repeat(16),
            "cd34".repeat(16),
            "ef56".repeat(16),
            "fx-pair-v1",
            "0a1b".repeat(16),
            "0123456789abcdef0123456789abcdef01234567",
            List.of(
                new Provenance.RawFileLine(
                    "forex/fxcm/tick/eurusd/20140507_quote.zip", "9f".repeat(32)))),
        mode("live", trips, -1.0),
        mode("frictionless", trips, 4.0),
        mode("baseline", trips, -1.7),
        trips,
        List.of(
            new RefusalLine(
                "2014-05-07",
                START_NS + 77,
                PAIRS[1],
                "NZDUSD.OANDA",
                "not_tradable",
                0,
                1,
                "condition"),
            new RefusalLine(
                "2014-05-08",
                START_NS + DAY_NS,
                PAIRS[0],
                "EURUSD.FXCM",
                "gross_exposure",
                2_000_000_000_000L,
                2_003_412_500_000L,
                "micros")),
        health(),
        List.of(
            new Leftover(
                "2014-05-08", 0, PAIRS[0], "Y", "EURUSD.FXCM", 100, 276_824, 138_412_000_000L)),
        List.of(
            new GateVerdict(
                "export_certificate",
                GateVerdict.Kind.INTEGRITY,
                true,
                0,
                0,
                "decision flips over all validation rows"),
            new GateVerdict(
                "parity_rows",
                GateVerdict.Kind.INTEGRITY,
                true,
                812_345,
                1000,
                "rows compared, all bit-equal"),
            new GateVerdict(
                "validation_net_bps",
                GateVerdict.Kind.MERIT,
                false,
                -0.8123,
                0,
                "mean net gain of a round trip, bps"),
            new GateVerdict(
                "deflated_sharpe",
                GateVerdict.Kind.MERIT,
                false,
                Double.NaN,
                0.95,
                "probability that the Sharpe ratio is real")),
        quality(),
        new ParityFigures(812_345, 812_345, 771_234, 0, ""),
        models(),
        27,
        new Operations(
            new TreeMap<>(Map.of("p50", 11_200L, "p99", 43_000L, "p999", 120_400L)),
            new TreeMap<>(
                Map.of("pipeline", 3100L, "live", 612L, "frictionless", 598L, "baseline", 571L)),
            new TreeMap<>(
                Map.of(
                    "ingest",
                    31.2,
                    "features",
                    40.7,
                    "train",
                    55.1,
                    "export",
                    6.2,
                    "promote",
                    3.3,
                    "live",
                    22.8))));
  }

  private static List<HealthLine> health() {
    return List.of(
        new HealthLine(
            "2014-05-07",
            START_NS + DAY_NS / 2,
            PAIRS[1],
            "healthy",
            "quarantined",
            List.of("structural-break"),
            "",
            new Measures(0.4, 31.5, null, 1.2, 1.7, -4.25, 1.3)),
        new HealthLine(
            "2014-05-08",
            START_NS + DAY_NS,
            PAIRS[1],
            "quarantined",
            "quarantined",
            List.of("structural-break"),
            "2014-05-07",
            null));
  }

  private static List<RoundTripLine> trips(int count) {
    SplittableRandom random = new SplittableRandom(7);
    List<RoundTripLine> trips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long convergence = random.nextLong(-2_000_000, 12_000_000);
      long crossing = -random.nextLong(4_000_000, 14_000_000);
      long opened = START_NS + 2 * DAY_NS / count * i;
      SortedMap<String, Long> causes =
          causes(convergence, 120_000, crossing, -5_000_000, i % 50 == 0 ? -3_100_000 : 0);
      trips.add(
          new RoundTripLine(
              opened < START_NS + DAY_NS ? "2014-05-07" : "2014-05-08",
              i + 1,
              PAIRS[i % PAIRS.length],
              i % 2 == 0 ? 1 : -1,
              opened,
              opened + random.nextLong(1_000_000_000L, 300_000_000_000L),
              random.nextDouble(2, 5) * (i % 2 == 0 ? -1 : 1),
              2.0,
              random.nextDouble(0.2, 1.4),
              0.3,
              i % 9 == 0 ? "time_stop" : "exit",
              List.of(
                  new LegLine("Y.A", i % 2 == 0 ? 100 : -100, 1.38412, 1.3843),
                  new LegLine("X.A", i % 2 == 0 ? -98 : 98, 1.38415, 1.3842)),
              4,
              causes.values().stream().mapToLong(Long::longValue).sum(),
              causes,
              "2014-05-07/" + (2 * i)));
    }
    return trips;
  }

  private static SortedMap<String, Long> causes(
      long convergence, long hedge, long crossing, long fees, long legging) {
    return new TreeMap<>(
        Map.of(
            "spread_convergence", convergence,
            "hedge_mismatch", hedge,
            "crossing", crossing,
            "fees", fees,
            "legging", legging));
  }

  private static ModeFigures mode(String name, List<RoundTripLine> trips, double scale) {
    SortedMap<String, Long> all = new TreeMap<>();
    List<PairFigures> pairs = new ArrayList<>();
    List<EquityPoint> equity = new ArrayList<>();
    long running = 0;
    for (RoundTripLine trip : trips) {
      running += (long) (Math.abs(trip.pnlMicros()) * scale);
      equity.add(new EquityPoint(trip.tradeDate(), trip.closedNs(), running));
      trip.attribution().forEach((cause, micros) -> all.merge(cause, micros, Long::sum));
    }
    for (int p = 0; p < PAIRS.length; p++) {
      SortedMap<String, Long> of = new TreeMap<>();
      long pnl = 0;
      long count = 0;
      for (RoundTripLine trip : trips) {
        if (trip.pair().equals(PAIRS[p])) {
          trip.attribution().forEach((cause, micros) -> of.merge(cause, micros, Long::sum));
          pnl += trip.pnlMicros();
          count++;
        }
      }
      pairs.add(
          new PairFigures(p, PAIRS[p], 4 * count + 3, 4 * count, count, count / 4, 12, pnl, of, 0));
    }
    long pnl = trips.stream().mapToLong(RoundTripLine::pnlMicros).sum();
    SortedMap<String, Long> refusals =
        new TreeMap<>(Map.of("not_tradable", 34L, "gross_exposure", 2L));
    MeanInterval interval =
        trips.isEmpty()
            ? new MeanInterval(
                0, 0, null, null, null, 0.95, 1, 0, 7, "too few round trips to conclude")
            : new MeanInterval(
                trips.size(),
                2,
                (double) pnl / trips.size(),
                (double) pnl / trips.size() - 800_000,
                (double) pnl / trips.size() + 700_000,
                0.95,
                9,
                10_000,
                20140501,
                "too few days to conclude: 2 of at least 20");
    return new ModeFigures(
        name,
        4L * trips.size() + 9,
        4L * trips.size(),
        trips.size(),
        trips.size() / 4,
        pnl,
        all,
        0,
        refusals,
        interval,
        pairs,
        List.of(
            new SessionFigures(
                "2014-05-07",
                301_234,
                4L * trips.size(),
                4L * trips.size(),
                trips.size(),
                pnl,
                all,
                0,
                List.of())),
        equity,
        "77".repeat(32));
  }

  private static QualityFigures quality() {
    SortedMap<String, Long> reasons =
        new TreeMap<>(Map.of("crossed", 98_123L, "duplicate", 1L, "jump", 4L));
    return new QualityFigures(
        1_712_345,
        1_614_217,
        reasons,
        List.of(
            new QualityFigures.SeriesFigures(
                "2014-05-07",
                "EURUSD.FXCM",
                101_234,
                91_001,
                9_000,
                new TreeMap<>(Map.of("crossed", 10_233L)))),
        List.of(
            new QualityFigures.ClockFigures(
                "2014-05-07", "EURUSD", "FXCM", "OANDA", "measured", 0, 0.381)),
        List.of("venues FXCM and OANDA of EURUSD: clock offset 0 ms on every date"));
  }

  private static List<ModelFigures> models() {
    List<ModelFigures> models = new ArrayList<>();
    for (String pair : PAIRS) {
      models.add(
          new ModelFigures(
              pair,
              "gradient-boosting",
              57_444,
              28_000,
              29_444,
              2.4e-7,
              0,
              0.31234,
              new TreeMap<>(Map.of("r2", 0.231, "round_trips", 812.0, "net_bps", -0.84))));
    }
    return models;
  }
}
