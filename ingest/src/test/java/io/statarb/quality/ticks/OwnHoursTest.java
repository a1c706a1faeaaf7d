package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A share of an unknown market that is quoted from 13:00 to 20:00 UTC on ten weekdays of 2014. */
final class OwnHoursTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long HOUR_NS = 3_600 * SECOND_NS;
  private static final long DAY_NS = 24 * HOUR_NS;
  private static final long MONDAY_NS = at("2014-05-05T00:00:00Z");

  @TempDir private Path temp;

  private final TickProbe probe = new TickProbe();
  private MarketDataSink sink =
      new MarketDataSink() {
        @Override
        public int symbol(String name) {
          return 0;
        }
      };
  private int symbol;
  private long record;

  private static long at(String instant) {
    return Instant.parse(instant).getEpochSecond() * SECOND_NS;
  }

  private void begin(String more) throws IOException {
    Path mapping =
        Files.writeString(
            temp.resolve("columns.yaml"),
            "format: csv\nkind: quotes\ncolumns: {time: t, symbol: s, bid: b, ask: a}\n" + more);
    LoadOptions options =
        new LoadOptions(LoadOptions.NONE.date(), LoadOptions.NONE.utcOffset(), mapping);
    sink = probe.begin(Path.of("quotes.csv"), "csv", options);
    symbol = sink.symbol("ABC");
  }

  private void quote(long tsNs) {
    long none = MarketDataSink.UNKNOWN_TIME;
    record++;
    long bid = 50_000_000_000L + 10_000_000L * (record % 5);
    sink.quote(record, symbol, tsNs, none, -1, bid, none, bid + 10_000_000, none);
  }

  /** Ten weekdays; behind those of the odd moment comes the odd moment's quotes. */
  private List<Finding> outside(int days, long oddNs, int rows) {
    long saidNs = 0;
    for (int day = 0; day < days; day++) {
      long midnightNs = MONDAY_NS + (day / 5 * 7 + day % 5) * DAY_NS;
      long openNs = midnightNs + 13 * HOUR_NS;
      if (oddNs > saidNs && oddNs < openNs) {
        for (int i = 0; i < rows; i++) {
          quote(oddNs + i * SECOND_NS);
        }
      }
      for (long ts = openNs; ts < midnightNs + 20 * HOUR_NS; ts += 10 * SECOND_NS) {
        quote(ts);
      }
      saidNs = midnightNs + 20 * HOUR_NS;
    }
    List<Finding> ofFile = probe.end();
    assertThat(ofFile).isEmpty();
    return probe.finish().stream()
        .filter(finding -> finding.kind() == FindingKind.OUTSIDE_SESSION)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2014-05-07T03:00:00Z", "2014-05-08T23:30:00Z", "2014-05-10T15:00:00Z"})
  void shouldFindAFewQuotesAtHoursThatNoOtherDayHas(String odd) throws IOException {
    begin("");
    List<Finding> findings = outside(10, at(odd), 3);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().from()).isEqualTo(odd);
    assertThat(findings.getFirst().evidence()).containsEntry("rows", 3L).containsKey("by");
  }

  @ParameterizedTest
  @CsvSource({
    // Within an hour of the session, which may move or begin early.
    "10, 2014-05-07T12:20:00Z, 3",
    // A session of its own.
    "10, 2014-05-10T15:00:00Z, 500",
    // Too few days for a habit.
    "4, 2014-05-07T03:00:00Z, 3"
  })
  void shouldNotMindWhatMayBeASession(int days, String odd, int rows) throws IOException {
    begin("");
    assertThat(outside(days, at(odd), rows)).isEmpty();
  }

  @Test
  void shouldKeepTheHoursOfTheMarketThatTheMappingNames() throws IOException {
    begin("market: NASDAQ\n");
    // 03:30 in New York; one day is enough, as the hours are known.
    List<Finding> findings = outside(1, MONDAY_NS + 7 * HOUR_NS + HOUR_NS / 2, 1);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().evidence()).containsEntry("market", "US_EQUITIES");
  }

  @Test
  void shouldNotMindTheNightOfAMarketThatIsAlwaysOpen() throws IOException {
    begin("market: CRYPTO\n");
    assertThat(outside(10, at("2014-05-07T03:00:00Z"), 3)).isEmpty();
  }
}
