package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarketTest {
  @ParameterizedTest
  @CsvSource({
    "EURUSD, CURRENCY_WEEK",
    "EUR/USD.OANDA, CURRENCY_WEEK",
    "xau_usd, CURRENCY_WEEK",
    "BTCUSD, UNKNOWN",
    "BTCUSDT, UNKNOWN",
    "GOOGLX, UNKNOWN",
    "AAPL.XNAS, US_EQUITIES",
    "brk.b.nyse, US_EQUITIES",
    "VOD.XLON, UNKNOWN",
    "A, UNKNOWN",
    "USA, UNKNOWN"
  })
  void shouldTellTheMarketByTheSymbolWhereTheFileTellsNone(String symbol, Market market) {
    assertThat(Market.UNKNOWN.of(symbol)).isEqualTo(market);
    assertThat(Market.US_EQUITIES.of(symbol)).isEqualTo(Market.US_EQUITIES);
  }

  @ParameterizedTest
  @CsvSource({"NYSE, US_EQUITIES", "NASDAQ, US_EQUITIES", "FX, CURRENCY_WEEK", "CRYPTO, ALWAYS"})
  void shouldTakeTheMarketOfTheMappingBeforeAnyOther(String told, Market market) {
    Market ofFile = Market.of(Path.of("/data/forex/eurusd.csv"), "csv", told);
    assertThat(ofFile).isEqualTo(market);
    assertThat(ofFile.of("EURUSD")).isEqualTo(market);
  }
}
