package io.statarb.risk;

import static io.statarb.session.Session.EUR_FXCM;
import static io.statarb.session.Session.EUR_OANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.positions.PositionBook;
import io.statarb.session.Seeds;
import io.statarb.session.Session;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.tape.sbe.RefusalCode;
import io.statarb.venues.QuoteBoard;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * EXE-02, 04, 05, 06, 07, 08, 10, 17, 20, 41: every check at its limit less 1, at it and 1 beyond.
 */
class RiskGateTest {
  private static final long NOW = Session.DATE.startNs();
  private static final long S = 1_000_000_000L;

  /**
   * Legs: 0 = EURUSD.FXCM, 1 = EURUSD.OANDA; both quoted 99,990 to 100,010, a lot worth 1,000.00.
   */
  private static final class Gate {
    final QuoteBoard quotes;
    final PositionBook positions;
    final RiskGate gate;
    long now = NOW;

    Gate(String... sets) {
      Strategy strategy = Session.settings(sets);
      Universe universe = Settings.universe(strategy);
      quotes = new QuoteBoard(strategy, universe);
      positions = new PositionBook(new int[] {EUR_FXCM, EUR_OANDA}, new long[] {10_000, 10_000});
      gate = new RiskGate(strategy, universe, quotes, positions, 2);
      quote(99_990, 100_010);
    }

    Gate quote(long bid, long ask) {
      quotes.onTick(now, 0, EUR_FXCM, bid, ask, Session.GOOD);
      quotes.onTick(now, 1, EUR_OANDA, bid, ask, Session.GOOD);
      return this;
    }

    boolean order(boolean reducing, int leg, int side, long qty, long limit) {
      gate.begin(now, reducing);
      gate.leg(leg, side, qty, limit);
      return gate.admit();
    }

    boolean buy(long qty, long limit) {
      return order(false, 0, 1, qty, limit);
    }

    boolean reduce(int leg, int side, long qty, long limit) {
      return order(true, leg, side, qty, limit);
    }

    void assertRefused(RefusalCode code, long limit, long actual) {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < gate.refusals(); i++) {
        all.add(gate.code(i) + " " + gate.limitValue(i) + " " + gate.actualValue(i));
      }
      assertThat(all).containsExactly(code + " " + limit + " " + actual);
      assertThat(gate.refusedBy(code)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"99,true", "100,true", "101,false"})
  void shouldBoundQuantity(long qty, boolean passes) {
    Gate g = new Gate("risk.max_order_lots=100");
    assertThat(g.buy(qty, 100_010)).isEqualTo(passes);
    if (!passes) {
      g.assertRefused(RefusalCode.MAX_QTY, 100, qty);
    }
  }

  @Test
  void shouldDenyEverythingWhenLimitIsZero() {
    assertThat(new Gate("risk.max_order_lots=0").buy(1, 100_010)).isFalse();
    assertThat(new Gate("risk.max_order_notional=0").buy(1, 100_010)).isFalse();
    assertThat(new Gate("risk.max_gross_notional=0").buy(1, 100_010)).isFalse();
    assertThat(new Gate("risk.max_messages=0").buy(1, 100_010)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"99999,true", "100000,true", "100001,false"})
  void shouldBoundNotional(long limitPx, boolean passes) {
    Gate g = new Gate("risk.max_order_notional=100000").quote(99_980, 99_990);
    assertThat(g.buy(100, limitPx)).isEqualTo(passes);
    if (!passes) {
      g.assertRefused(RefusalCode.MAX_NOTIONAL, 100_000_000_000L, 100_001_000_000L);
    }
  }

  @Test
  void shouldValueSaleAtMidWhenLimitIsLower() {
    Gate g = new Gate("risk.max_order_notional=100000");
    assertThat(g.order(false, 0, -1, 100, 99_990)).isTrue();
    g.quote(99_992, 100_010);
    assertThat(g.order(false, 0, -1, 100, 99_990)).isFalse();
    assertThat(g.gate.refusedBy(RefusalCode.MAX_NOTIONAL)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1,100199,true", "1,100200,true", "1,100201,false",
    "-1,99801,true", "-1,99800,true", "-1,99799,false"
  })
  void shouldBoundLimitPriceAroundMid(int side, long limitPx, boolean passes) {
    Gate g = new Gate("risk.price_collar_bps=20");
    assertThat(g.order(false, 0, side, 1, limitPx)).isEqualTo(passes);
    if (!passes) {
      g.assertRefused(RefusalCode.PRICE_COLLAR, 200_000, 201_000);
    }
  }

