package io.statarb.settings;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Universe;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

/** Checks of values across the records of a strategy; each failure names key, value and rule. */
final class StrategyCheck {
  /** As many as a tape numbers with comfort; a basket of more is an index. */
  private static final int MOST_HEDGES = 63;

  /** A search for more fits noise. */
  private static final int MOST_SCREENED_HEDGES = 11;

  private final String source;

  private StrategyCheck(String source) {
    this.source = source;
  }

  /** Refuses a strategy that contradicts itself or leaves a range. */
  static void check(Strategy s, String source) {
    StrategyCheck c = new StrategyCheck(source);
    c.require(s.capital() > 0, "capital", s.capital(), "must be above 0");
    c.times(s);
    c.dates(s.dates());
    s.venues().forEach((name, v) -> c.venue(name, v));
    s.instruments().forEach((symbol, i) -> c.instrument(s, symbol, i));
    c.pairs(s);
    c.share(s.data().maxQuarantinedShare(), "data.max_quarantined_share");
    c.positive(s.data().maxClockOffsetMs(), "data.max_clock_offset_ms");
    c.positive(s.data().maxJumpBps(), "data.max_jump_bps");
    c.positive(s.data().maxSessionMove(), "data.max_session_move");
    c.screen(s);
    c.positive(s.label().horizonMs(), "label.horizon_ms");
    c.require(
        !s.training().models().isEmpty(), "training.models", "[]", "must name a model family");
    c.require(
        s.training().maxRows() >= 100,
        "training.max_rows",
        s.training().maxRows(),
        "must be at least 100");
    c.notNegative(s.training().embargoMs(), "training.embargo_ms");
    c.positive(s.entry().z(), "entry.z");
    c.share(s.entry().scoreQuantile(), "entry.score_quantile");
    c.notNegative(s.entry().edgeToCost(), "entry.edge_to_cost");
    c.require(
        s.exit().z() >= 0 && s.exit().z() < s.entry().z(),
        "exit.z",
        s.exit().z(),
        "must be 0 or more and below entry.z");
    c.require(
        s.exit().stopZ() > s.entry().z(), "exit.stop_z", s.exit().stopZ(), "must be above entry.z");
    c.positive(s.exit().maxHoldingMs(), "exit.max_holding_ms");
    c.notNegative(s.exit().cooldownMs(), "exit.cooldown_ms");
    c.notNegative(s.exit().flatBeforeEndMs(), "exit.flat_before_end_ms");
    c.positive(s.order().lots(), "order.lots");
    c.notNegative(s.order().notional(), "order.notional");
    c.notNegative(s.order().limitSlackBps(), "order.limit_slack_bps");
    c.notNegative(s.order().unwindSlackBps(), "order.unwind_slack_bps");
    c.positive(s.order().maxUnwindAttempts(), "order.max_unwind_attempts");
    c.risk(s.risk());
    c.health(s.health());
    c.positive(s.spark().shufflePartitions(), "spark.shuffle_partitions");
  }

  private void times(Strategy s) {
    try {
      ZoneId.of(s.calendar().zone());
      LocalTime.parse(s.calendar().dayEnds());
      if (!s.dates().from().isEmpty()) {
        LocalDate.parse(s.dates().from());
      }
    } catch (DateTimeException e) {
      throw Refusal.usage("%s: calendar or dates.from: %s".formatted(source, e.getMessage()));
    }
  }

  private void dates(Strategy.DateSettings d) {
    require(
        d.train() >= 2,
        "dates.train",
        d.train(),
        "must be at least 2, one to fit and one to validate");
    require(
        d.formation() >= 1 && d.formation() <= d.train(),
        "dates.formation",
        d.formation(),
        "must be 1 to dates.train");
    notNegative(d.trade(), "dates.trade");
    notNegative(d.sessionBars(), "dates.session_bars");
    require(d.fold() >= -1, "dates.fold", d.fold(), "must be 0 or more, or -1 for the last");
    require(
        d.fold() == 0 || d.trade() > 0,
        "dates.fold",
        d.fold(),
        "needs dates.trade above 0, by which a fold steps");
  }

