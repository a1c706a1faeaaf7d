package io.statarb.venues;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.instruments.Universe;
import io.statarb.session.Seeds;
import io.statarb.session.Session;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeeScheduleTest {
  @Test
  void shouldRoundFeeUpToWholeMicros() {
    Strategy strategy = Session.settings("venues.FXCM.fee_per_million=25");
    FeeSchedule fees = FeeSchedule.of(strategy, Settings.universe(strategy));
    assertThat(fees.feeMicros(0, 100, 2 * 139_011)).isEqualTo(3_475_275);
    // 1 lot at 139,011: 1,390,110,000 micros x 25e-6 = 34,752.75.
    assertThat(fees.feeMicros(0, 1, 2 * 139_011)).isEqualTo(34_753);
    assertThat(fees.feeMicros(0, 0, 2 * 139_011)).isZero();
    assertThat(FeeSchedule.none(Settings.universe(strategy)).feeMicros(0, 100, 278_022)).isZero();
  }

  @Test
  void shouldAgreeWithExactArithmetic() {
    Random random = Seeds.random("FeeScheduleTest", 7);
    BigInteger parts = BigInteger.TEN.pow(12);
    for (int i = 0; i < 200; i++) {
      long rateE6 = random.nextInt(200_000_000);
      Strategy strategy = Session.settings("venues.FXCM.fee_per_million=" + rateE6 / 1e6);
      Universe universe = Settings.universe(strategy);
      FeeSchedule fees = FeeSchedule.of(strategy, universe);
      for (int j = 0; j < 50; j++) {
        long qty = random.nextInt(100_000);
        long px2 = 1L + random.nextInt(1_000_000);
        BigInteger exact =
            BigInteger.valueOf(qty)
                .multiply(BigInteger.valueOf(px2))
                .multiply(BigInteger.valueOf(5_000))
                .multiply(BigInteger.valueOf(rateE6))
                .add(parts.subtract(BigInteger.ONE))
                .divide(parts);
        assertThat(fees.feeMicros(0, qty, px2))
            .as("rateE6=%d qty=%d px2=%d", rateE6, qty, px2)
            .isEqualTo(exact.longValueExact());
      }
    }
  }

  @Test
  void shouldSayOverflowInsteadOfWrapping() {
    Random random = Seeds.random("Notional", 8);
    BigInteger largest = BigInteger.valueOf(Long.MAX_VALUE);
    for (int i = 0; i < 50_000; i++) {
      long qty = random.nextLong() >> random.nextInt(64);
      long px2 = random.nextLong() >> random.nextInt(64);
      long value = (random.nextLong() >> random.nextInt(64)) & ~1L;
      BigInteger exact =
          BigInteger.valueOf(qty)
              .multiply(BigInteger.valueOf(px2))
              .multiply(BigInteger.valueOf(value >> 1));
      boolean fits =
          qty >= 0
              && px2 >= 0
              && value >= 0
              && exact.compareTo(largest) <= 0
              && BigInteger.valueOf(qty).multiply(BigInteger.valueOf(px2)).compareTo(largest) <= 0;
      assertThat(Notional.micros(qty, px2, value))
          .isEqualTo(fits ? exact.longValueExact() : Notional.OVERFLOW);
    }
    assertThat(Notional.sum(Long.MAX_VALUE, 1)).isEqualTo(Notional.OVERFLOW);
    assertThat(Notional.sum(Notional.OVERFLOW, 1)).isEqualTo(Notional.OVERFLOW);
    assertThat(Notional.sum(2, 3)).isEqualTo(5);
  }
}
