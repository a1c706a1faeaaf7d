package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only several days, files or venues together tell; drawn walks of two quotes a minute. */
final class SeriesOfDaysTest {
  private static final long SEED = Long.getLong("seed", 20_140_505);
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long HOUR_NS = 3_600 * SECOND_NS;
  private static final long DAY_NS = 24 * HOUR_NS;

  /** A Monday. */
  private static final long MONDAY_NS = at("2014-05-05T00:00:00Z");

  private final TickProbe probe = new TickProbe();

  /** A quote of the walk that all venues follow. */
  private record Quote(long tsNs, double mid) {}

  private static long at(String instant) {
    return Instant.parse(instant).getEpochSecond() * SECOND_NS;
  }

  private static List<Quote> walk(long fromNs, long toNs) {
    Random random = new Random(SEED);
    List<Quote> quotes = new ArrayList<>();
    double mid = 1.38;
    for (long ts = fromNs; ts < toNs; ts += 8 * SECOND_NS + random.nextLong(4 * SECOND_NS)) {
      mid *= Math.exp(3e-5 * random.nextGaussian());
      quotes.add(new Quote(ts, mid));
    }
    return quotes;
  }

  /** Gives one venue's file, as a venue that is a little late and quotes nearly the same. */
  private void file(String venue, String day, List<Quote> quotes) {
    String name = "/data/forex/%s/tick/eurusd/%s_quote.zip".formatted(venue, day);
    MarketDataSink sink = probe.begin(Path.of(name), "lean-quotes", LoadOptions.NONE);
    int symbol = sink.symbol("EURUSD." + venue);
    Random random = new Random(SEED + venue.hashCode());
    long record = 0;
    for (Quote quote : quotes) {
      double mid = quote.mid * (1 + 2e-5 * (random.nextDouble() - 0.5));
      quote(sink, ++record, symbol, quote.tsNs + random.nextLong(10_000_000), mid, Long.MIN_VALUE);
    }
    assertThat(probe.end()).isEmpty();
  }

  private static void quote(
      MarketDataSink sink, long record, int symbol, long tsNs, double mid, long qtyE8) {
    long none = MarketDataSink.UNKNOWN_TIME;
    long bid = Math.round(mid * 1e6) * 1_000;
    sink.quote(record, symbol, tsNs, none, -1, bid, qtyE8, bid + 100_000, qtyE8);
  }

