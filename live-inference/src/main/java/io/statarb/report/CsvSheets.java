package io.statarb.report;

import io.statarb.attribution.Execution;
import io.statarb.report.ModeFigures.EquityPoint;
import io.statarb.report.ModeFigures.PairFigures;
import io.statarb.report.ModeFigures.SessionFigures;
import io.statarb.report.RoundTripLine.LegLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report's numbers as CSV files: money in micros, times in UTC and in nanoseconds. */
final class CsvSheets {
  private final Report report;
  private final ModeFold live;
  private final List<String> causes;

  private CsvSheets(Report report, ModeFold live) {
    this.report = report;
    this.live = live;
    this.causes = CauseWords.ordered(report.live().attribution().keySet());
  }

  /** Content of each file by its name. */
  static SortedMap<String, String> of(Report report, ModeFold live) {
    CsvSheets sheets = new CsvSheets(report, live);
    SortedMap<String, String> files = new TreeMap<>();
    files.put("trades.csv", sheets.trades());
    files.put("fills.csv", sheets.fills());
    files.put("pairs.csv", sheets.pairs());
    files.put("attribution.csv", sheets.attribution());
    files.put("refusals.csv", sheets.refusals());
    files.put("health.csv", sheets.health());
    files.put("equity.csv", sheets.equity());
    return files;
  }

  private List<ModeFigures> modes() {
    return List.of(report.live(), report.frictionless(), report.baseline());
  }

  private String trades() {
    Csv csv =
        new Csv(
            header(
                List.of(
                    "trade_date",
                    "trip_id",
                    "pair",
                    "direction",
                    "opened_utc",
                    "opened_ns",
                    "closed_utc",
                    "closed_ns",
                    "entry_z",
                    "entry_z_threshold",
                    "entry_score",
                    "entry_score_threshold",
                    "exit_reason",
                    "y_lots",
                    "x_lots",
                    "y_entry_price",
                    "x_entry_price",
                    "y_exit_price",
                    "x_exit_price",
                    "fills",
                    "first_fill_id",
                    "pnl_micros")));
    for (RoundTripLine trip : report.roundTrips()) {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(trip.tradeDate());
      cells.add(trip.tripId());
      cells.add(trip.pair());
      cells.add(trip.direction());
      cells.add(utc(trip.openedNs()));
      cells.add(trip.openedNs());
      cells.add(utc(trip.closedNs()));
      cells.add(trip.closedNs());
      cells.add(trip.entryZ());
      cells.add(trip.entryZThreshold());
      cells.add(trip.entryScore());
      cells.add(trip.entryScoreThreshold());
      cells.add(trip.exitReason());
      LegLine y = trip.legs().getFirst();
      cells.add(y.lots());
      cells.add(hedges(trip, LegLine::lots));
      cells.add(y.entryPrice());
      cells.add(hedges(trip, LegLine::entryPrice));
      cells.add(y.exitPrice());
      cells.add(hedges(trip, LegLine::exitPrice));
      cells.add(trip.fills());
      cells.add(trip.firstFillId());
      cells.add(trip.pnlMicros());
      addCauses(cells, trip.attribution());
      csv.row(cells.toArray());
    }
    return csv.toString();
  }

  /** A cell of leg X; of a basket, those of its hedge legs joined by a semicolon. */
  private static @Nullable Object hedges(
      RoundTripLine trip, Function<LegLine, @Nullable Object> value) {
    List<@Nullable Object> cells = new ArrayList<>();
    trip.legs().stream().skip(1).forEach(leg -> cells.add(value.apply(leg)));
    return cells.size() == 1
        ? cells.getFirst()
        : cells.stream()
            .map(cell -> cell == null ? "" : cell.toString())
            .collect(Collectors.joining(";"));
  }

  private String fills() {
    Csv csv =
        new Csv(
            List.of(
                "fill_id",
                "ts_utc",
                "ts_ns",
                "pair",
                "leg",
                "instrument",
                "purpose",
                "side",
                "qty_lots",
                "price",
                "px2_ticks",
                "fee_micros",
                "limit_px_ticks",
                "decision_mid2_ticks",
                "rule_px2_ticks",
                "client_order_id",
                "parent_id",
                "decision_id",
                "sent_ns",
                "arrival_ns",
                "arrival_tick_seq",
                "fill_tick_seq"));
    for (Execution fill : live.executions()) {
      csv.row(
          fill.fillId(),
          utc(fill.tsNs()),
          fill.tsNs(),
          fill.pair(),
          fill.leg(),
          fill.instrument(),
          fill.purpose().toLowerCase(java.util.Locale.ROOT),
          fill.side(),
          fill.qtyLots(),
          fill.price(),
          fill.px2Ticks(),
          fill.feeMicros(),
          fill.limitPxTicks(),
          fill.decisionMid2Ticks(),
          fill.rulePx2Ticks(),
          fill.clientOrderId(),
          fill.parentId(),
          fill.decisionId(),
          fill.sentTsNs(),
          fill.arrivalTsNs(),
          fill.arrivalTickSeq(),
          fill.fillTickSeq());
    }
    return csv.toString();
  }

