package io.statarb.engine;

import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded daily bars of the two instruments of {@link TinyBundle}: an opening and a close a day,
 * both legs at the same times; one random walk seen through an offset that wanders about and comes
 * back.
 */
final class BarMarket {
  static final int BARS = 240;
  static final TradingSession SESSION = new TradingSession("2014-01-01", 0, (BARS + 10) * day());

  private static final double REVERSION = 0.1;
  private static final double NOISE_TICKS = 3;
  private static final double START_PX_TICKS = 138_000;

  private BarMarket() {}

  /** Settings of a strategy on bars with this feature service, over those of {@link TinyBundle}. */
  static List<String> settings(String service) {
    return List.of(
        "features.service=" + service,
        "features.decision_z=spread_z_formation",
        "dates.session_bars=" + BARS,
        "venues.FXCM.stale_after_ms=432000000",
        "venues.OANDA.stale_after_ms=432000000",
        "exit.max_holding_ms=5184000000",
        "exit.cooldown_ms=86400000",
        "exit.flat_before_end_ms=432000000",
        "health.window=60",
        "health.check_every=1");
  }

  private static long day() {
    return 86_400_000_000_000L;
  }

  /** Which bar a tick belongs to: four ticks make one. */
  static int barOf(int tick) {
    return tick / 4;
  }

  /** Openings and closes of all bars. */
  static TickColumns ticks(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TickColumns ticks = new TickColumns(4 * BARS);
    double walk = START_PX_TICKS;
    double offset = 0;
    for (int bar = 0; bar < BARS; bar++) {
      for (QuoteCondition condition : List.of(QuoteCondition.OPENING, QuoteCondition.GOOD)) {
        walk += 200 * random.nextGaussian();
        offset += -REVERSION * offset + NOISE_TICKS * random.nextGaussian();
        long hours = condition == QuoteCondition.OPENING ? 14 : 21;
        long tsNs = bar * day() + hours * 3_600_000_000_000L;
        for (int id = 0; id < 2; id++) {
          long mid = Math.round(walk + (id == 0 ? offset : 0));
          ticks.add(tsNs, id, mid - 1, mid + 1, (byte) condition.value(), 0, ticks.count() + 1);
        }
      }
    }
    return ticks;
  }
}
