package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotes with sizes every two seconds over four hours, all on one venue. */
final class HeldPricesTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long OPEN_NS =
      Instant.parse("2014-05-07T14:00:00Z").getEpochSecond() * SECOND_NS;
  private static final int QUOTES = 4 * 1_800;
  private static final int HELD_FROM = 3_000;

  private final SplittableRandom random = new SplittableRandom(20140507);

  /**
   * What is stale.
   *
   * @param held quotes that keep the price of {@code HELD_FROM}
   * @param every the price moves with each so-manieth quote
   */
  private List<Finding> stale(int held, int every) {
    TickProbe probe = new TickProbe();
    MarketDataSink sink = probe.begin(Path.of("quotes.csv"), "csv", LoadOptions.NONE);
    int symbol = sink.symbol("ABC");
    long none = MarketDataSink.UNKNOWN_TIME;
    long bid = 50_000_000_000L;
    for (int i = 0; i < QUOTES; i++) {
      if (i % every == 0 && (i < HELD_FROM || i >= HELD_FROM + held)) {
        bid += random.nextBoolean() ? 10_000_000 : -10_000_000;
      }
      long ts = OPEN_NS + i * 2L * SECOND_NS + random.nextInt(1_000_000);
      long bidQty = random.nextInt(1, 40) * 100_000_000L;
      long askQty = random.nextInt(1, 40) * 100_000_000L;
      sink.quote(i, symbol, ts, none, -1, bid, bidQty, bid + 10_000_000, askQty);
    }
    probe.end();
    return probe.finish().stream().filter(f -> f.kind() == FindingKind.STALE).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 900, 1_800})
  void shouldFindAPriceThatIsHeldWhileSizesGoOn(int held) {
    List<Finding> findings = stale(held, 1);
    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.from()).startsWith("2014-05-07T15:39:58");
    assertThat(finding.evidence()).containsEntry("quotes_at_the_same_price", held + 1);
  }

  @Test
  void shouldNotMindAPriceThatSeldomMoves() {
    assertThat(stale(0, 45)).isEmpty();
    assertThat(stale(100, 45)).isEmpty();
  }

  @Test
  void shouldNotMindAPriceThatMoves() {
    assertThat(stale(0, 1)).isEmpty();
  }
}