  private void venue(String name, Strategy.VenueSettings v) {
    try {
      if (!v.utcOffset().isEmpty()) {
        ZoneOffset.of(v.utcOffset());
      }
    } catch (DateTimeException e) {
      throw Refusal.usage(
          "%s: venues.%s.utc_offset is not an offset such as -05:00: %s"
              .formatted(source, name, v.utcOffset()));
    }
    notNegative(v.latencyMs(), "venues." + name + ".latency_ms");
    notNegative(v.feePerMillion(), "venues." + name + ".fee_per_million");
    positive(v.maxFillLots(), "venues." + name + ".max_fill_lots");
    positive(v.staleAfterMs(), "venues." + name + ".stale_after_ms");
    require(
        v.halfSpreadBps() >= 0 && v.halfSpreadBps() < 10_000,
        "venues." + name + ".half_spread_bps",
        v.halfSpreadBps(),
        "must be 0 or more and below 10000");
  }

  private void instrument(Strategy s, String symbol, Strategy.InstrumentSettings i) {
    require(
        symbol.matches("[A-Z0-9]{1,16}"),
        "instruments",
        symbol,
        "must be upper-case letters and digits");
    require(
        i.currency().equals(s.currency()),
        "instruments." + symbol + ".currency",
        i.currency(),
        "must be the strategy's currency " + s.currency());
    for (String venue : i.venues()) {
      if (!s.venues().containsKey(venue)) {
        throw Refusal.usage(
            "%s: instruments.%s.venues names %s, which venues does not have; the nearest is %s"
                .formatted(
                    source, symbol, venue, SettingsSchema.nearest(venue, s.venues().keySet())));
      }
    }
  }

  private void screen(Strategy s) {
    Strategy.ScreenSettings screen = s.screen();
    notNegative(screen.pairs(), "screen.pairs");
    positive(screen.pairsPerSymbol(), "screen.pairs_per_symbol");
    notNegative(screen.baskets(), "screen.baskets");
    require(
        screen.basketLegs() >= 2 && screen.basketLegs() <= MOST_SCREENED_HEDGES,
        "screen.basket_legs",
        screen.basketLegs(),
        "must be from 2 to " + MOST_SCREENED_HEDGES);
    require(
        screen.baskets() == 0 || screen.pairs() > 0,
        "screen.baskets",
        screen.baskets(),
        "needs a screen: screen.pairs must be above 0");
    require(
        screen.fdr() > 0 && screen.fdr() < 1, "screen.fdr", screen.fdr(), "must be within 0 and 1");
    notNegative(screen.minHalfLifeBars(), "screen.min_half_life_bars");
    require(
        screen.maxHalfLifeBars() > screen.minHalfLifeBars(),
        "screen.max_half_life_bars",
        screen.maxHalfLifeBars(),
        "must be above screen.min_half_life_bars");
    notNegative(screen.minSdToCost(), "screen.min_sd_to_cost");
    if (screen.pairs() > 0) {
      require(
          s.dates().sessionBars() >= 20,
          "dates.session_bars",
          s.dates().sessionBars(),
          "must be at least 20 where pairs are screened");
      require(
          !screen.withinSectors() || !screen.sectors().isEmpty(),
          "screen.sectors",
          "''",
          "must name a file while screen.within_sectors is on");
      require(
          screen.instrument().venues().size() == 1,
          "screen.instrument.venues",
          screen.instrument().venues(),
          "must name the one venue of all symbols");
      instrument(s, "SYMBOL", screen.instrument());
    }
  }

  private void pairs(Strategy s) {
    if (s.pairs().isEmpty() && s.instruments().isEmpty()) {
      return;
    }
    Set<String> names = new HashSet<>();
    universe(s).instruments().forEach(i -> names.add(i.name()));
    Set<Set<String>> seen = new HashSet<>();
    for (Strategy.PairSettings pair : s.pairs()) {
      require(!pair.x().isEmpty(), "pairs", pair.y(), "must have a leg x that hedges it");
      require(
          pair.x().size() <= MOST_HEDGES,
          "pairs",
          pair.name(),
          "must have at most %d hedge legs".formatted(MOST_HEDGES));
      for (String leg : pair.legs()) {
        if (!names.contains(leg)) {
          throw Refusal.usage(
              "%s: pairs names instrument %s, which is not quoted; the nearest is %s"
                  .formatted(source, leg, SettingsSchema.nearest(leg, names)));
        }
      }
      Set<String> legs = new HashSet<>(pair.legs());
      require(
          legs.size() == pair.legs().size(),
          "pairs",
          pair.name(),
          "must have legs that all differ");
      require(
          seen.add(legs),
          "pairs",
          pair.name(),
          "must not be listed twice, nor the other way round");
      require(
          pair.hedgeRatios().isEmpty() || pair.hedgeRatios().size() == pair.x().size(),
          "pairs",
          pair.name(),
          "must give a hedge ratio for each leg x, or none");
      for (double ratio : pair.hedgeRatios()) {
        require(
            Double.isFinite(ratio) && ratio != 0,
            "pairs",
            pair.name(),
            "must have hedge ratios that are finite and not 0");
      }
    }
  }

