package io.statarb.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.ticks.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bar is an opening and a close, with the assumed spread around each, and nothing else. */
final class DailyBarQuotesTest {
  private static final Instrument AAPL =
      new Instrument(0, "AAPL", "US", "equity", 10_000_000, 1, "USD");

  @TempDir private Path data;
  private final List<String> quotes = new ArrayList<>();

  private Strategy strategy(String... sets) throws IOException {
    Path yaml = data.resolve("strategy.yaml");
    Files.writeString(
        yaml,
        """
        name: test
        calendar: {exchange: NYSE}
        data: {format: daily-bars}
        venues:
          US: {latency_ms: 1, fee_per_million: 0, max_fill_lots: 1, stale_after_ms: 1, half_spread_bps: 5}
        """);
    return Settings.load(yaml, Map.of(), List.of(sets)).strategy();
  }

  @BeforeEach
  void writeBars() throws IOException {
    Files.writeString(
        data.resolve("bars.csv"),
        """
        symbol,date,open,high,low,close,volume
        AAPL,2016-11-23,111.36,111.51,110.33,111.23,1
        AAPL,2016-11-24,111.00,112.00,110.00,111.00,1
        AAPL,2016-11-25,111.13,111.87,110.95,111.79,1
        AAPL,2016-11-28,39.00,112.46,111.39,111.57,1
        AAPL,2016-11-29,,112.03,110.07,111.46,1
        MSFT,2016-11-23,61.01,61.10,60.25,60.40,1
        """);
  }

  private int read(TickLoader loader) {
    LocalDate first = LocalDate.of(2016, 11, 23);
    return loader.read(
        loader.file(data, AAPL, first),
        AAPL,
        first,
        ZoneOffset.UTC,
        (line, tsNs, bid, ask, flaw) ->
            quotes.add(
                "%d %s %d %d %s"
                    .formatted(
                        line, Instant.ofEpochSecond(0, tsNs), bid, ask, Conditions.name(flaw))));
  }

  @Test
  void shouldQuoteOpeningAndCloseAtTheHoursOfTheExchange() throws IOException {
    int calls = read(TickLoaders.of(strategy()));
    assertThat(calls).isEqualTo(10).isEqualTo(quotes.size());
    assertThat(quotes)
        .containsExactly(
            // 111.36 less 5 bps is 111.304..., rounded down; plus 5 bps 111.4157, rounded up.
            "2 2016-11-23T14:30:00Z 11130 11142 OPENING",
            "2 2016-11-23T21:00:00Z 11117 11129 GOOD",
            // Thanksgiving: there is no trading, whatever the file says.
            "3 2016-11-24T17:00:00Z 0 0 OUTSIDE_SESSION",
            "3 2016-11-24T17:00:00Z 0 0 OUTSIDE_SESSION",
            // The day after closes at one.
            "4 2016-11-25T14:30:00Z 11107 11119 OPENING",
            "4 2016-11-25T18:00:00Z 11173 11185 GOOD",
            // An open below the day's low is none.
            "5 2016-11-28T14:30:00Z 0 0 MALFORMED",
            "5 2016-11-28T21:00:00Z 11151 11163 GOOD",
            "6 2016-11-29T14:30:00Z 0 0 MALFORMED",
            "6 2016-11-29T21:00:00Z 11140 11152 GOOD");
  }

  @Test
  void shouldKnowTheDaysOfEachSymbolInAFile() throws IOException {
    TickLoader loader = TickLoaders.of(strategy());
    LocalDate first = LocalDate.of(2016, 11, 23);
    assertThat(loader.fileDates(data, AAPL)).containsExactly(first);
    assertThat(loader.days(data.resolve("bars.csv"), AAPL, first)).hasSize(5);
    Instrument none = new Instrument(1, "IBM", "US", "equity", 10_000_000, 1, "USD");
    assertThat(loader.fileDates(data, none)).isEmpty();
  }

  @Test
  void shouldRefuseBarsWithoutACalendar() throws IOException {
    Strategy without = strategy("calendar.exchange=");
    assertThatThrownBy(() -> TickLoaders.of(without))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("calendar.exchange");
  }
}
