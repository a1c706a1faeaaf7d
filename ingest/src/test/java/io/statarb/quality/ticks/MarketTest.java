package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarketTest {
  @ParameterizedTest
  @CsvSource({
    "EURUSD, CURRENCY_WEEK",
    "EUR/USD.OANDA, CURRENCY_WEEK",
    "xau_usd, CURRENCY_WEEK",
    "BTCUSD, ALWAYS",
    "BTCUSDT, ALWAYS",
    "GOOGLX, ALWAYS",
    "A, ALWAYS"
  })
  void shouldTellTheMarketByTheSymbolWhereTheFileTellsNone(String symbol, Market market) {
    assertThat(Market.ALWAYS.of(symbol)).isEqualTo(market);
    assertThat(Market.US_EQUITIES.of(symbol)).isEqualTo(Market.US_EQUITIES);
  }
}