  private void risk(Strategy.RiskSettings r) {
    notNegative(r.maxOrderLots(), "risk.max_order_lots");
    notNegative(r.maxOrderNotional(), "risk.max_order_notional");
    notNegative(r.priceCollarBps(), "risk.price_collar_bps");
    notNegative(r.maxGrossNotional(), "risk.max_gross_notional");
    notNegative(r.maxMessages(), "risk.max_messages");
    positive(r.messageWindowMs(), "risk.message_window_ms");
    notNegative(r.duplicateWindowMs(), "risk.duplicate_window_ms");
    notNegative(r.maxDailyLoss(), "risk.max_daily_loss");
  }

  private void health(Strategy.HealthSettings h) {
    positive(h.stepMs(), "health.step_ms");
    require(
        h.window() >= 60 && h.window() <= 100_000,
        "health.window",
        h.window(),
        "must be 60 to 100000 samples");
    positive(h.windowHalfLives(), "health.window_half_lives");
    positive(h.checkEvery(), "health.check_every");
    positive(h.hedgeDriftT(), "health.hedge_drift_t");
    positive(h.breakShiftSd(), "health.break_shift_sd");
    positive(h.recoverChecks(), "health.recover_checks");
    require(
        h.breakAlpha() > 0 && h.breakAlpha() < 1,
        "health.break_alpha",
        h.breakAlpha(),
        "must be above 0 and below 1");
    share(h.sizeDownShare(), "health.size_down_share");
    limits(h.sizeDown(), "health.size_down.");
    limits(h.exitOnly(), "health.exit_only.");
    ordered(h.sizeDown().pValue(), h.exitOnly().pValue(), "p_value");
    ordered(h.sizeDown().halfLifeRatio(), h.exitOnly().halfLifeRatio(), "half_life_ratio");
    ordered(h.sizeDown().sdRatio(), h.exitOnly().sdRatio(), "sd_ratio");
    ordered(h.sizeDown().hedgeDrift(), h.exitOnly().hedgeDrift(), "hedge_drift");
  }

  private void limits(Strategy.HealthLimits l, String prefix) {
    share(l.pValue(), prefix + "p_value");
    positive(l.halfLifeRatio(), prefix + "half_life_ratio");
    positive(l.sdRatio(), prefix + "sd_ratio");
    positive(l.hedgeDrift(), prefix + "hedge_drift");
  }

  private void ordered(double sizeDown, double exitOnly, String key) {
    require(
        exitOnly >= sizeDown,
        "health.exit_only." + key,
        exitOnly,
        "must not be below health.size_down." + key);
  }

  private void share(double value, String key) {
    require(value >= 0 && value <= 1, key, value, "must be a fraction from 0 to 1");
  }

  private void positive(long value, String key) {
    require(value > 0, key, value, "must be above 0");
  }

  private void notNegative(long value, String key) {
    require(value >= 0, key, value, "must be 0 or more");
  }

  private void positive(double value, String key) {
    require(value > 0 && Double.isFinite(value), key, value, "must be above 0");
  }

  private void notNegative(double value, String key) {
    require(value >= 0 && Double.isFinite(value), key, value, "must be 0 or more");
  }

  private void require(boolean holds, String key, Object value, String rule) {
    if (!holds) {
      throw Refusal.usage("%s: %s %s: %s=%s".formatted(source, key, rule, key, value));
    }
  }

  private Universe universe(Strategy s) {
    try {
      return Settings.universe(s);
    } catch (Refusal e) {
      throw Refusal.usage("%s: %s".formatted(source, e.getMessage()));
    }
  }
}