  @Test
  void shouldBoundReducingLimitPriceAroundTouchWhenQuoteIsWide() {
    Gate g = new Gate("risk.price_collar_bps=20").quote(99_000, 101_000);
    g.positions.fill(0, -10, 200_000, 0);
    assertThat(g.buy(1, 101_000)).isFalse();
    assertThat(g.gate.refusedBy(RefusalCode.PRICE_COLLAR)).isTrue();
    assertThat(g.reduce(0, 1, 1, 101_000)).isTrue();
    assertThat(g.reduce(0, 1, 1, 101_202)).isTrue();
    assertThat(g.reduce(0, 1, 1, 101_203)).isFalse();
    assertThat(g.gate.refusedBy(RefusalCode.PRICE_COLLAR)).isTrue();
  }

  @Test
  void shouldBoundGrossExposureOfPositionsOrdersInFlightAndThisOrder() {
    // Held: 50 lots at mid 100,000 = 50,000. In flight: 100 lots at 100,010 = 100,010.
    for (int over = -1; over <= 1; over++) {
      Gate g = new Gate("risk.max_gross_notional=200010");
      g.positions.fill(1, -50, 200_000, 0);
      assertThat(g.buy(100, 100_010)).isTrue();
      assertThat(g.gate.inFlightMicros()).isEqualTo(100_010_000_000L);
      g.quote(99_990 + over, 100_010 + over);
      // Third: 50 lots at the mid, 100,000 + over; the position moves with it too.
      boolean passes = g.order(false, 0, -1, 50, 99_990);
      assertThat(passes).as("over=" + over).isEqualTo(over <= 0);
      if (!passes) {
        g.assertRefused(RefusalCode.GROSS_EXPOSURE, 200_010_000_000L, 200_011_000_000L);
      }
    }
  }

  @Test
  void shouldHoldExposureUntilReleased() {
    Gate g = new Gate("risk.max_gross_notional=100010");
    assertThat(g.buy(100, 100_010)).isTrue();
    long reserved = g.gate.reservedMicros(0);
    assertThat(g.buy(1, 100_010)).isFalse();
    g.gate.release(reserved);
    assertThat(g.gate.inFlightMicros()).isZero();
    g.now += 1;
    assertThat(g.buy(100, 100_010)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"-1,true", "0,true", "1,false"})
  void shouldRefuseStaleQuote(long beyond, boolean passes) {
    Gate g = new Gate("venues.FXCM.stale_after_ms=5000");
    g.now = NOW + 5 * S + beyond;
    assertThat(g.buy(1, 100_010)).isEqualTo(passes);
    if (!passes) {
      g.assertRefused(RefusalCode.STALE_QUOTE, 5 * S, 5 * S + 1);
    }
  }

  @ParameterizedTest
  @EnumSource(value = QuoteCondition.class, names = "NULL_VAL", mode = EnumSource.Mode.EXCLUDE)
  void shouldTradeOnGoodQuotesOnly(QuoteCondition condition) {
    Gate g = new Gate();
    g.quotes.onTick(NOW, 2, EUR_FXCM, 100_000, 100_000, (byte) condition.value());
    assertThat(g.buy(1, 100_010)).isFalse();
    boolean claimsToBeGood =
        condition == QuoteCondition.GOOD || condition == QuoteCondition.OPENING;
    long shown = claimsToBeGood ? QuoteCondition.CROSSED.value() : condition.value();
    g.assertRefused(RefusalCode.NOT_TRADABLE, 0, shown);
    g.quote(99_990, 100_010);
    assertThat(g.buy(1, 100_010)).isTrue();
  }

  @Test
  void shouldRefuseWithoutAnyQuote() {
    Strategy strategy = Session.settings();
    Universe universe = Settings.universe(strategy);
    QuoteBoard empty = new QuoteBoard(strategy, universe);
    PositionBook positions = new PositionBook(new int[] {0, 1}, new long[] {10_000, 10_000});
    RiskGate gate = new RiskGate(strategy, universe, empty, positions, 2);
    gate.begin(NOW, false);
    gate.leg(0, 1, 0, Instrument.NULL_PX);
    assertThat(gate.admit()).isFalse();
    assertThat(gate.code(0)).isEqualTo(RefusalCode.NOT_TRADABLE);
    assertThat(gate.actualValue(0)).isEqualTo(-1);
  }