  private String pairs() {
    Csv csv =
        new Csv(
            header(
                List.of(
                    "mode",
                    "pair_id",
                    "pair",
                    "orders",
                    "fills",
                    "round_trips",
                    "winners",
                    "risk_refusals",
                    "pnl_micros",
                    "attribution_residual_micros")));
    for (ModeFigures mode : modes()) {
      for (PairFigures pair : mode.pairs()) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(mode.mode());
        cells.add(pair.pairId());
        cells.add(pair.pair());
        cells.add(pair.orders());
        cells.add(pair.fills());
        cells.add(pair.roundTrips());
        cells.add(pair.winners());
        cells.add(pair.refusals());
        cells.add(pair.pnlMicros());
        cells.add(pair.attributionResidualMicros());
        addCauses(cells, pair.attribution());
        csv.row(cells.toArray());
      }
    }
    return csv.toString();
  }

  /** One line per mode, session, pair and cause: the form that pivots. */
  private String attribution() {
    Csv csv = new Csv(List.of("mode", "trade_date", "pair", "cause", "micros"));
    for (ModeFigures mode : modes()) {
      for (SessionFigures session : mode.sessions()) {
        for (SessionFigures.Pair pair : session.pairs()) {
          String name = mode.pairs().get(pair.pairId()).pair();
          for (String cause : causes) {
            csv.row(
                mode.mode(),
                session.tradeDate(),
                name,
                cause,
                CauseWords.micros(pair.attribution(), cause));
          }
        }
      }
    }
    return csv.toString();
  }

  private String refusals() {
    Csv csv =
        new Csv(
            List.of(
                "trade_date",
                "ts_utc",
                "ts_ns",
                "pair",
                "instrument",
                "code",
                "limit",
                "actual",
                "unit"));
    for (RefusalLine line : live.refusals()) {
      csv.row(
          line.tradeDate(),
          utc(line.tsNs()),
          line.tsNs(),
          line.pair(),
          line.instrument(),
          line.code(),
          line.limitValue(),
          line.actualValue(),
          line.unit());
    }
    return csv.toString();
  }

  private String health() {
    Csv csv =
        new Csv(
            List.of(
                "trade_date",
                "ts_utc",
                "ts_ns",
                "pair",
                "before",
                "state",
                "reasons",
                "brought_from",
                "p_value",
                "half_life_s",
                "hedge_ratio",
                "hedge_drift_t",
                "sd_ratio",
                "shift_sd",
                "break_ratio"));
    for (HealthLine line : report.health()) {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(line.tradeDate());
      cells.add(utc(line.tsNs()));
      cells.add(line.tsNs());
      cells.add(line.pair());
      cells.add(line.before());
      cells.add(line.state());
      cells.add(String.join(";", line.reasons()));
      cells.add(line.broughtFrom());
      HealthLine.Measures of = line.measures();
      cells.add(of == null ? null : of.pValue());
      cells.add(of == null ? null : of.halfLifeS());
      cells.add(of == null ? null : of.hedgeRatio());
      cells.add(of == null ? null : of.hedgeDriftT());
      cells.add(of == null ? null : of.sdRatio());
      cells.add(of == null ? null : of.shiftSd());
      cells.add(of == null ? null : of.breakRatio());
      csv.row(cells.toArray());
    }
    return csv.toString();
  }

  private String equity() {
    Csv csv = new Csv(List.of("mode", "trade_date", "ts_utc", "ts_ns", "pnl_micros"));
    for (ModeFigures mode : modes()) {
      for (EquityPoint point : mode.equity()) {
        csv.row(mode.mode(), point.tradeDate(), utc(point.tsNs()), point.tsNs(), point.pnlMicros());
      }
    }
    return csv.toString();
  }

  private List<String> header(List<String> names) {
    List<String> all = new ArrayList<>(names);
    causes.forEach(cause -> all.add(cause + "_micros"));
    return all;
  }

  private void addCauses(List<@Nullable Object> cells, SortedMap<String, Long> attribution) {
    causes.forEach(cause -> cells.add(CauseWords.micros(attribution, cause)));
  }

  private static String utc(long ns) {
    return Instant.ofEpochSecond(
            Math.floorDiv(ns, 1_000_000_000L), Math.floorMod(ns, 1_000_000_000L))
        .toString();
  }
}
