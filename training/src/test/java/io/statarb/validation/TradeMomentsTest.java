package io.statarb.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.training.Seeds;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TradeMomentsTest {

  @Test
  void shouldPoolToTheMomentsOfAllTradesTogether() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    TradeSample all = new TradeSample();
    TradeMoments pooled = TradeMoments.NONE;
    for (int part = 0; part < 5; part++) {
      TradeSample trades = new TradeSample();
      for (int i = 0; i < 20 + 10 * part; i++) {
        double gain = random.nextGaussian() * (part + 1) + part;
        trades.add(gain * gain, 0.3);
      }
      all.addAll(trades);
      SortedMap<String, Double> figures = new TreeMap<>();
      TradeMoments.put(trades, figures);
      pooled = pooled.plus(TradeMoments.from(figures));
    }

    assertThat(pooled.count()).isEqualTo(all.count());
    assertThat(pooled.mean()).isCloseTo(all.meanNetBps(), within(1e-10));
    assertThat(pooled.sharpe()).isCloseTo(all.sharpe(), within(1e-10));
    assertThat(pooled.skewness()).isCloseTo(all.skewness(), within(1e-9));
    assertThat(pooled.kurtosis()).isCloseTo(all.kurtosis(), within(1e-9));
  }

  @Test
  void shouldCountNothingWhenNothingTraded() {
    SortedMap<String, Double> figures = new TreeMap<>();
    TradeMoments.put(new TradeSample(), figures);

    assertThat(TradeMoments.from(figures)).isEqualTo(TradeMoments.NONE);
    assertThat(TradeMoments.from(new TreeMap<>())).isEqualTo(TradeMoments.NONE);
    assertThat(TradeMoments.NONE.sharpe()).isNaN();
  }
}
