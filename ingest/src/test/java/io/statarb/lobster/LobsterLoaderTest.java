package io.statarb.lobster;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LobsterLoaderTest {
  @TempDir private Path temp;

  /** Notes the records that were flawed. */
  private static final class Flaws implements MarketDataSink {
    final List<Long> records = new ArrayList<>();

    @Override
    public int symbol(String name) {
      return 0;
    }

    @Override
    public void flaw(long record, Flaw flaw, String fact) {
      records.add(record);
    }
  }

  @Test
  void readsTheOrderBookFileOfAPairAsWell() throws IOException {
    LobsterSample.Drawn files = LobsterSample.write(temp, "XYZ", 1, 50, 7);
    List<String> rows = new ArrayList<>(Files.readAllLines(files.orderbook()));
    rows.set(9, "5859400,-200,5853300,18");
    Files.write(files.orderbook(), rows);
    Flaws flaws = new Flaws();
    long records = new LobsterLoader().load(files.orderbook(), LoadOptions.NONE, flaws);
    assertThat(records).isEqualTo(rows.size());
    assertThat(flaws.records).containsExactly(10L);
  }
}