  @Test
  void shouldBoundMessageRateAndKeepShareForReducingOrders() {
    Gate g = new Gate("risk.max_messages=10", "risk.message_window_ms=3000");
    g.positions.fill(1, -50, 200_000, 0);
    for (int i = 0; i < 8; i++) {
      assertThat(g.buy(1, 100_000 + i)).as("entry " + i).isTrue();
    }
    assertThat(g.buy(1, 99_999)).isFalse();
    g.assertRefused(RefusalCode.MESSAGE_RATE, 8, 9);
    assertThat(g.reduce(1, 1, 1, 100_010)).isTrue();
    assertThat(g.reduce(1, 1, 1, 100_010)).isTrue();
    assertThat(g.reduce(1, 1, 1, 100_010)).isFalse();
    g.assertRefused(RefusalCode.MESSAGE_RATE, 10, 11);
    g.now = NOW + 3 * S - 1;
    g.quote(99_990, 100_010);
    assertThat(g.buy(1, 99_998)).isFalse();
    g.now = NOW + 3 * S;
    assertThat(g.buy(1, 99_998)).isTrue();
  }

  /** EXE-06: a burst ten times over the limit. */
  @Test
  void shouldNeverExceedRateInBurst() {
    Gate g = new Gate("risk.max_messages=10", "risk.message_window_ms=1000");
    List<Long> sent = new ArrayList<>();
    Random random = Seeds.random("shouldNeverExceedRateInBurst", 11);
    for (int i = 0; i < 2_000; i++) {
      g.now += random.nextInt(20_000_000);
      g.quote(99_990, 100_010);
      if (g.buy(1, 99_900 + i % 100)) {
        sent.add(g.now);
        g.gate.release(g.gate.reservedMicros(0));
      }
      sent.removeIf(ts -> g.now - ts >= S);
      assertThat(sent.size()).isLessThanOrEqualTo(8);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1,false", "0,false", "1,true"})
  void shouldRefuseSameOrderWithinWindow(long beyond, boolean passes) {
    Gate g = new Gate("risk.duplicate_window_ms=2000");
    assertThat(g.buy(5, 100_010)).isTrue();
    g.now = NOW + 2 * S + beyond;
    assertThat(g.buy(5, 100_010)).isEqualTo(passes);
    if (!passes) {
      g.assertRefused(RefusalCode.DUPLICATE_ORDER, 2 * S, 2 * S + beyond);
    }
  }

  @Test
  void shouldPassOrdersThatDifferInAnyField() {
    Gate g = new Gate("risk.duplicate_window_ms=2000");
    assertThat(g.buy(5, 100_010)).isTrue();
    assertThat(g.buy(6, 100_010)).isTrue();
    assertThat(g.buy(5, 100_011)).isTrue();
    assertThat(g.order(false, 1, 1, 5, 100_010)).isTrue();
    assertThat(g.order(false, 0, -1, 5, 100_010)).isTrue();
  }

  /** EXE-08: one order a hundred times. */
  @Test
  void shouldPassOnceWhenOneOrderIsReplayed() {
    Gate g = new Gate("risk.duplicate_window_ms=2000");
    int passed = 0;
    for (int i = 0; i < 100; i++) {
      passed += g.buy(5, 100_010) ? 1 : 0;
    }
    assertThat(passed).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"-1,true", "0,true", "1,false"})
  void shouldBoundDailyLoss(long beyond, boolean passes) {
    Gate g = new Gate("risk.max_daily_loss=20000");
    long loss = 20_000_000_000L + beyond;
    // Long one lot bought at 100,000: 10 ticks above the bid it would leave at; the rest is cash.
    g.positions.fill(1, 1, 200_000, loss - 100_000);
    assertThat(g.buy(1, 100_010)).isEqualTo(passes);
    if (!passes) {
      g.assertRefused(RefusalCode.DAILY_LOSS, 20_000_000_000L, loss);
      assertThat(g.reduce(1, -1, 1, 99_990)).isTrue();
    }
  }

  @Test
  void shouldBlockEverythingWhenKilled() {
    Gate g = new Gate();
    g.positions.fill(1, 1, 200_000, 0);
    g.gate.killed(true);
    assertThat(g.buy(1, 100_010)).isFalse();
    g.assertRefused(RefusalCode.KILL_SWITCH, 0, 1);
    assertThat(g.reduce(1, -1, 1, 99_990)).isFalse();
    g.gate.killed(false);
    assertThat(g.buy(1, 100_010)).isTrue();
  }

  @Test
  void shouldRefuseMalformedOrders() {
    Gate g = new Gate();
    for (long qty : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThat(g.buy(qty, 100_010)).isFalse();
      g.assertRefused(RefusalCode.INVALID_ORDER, 1, qty);
    }
    for (long px : new long[] {0, -1, Instrument.NULL_PX, Long.MAX_VALUE}) {
      assertThat(g.buy(1, px)).isFalse();
      g.assertRefused(RefusalCode.INVALID_ORDER, 1, px);
    }
    assertThat(g.order(false, 0, 0, 1, 100_010)).isFalse();
    g.assertRefused(RefusalCode.INVALID_ORDER, 1, 0);
  }

  /** EXE-17: an order that claims to reduce may not enlarge or flip a position. */
  @Test
  void shouldRefuseReducingOrderThatDoesNotReduce() {
    Gate g = new Gate();
    g.positions.fill(0, 10, 200_000, 0);
    assertThat(g.reduce(0, -1, 9, 99_990)).isTrue();
    assertThat(g.reduce(0, -1, 10, 99_990)).isTrue();
    assertThat(g.reduce(0, -1, 11, 99_990)).isFalse();
    g.assertRefused(RefusalCode.INVALID_ORDER, 10, 11);
    assertThat(g.reduce(0, 1, 1, 100_010)).isFalse();
    g.assertRefused(RefusalCode.INVALID_ORDER, 0, 1);
  }

  /** EXE-41: reserved capacity. */
  @Test
  void shouldPassReducingOrderWhenLimitsAreUsedUp() {
    Gate g =
        new Gate(
            "risk.max_order_notional=100",
            "risk.max_gross_notional=100",
            "risk.max_daily_loss=0",
            "risk.duplicate_window_ms=1000");
    g.positions.fill(0, 10, 200_000, 1_000_000);
    assertThat(g.reduce(0, -1, 5, 99_990)).isTrue();
    assertThat(g.reduce(0, -1, 5, 99_990)).isTrue();
    assertThat(g.buy(1, 100_010)).isFalse();
  }

  /** EXE-10: the basket passes whole or not at all. */
  @Test
  void shouldReserveNothingWhenOneLegIsRefused() {
    Gate g = new Gate("risk.max_order_lots=100");
    g.gate.begin(NOW, false);
    g.gate.leg(0, 1, 100, 100_010);
    g.gate.leg(1, -1, 101, 99_990);
    assertThat(g.gate.admit()).isFalse();
    assertThat(g.gate.instrumentId(0)).isEqualTo(EUR_OANDA);
    assertThat(g.gate.inFlightMicros()).isZero();
    g.gate.begin(NOW, false);
    g.gate.leg(0, 1, 100, 100_010);
    g.gate.leg(1, -1, 100, 99_990);
    assertThat(g.gate.admit()).isTrue();
    assertThat(g.gate.inFlightMicros())
        .isEqualTo(g.gate.reservedMicros(0) + g.gate.reservedMicros(1));
  }

  @Test
  void shouldNameEveryReasonWhenSeveralChecksRefuse() {
    Gate g = new Gate("risk.max_order_lots=1", "risk.max_order_notional=1");
    g.gate.killed(true);
    assertThat(g.buy(2, 200_000)).isFalse();
    assertThat(g.gate.refusedBy(RefusalCode.MAX_QTY)).isTrue();
    assertThat(g.gate.refusedBy(RefusalCode.MAX_NOTIONAL)).isTrue();
    assertThat(g.gate.refusedBy(RefusalCode.PRICE_COLLAR)).isTrue();
    assertThat(g.gate.refusedBy(RefusalCode.KILL_SWITCH)).isTrue();
    assertThat(g.gate.refusals()).isEqualTo(4);
  }

  /** EXE-04: against arithmetic without limits, up to the ends of the range. */
  @Test
  void shouldNeverWrapAtExtremes() {
    Random random = Seeds.random("shouldNeverWrapAtExtremes", 4);
    BigInteger most = BigInteger.valueOf(1_000_000).multiply(BigInteger.valueOf(1_000_000));
    Gate g = new Gate("risk.max_order_lots=9223372036854775807");
    for (int i = 0; i < 20_000; i++) {
      g.now += S;
      g.quote(99_990, 100_010);
      long qty = extreme(random);
      long px = extreme(random);
      boolean passed = g.buy(qty, px);
      BigInteger notional =
          BigInteger.valueOf(qty)
              .multiply(BigInteger.valueOf(Math.max(px, 100_000)))
              .multiply(BigInteger.valueOf(10_000));
      boolean within = qty > 0 && px > 0 && notional.compareTo(most) <= 0;
      boolean near = px > 0 && Math.abs(px - 100_000.0) <= 200.0;
      assertThat(passed).as("qty=%d px=%d", qty, px).isEqualTo(within && near);
      if (passed) {
        g.gate.release(g.gate.reservedMicros(0));
      }
    }
  }

  private static long extreme(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextLong();
      case 1 -> Long.MAX_VALUE >> random.nextInt(64);
      case 2 -> Long.MIN_VALUE >> random.nextInt(64);
      case 3 -> 1L + random.nextInt(1_000);
      case 4 -> 99_700L + random.nextInt(600);
      default -> random.nextInt(5) - 2L;
    };
  }
}
