package io.statarb.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.marketdata.MarketDataSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DailyBarsLoaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "AAPL.csv, AAPL",
    "BRK.B.csv, BRK.B",
    "0700.HK.txt, 0700.HK",
    "sh.600000.csv, sh.600000",
    "AAPL.2016.csv, AAPL",
    "AAPL.2016-08.CSV, AAPL",
    "AAPL, AAPL"
  })
  void shouldTakeTheSymbolFromTheNameWhenThereIsNoColumn(String name, String symbol)
      throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "Date,Open,High,Low,Close,Volume\n2016-08-01,1,2,1,2,100\n");
    List<String> symbols = new ArrayList<>();
    MarketDataSink sink =
        new MarketDataSink() {
          @Override
          public int symbol(String each) {
            symbols.add(each);
            return symbols.size() - 1;
          }
        };
    new DailyBarsLoader().load(file, LoadOptions.NONE, sink);
    assertThat(symbols).containsExactly(symbol);
  }
}