  private static List<Quote> between(List<Quote> quotes, long fromNs, long toNs) {
    return quotes.stream().filter(q -> q.tsNs >= fromNs && q.tsNs < toNs).toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 12, 12, 24", "6, 24, 0, 6", "0, 24, 24, 24"})
  void shouldFindTheHoursThatAnotherVenueHasMore(int from, int to, int missedFrom, int missedTo) {
    List<Quote> day = walk(MONDAY_NS, MONDAY_NS + DAY_NS);
    file("A", "20140505", day);
    file("B", "20140505", between(day, MONDAY_NS + from * HOUR_NS, MONDAY_NS + to * HOUR_NS));
    assertMissed("EURUSD.B", MONDAY_NS + missedFrom * HOUR_NS, MONDAY_NS + missedTo * HOUR_NS);
  }

  @Test
  void shouldFindALastDayThatEndsAtNoonWhereTheOthersGoOn() {
    List<Quote> days = walk(MONDAY_NS, MONDAY_NS + 3 * DAY_NS);
    file("A", "20140505", between(days, MONDAY_NS, MONDAY_NS + DAY_NS));
    file("A", "20140506", between(days, MONDAY_NS + DAY_NS, MONDAY_NS + 2 * DAY_NS));
    long noonNs = MONDAY_NS + 2 * DAY_NS + 12 * HOUR_NS;
    file("A", "20140507", between(days, MONDAY_NS + 2 * DAY_NS, noonNs));
    assertMissed("EURUSD.A", noonNs, noonNs + 12 * HOUR_NS);
  }

  @Test
  void shouldFindAFridayThatEndsAtNoon() {
    long fridayNs = at("2014-05-09T00:00:00Z");
    long noonNs = fridayNs + 12 * HOUR_NS;
    List<Quote> friday = walk(fridayNs, at("2014-05-09T21:00:00Z"));
    List<Quote> sunday = walk(at("2014-05-11T21:00:00Z"), at("2014-05-12T00:00:00Z"));
    file("A", "20140509", friday);
    file("A", "20140511", sunday);
    file("B", "20140509", between(friday, fridayNs, noonNs));
    file("B", "20140511", sunday);
    assertMissed("EURUSD.B", noonNs, at("2014-05-09T21:00:00Z"));
  }

  @Test
  void shouldNotMissAnHourInWhichMetalsRest() {
    long sundayNs = at("2014-05-11T21:00:00Z");
    List<Quote> sunday = walk(sundayNs, at("2014-05-12T00:00:00Z"));
    file("A", "20140511", sunday);
    file("B", "20140511", between(sunday, sundayNs + HOUR_NS, Long.MAX_VALUE));
    assertThat(probe.finish()).isEmpty();
  }

  @Test
  void shouldFindASessionThatEndsAtNoonByItsOtherDays() {
    List<Quote> days = walk(MONDAY_NS, MONDAY_NS + 4 * DAY_NS);
    for (int day = 0; day < 4; day++) {
      long openNs = MONDAY_NS + day * DAY_NS + 9 * HOUR_NS;
      long hours = day == 1 ? 3 : 8;
      file("A", "2014050" + (5 + day), between(days, openNs, openNs + hours * HOUR_NS));
    }
    long noonNs = MONDAY_NS + DAY_NS + 12 * HOUR_NS;
    assertMissed("EURUSD.A", noonNs, noonNs + 5 * HOUR_NS);
  }

  @Test
  void shouldNotMoveAClockByItsWeekWhereAnotherVenueShowsItRight() {
    long fridayNs = at("2014-05-09T00:00:00Z");
    List<Quote> longer = walk(fridayNs, at("2014-05-09T22:55:00Z"));
    List<Quote> sunday = walk(at("2014-05-11T21:00:00Z"), at("2014-05-12T00:00:00Z"));
    file("A", "20140509", between(longer, fridayNs, at("2014-05-09T21:00:00Z")));
    file("A", "20140511", sunday);
    file("B", "20140509", longer);
    file("B", "20140511", sunday);
    List<Finding> findings = probe.finish();
    assertThat(findings).extracting(Finding::kind).containsExactly(FindingKind.OUTSIDE_SESSION);
    assertThat(findings.getFirst().symbol()).isEqualTo("EURUSD.B");
  }

  @Test
  void shouldDateARecordThatCannotBeReadBetweenThoseAroundIt() {
    MarketDataSink sink = probe.begin(Path.of("/data/q.csv"), "csv", LoadOptions.NONE);
    int symbol = sink.symbol("EURUSD");
    quote(sink, 1, symbol, MONDAY_NS, 1.38, Long.MIN_VALUE);
    sink.flaw(2, Flaw.MALFORMED, "no number: x");
    quote(sink, 3, symbol, MONDAY_NS + 60 * SECOND_NS, 1.38, Long.MIN_VALUE);
    sink.flaw(4, Flaw.MALFORMED, "no number: y");
    assertThat(probe.end())
        .extracting(finding -> finding.from() + " " + finding.to())
        .containsExactly("2014-05-05T00:00:00Z 2014-05-05T00:01:00Z");
  }

  @Test
  void shouldCallTradesThatAreSaidAgainDuplicatesAndTwinsNot() {
    MarketDataSink sink = probe.begin(Path.of("/data/t.csv"), "csv", LoadOptions.NONE);
    int symbol = sink.symbol("BTC");
    long record = 0;
    for (int i = 0; i < 500; i++) {
      // The hundred trades from 200 on are sent again; two of each moment are twins.
      int said = i < 300 ? i : i - 100;
      for (int twin = 0; twin < 2; twin++) {
        long ts = MONDAY_NS + said * SECOND_NS;
        long none = MarketDataSink.UNKNOWN_TIME;
        sink.trade(++record, symbol, ts, none, 60_000_000_000L, 1 + said, (byte) 0);
      }
    }
    List<Finding> findings = probe.end();
    assertThat(findings).extracting(Finding::kind).containsExactly(FindingKind.DUPLICATE);
    assertThat(findings.getFirst().from()).startsWith("2014-05-05T00:03:2");
    assertThat(findings.getFirst().to()).isEqualTo("2014-05-05T00:04:59Z");
  }

  @Test
  void shouldFindASilenceThoughMostOtherDaysAreMissing() {
    for (int day : new int[] {1, 4, 8}) {
      long fromNs = MONDAY_NS + day * DAY_NS;
      long silentNs = fromNs + 11 * HOUR_NS + HOUR_NS / 3;
      MarketDataSink sink = probe.begin(Path.of(day + ".csv"), "csv", LoadOptions.NONE);
      int symbol = sink.symbol("ABC");
      long record = 0;
      for (Quote quote : walk(fromNs, fromNs + DAY_NS)) {
        if (day != 4 || quote.tsNs < silentNs || quote.tsNs > silentNs + 4 * HOUR_NS / 3) {
          quote(sink, ++record, symbol, quote.tsNs, quote.mid, Long.MIN_VALUE);
        }
      }
      assertThat(probe.end()).isEmpty();
    }
    assertThat(probe.finish()).extracting(Finding::kind).containsExactly(FindingKind.STALE);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -500_000})
  void shouldNameASizeBelowNothing(long qty) {
    MarketDataSink sink = probe.begin(Path.of("quotes.csv"), "csv", LoadOptions.NONE);
    int symbol = sink.symbol("EURUSD");
    for (int i = 0; i < 100; i++) {
      quote(sink, i + 1L, symbol, MONDAY_NS + i * SECOND_NS + 1, 1.38, i == 50 ? qty : 1_000 + i);
    }
    List<Finding> findings = probe.end();
    assertThat(findings).extracting(Finding::kind).containsExactly(FindingKind.NON_POSITIVE);
    assertThat(findings.getFirst().evidence()).containsEntry("record", 51L);
  }

  @Test
  void shouldNotMissWhatAllDaysLack() {
    List<Quote> days = walk(MONDAY_NS, MONDAY_NS + 4 * DAY_NS);
    for (int day = 0; day < 4; day++) {
      long openNs = MONDAY_NS + day * DAY_NS + 9 * HOUR_NS;
      file("A", "2014050" + (5 + day), between(days, openNs, openNs + 8 * HOUR_NS));
    }
    assertThat(probe.finish()).isEmpty();
  }

  private void assertMissed(String symbol, long fromNs, long toNs) {
    List<Finding> findings = probe.finish();
    if (fromNs == toNs) {
      assertThat(findings).isEmpty();
      return;
    }
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().kind()).isEqualTo(FindingKind.STALE);
    assertThat(findings.getFirst().symbol()).isEqualTo(symbol);
    assertThat(at(findings.getFirst().from())).isBetween(fromNs - 60 * SECOND_NS, fromNs);
    assertThat(at(findings.getFirst().to()))
        .isBetween(toNs - 60 * SECOND_NS, toNs + 600 * SECOND_NS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.005, 0.997, 1})
  void shouldNameTheVenueThatMovesAwayForHours(double factor) {
    List<Quote> day = walk(MONDAY_NS, MONDAY_NS + DAY_NS);
    long fromNs = MONDAY_NS + 7 * HOUR_NS;
    file("A", "20140505", day);
    file(
        "B",
        "20140505",
        day.stream().map(q -> q.tsNs < fromNs ? q : new Quote(q.tsNs, q.mid * factor)).toList());
    List<Finding> findings = probe.finish();
    if (factor == 1) {
      assertThat(findings).isEmpty();
      return;
    }
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().kind()).isEqualTo(FindingKind.ABSURD_JUMP);
    assertThat(findings.getFirst().symbol()).isEqualTo("EURUSD.B");
    assertThat(at(findings.getFirst().from())).isEqualTo(fromNs);
    assertThat(Double.parseDouble(String.valueOf(findings.getFirst().evidence().get("level_bps"))))
        .isBetween(1e4 * Math.log(factor) - 1, 1e4 * Math.log(factor) + 1);
  }

  @Test
  void shouldTakeAFewQuotesOfAClosedMarketForQuotesOutsideItAndNotForAnotherClock() {
    long fridayNs = at("2014-05-09T00:00:00Z");
    List<Quote> friday = new ArrayList<>(walk(fridayNs, at("2014-05-09T21:00:00Z")));
    for (int i = 0; i < 30; i++) {
      friday.add(new Quote(at("2014-05-09T22:53:00Z") + i * 10L * SECOND_NS, 1.381 + 1e-5 * i));
    }
    file("A", "20140509", friday);
    // Half a cent off as well: still it is outside the session.
    MarketDataSink sink =
        probe.begin(
            Path.of("/data/forex/A/tick/eurusd/20140510_quote.zip"),
            "lean-quotes",
            LoadOptions.NONE);
    quote(sink, 1, sink.symbol("EURUSD.A"), at("2014-05-10T09:00:00Z"), 1.386, Long.MIN_VALUE);
    assertThat(probe.end()).isEmpty();
    file("A", "20140511", walk(at("2014-05-11T21:00:01Z"), at("2014-05-12T00:00:00Z")));
    List<Finding> findings = probe.finish();
    assertThat(findings).extracting(Finding::kind).containsOnly(FindingKind.OUTSIDE_SESSION);
    assertThat(findings)
        .extracting(finding -> finding.from().substring(0, 16))
        .containsExactlyInAnyOrder("2014-05-09T22:53", "2014-05-10T09:00");
  }

  /** A low price stays on its cent while sizes change; so it does for as long at other times. */
  @ParameterizedTest
  @CsvSource({"true, 300, 0", "true, 1, 1", "false, 1, 1"})
  void shouldCallAPriceDeadWithItsSizesOrWhereItNeverStaysSoLong(
      boolean sizesChange, int rowsAtAPrice, int expected) {
    MarketDataSink sink = probe.begin(Path.of("/data/q.csv"), "csv", LoadOptions.NONE);
    int symbol = sink.symbol("BAC");
    for (int i = 0; i < 4_000; i++) {
      boolean moves = i < 1_000 || i > 1_400;
      double mid = moves ? 1.38 + 1e-5 * (i / rowsAtAPrice % 2) : 1.38;
      long qty = 100_000_000L * (sizesChange ? 1 + i % 9 : 3);
      quote(sink, i + 1, symbol, MONDAY_NS + i * SECOND_NS, mid, qty);
    }
    assertThat(probe.end()).isEmpty();
    assertThat(probe.finish())
        .hasSize(expected)
        .allMatch(finding -> finding.kind() == FindingKind.STALE);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 2})
  void shouldNameASideWithoutSizeUnlessTheSourceKnowsNoSizes(int every) {
    MarketDataSink sink = probe.begin(Path.of("/data/q.csv"), "csv", LoadOptions.NONE);
    int symbol = sink.symbol("BAC");
    int other = sink.symbol("WMT");
    for (int i = 1; i <= 1_000; i++) {
      long qty = i % every == 0 ? 0 : 100_000_000L;
      long ts = MONDAY_NS + i * SECOND_NS;
      quote(sink, i, symbol, ts, 1.38 + 1e-5 * (i % 7), qty);
      sink.trade(i, other, ts, MarketDataSink.UNKNOWN_TIME, 60_000_000_000L, qty, (byte) 0);
    }
    List<Finding> findings = probe.end();
    if (every == 2) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings)
          .extracting(f -> f.symbol() + " " + f.kind())
          .containsExactly(
              "BAC ONE_SIDED",
              "BAC ONE_SIDED",
              "BAC ONE_SIDED",
              "WMT NON_POSITIVE",
              "WMT NON_POSITIVE",
              "WMT NON_POSITIVE");
    }
  }

  @Test
  void shouldNameARunOfWrongPricesThatIsUndoneShortlyBeforeTheFileEnds() {
    List<Quote> day = walk(MONDAY_NS, MONDAY_NS + DAY_NS);
    int n = day.size();
    MarketDataSink sink = probe.begin(Path.of("/data/q.csv"), "csv", LoadOptions.NONE);
    int symbol = sink.symbol("EURUSD");
    for (int i = 0; i < n; i++) {
      double factor = (i >= n - 220 && i < n - 20) || (i >= 15 && i < 200) ? 1.006 : 1;
      quote(sink, i + 1, symbol, day.get(i).tsNs, day.get(i).mid * factor, Long.MIN_VALUE);
    }
    List<Finding> findings = probe.end();
    assertThat(findings).extracting(Finding::kind).containsOnly(FindingKind.ABSURD_JUMP);
    assertThat(findings)
        .extracting(finding -> finding.evidence().get("record"))
        .containsExactly(16L, n - 219L);
    assertThat(findings)
        .extracting(finding -> finding.evidence().get("last_record"))
        .containsExactly(200L, n - 20L);
  }

  @Test
  void shouldJudgeTheBestPricesOfWholeBooks() {
    MarketDataSink sink = probe.begin(Path.of("/data/d.csv"), "csv", LoadOptions.NONE);
    int symbol = sink.symbol("BTC");
    for (int i = 1; i <= 300; i++) {
      sink.depth(
          i,
          symbol,
          MONDAY_NS + i * SECOND_NS,
          MarketDataSink.UNKNOWN_TIME,
          true,
          MarketDataSink.NO_UPDATE_ID,
          MarketDataSink.NO_UPDATE_ID,
          MarketDataSink.NO_UPDATE_ID);
      sink.level(MarketDataSink.BUY, 99_000_000_000L, 100);
      sink.level(MarketDataSink.BUY, i == 50 ? 102_000_000_000L : 100_000_000_000L, 100);
      if (i != 150) {
        sink.level(MarketDataSink.SELL, i == 250 ? 100_000_000_000L : 101_000_000_000L, 100);
        sink.level(MarketDataSink.SELL, 103_000_000_000L, 100);
      }
      sink.depthEnd();
    }
    assertThat(probe.end())
        .extracting(f -> f.kind() + " " + f.evidence().get("record"))
        .containsExactly("CROSSED 50", "LOCKED 250", "ONE_SIDED 150");
  }
}
