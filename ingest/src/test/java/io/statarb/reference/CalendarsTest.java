package io.statarb.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calendars against what the exchanges have published. */
class CalendarsTest {
  private final Calendars calendars = new Calendars();

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  private static long ns(String instant) {
    return Instant.parse(instant).getEpochSecond() * 1_000_000_000L;
  }

  private List<LocalDate> days(String name, String from, String to) {
    return calendars.named(name).between(date(from), date(to)).stream()
        .map(MarketDay::date)
        .toList();
  }

  private List<String> halfDays(String name, int year) {
    return calendars
        .named(name)
        .between(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
        .stream()
        .filter(MarketDay::halfDay)
        .map(day -> day.date().toString().substring(5))
        .toList();
  }

  @ParameterizedTest
  // Days of trading of NYSE by year, as the exchange counts them.
  @CsvSource({
    "2010,252", "2011,252", "2012,250", "2013,252", "2014,252", "2015,252", "2016,252", "2017,251",
    "2018,251", "2019,252", "2020,253", "2021,252", "2022,251", "2023,250", "2024,252", "2025,250",
    "2026,251"
  })
  void shouldCountTheDaysOfNyse(int year, int count) {
    assertThat(days("NYSE", year + "-01-01", year + "-12-31")).hasSize(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2012-10-29",
        "2012-10-30", // hurricane Sandy
        "2018-12-05", // mourning of G. H. W. Bush
        "2025-01-09", // mourning of J. Carter
        "2007-01-02", // mourning of G. Ford
        "2022-06-20", // Juneteenth, first observed in 2022
        "2024-06-19",
        "2025-06-19",
        "2026-06-19",
        "2010-12-24",
        "2021-12-24", // Christmas on a Saturday
        "2015-07-03",
        "2020-07-03",
        "2026-07-03", // 4 July on a Saturday
        "2016-12-26",
        "2022-12-26", // Christmas on a Sunday
        "2024-03-29", // Good Friday
        "2026-11-26"
      })
  void shouldCloseNyse(String day) {
    assertThat(calendars.named("NYSE").trades(date(day))).isFalse();
    assertThat(calendars.named("NASDAQ").closure(date(day))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2010-12-31",
        "2021-12-31",
        "2011-12-30", // 1 January on a weekend is not moved to a Friday
        "2021-06-18", // no Juneteenth yet
        "2012-10-31",
        "2018-12-06",
        "2025-01-10",
        "2016-12-30",
        "2026-12-31"
      })
  void shouldTradeNyse(String day) {
    assertThat(calendars.named("NYSE").trades(date(day))).isTrue();
  }

  @Test
  void shouldTradeNyseOnExactlyTheDaysThatHaveBars() throws IOException {
    try (InputStream in =
        getClass().getResourceAsStream("trading-days/nyse_2012-08-13_2017-08-11.txt")) {
      List<LocalDate> bars =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(LocalDate::parse)
              .toList();
      assertThat(days("NYSE", "2012-08-13", "2017-08-11")).isEqualTo(bars);
    }
  }

  @Test
  void shouldCloseNyseEarlyOnTheDaysItPublished() {
    List<String> published =
        List.of(
            "2010: 11-26",
            "2011: 11-25",
            "2012: 07-03 11-23 12-24",
            "2013: 07-03 11-29 12-24",
            "2014: 07-03 11-28 12-24",
            "2015: 11-27 12-24",
            "2016: 11-25",
            "2017: 07-03 11-24",
            "2018: 07-03 11-23 12-24",
            "2019: 07-03 11-29 12-24",
            "2020: 11-27 12-24",
            "2021: 11-26",
            "2022: 11-25",
            "2023: 07-03 11-24",
            "2024: 07-03 11-29 12-24",
            "2025: 07-03 11-28 12-24",
            "2026: 11-27 12-24");
    assertThat(
            IntStream.rangeClosed(2010, 2026)
                .mapToObj(year -> year + ": " + String.join(" ", halfDays("NYSE", year)))
                .toList())
        .isEqualTo(published);
  }

  @Test
  void shouldOpenAndCloseByTheClockOfNewYorkWhenSummerTimeChanges() {
    MarketCalendar nyse = calendars.named("NYSE");
    // Summer time 2017 from 12 March to 5 November.
    assertThat(nyse.day(date("2017-03-10")).openNs()).isEqualTo(ns("2017-03-10T14:30:00Z"));
    assertThat(nyse.day(date("2017-03-13")).openNs()).isEqualTo(ns("2017-03-13T13:30:00Z"));
    assertThat(nyse.day(date("2017-11-03")).closeNs()).isEqualTo(ns("2017-11-03T20:00:00Z"));
    assertThat(nyse.day(date("2017-11-06")).closeNs()).isEqualTo(ns("2017-11-06T21:00:00Z"));
    MarketDay half = nyse.day(date("2017-11-24"));
    assertThat(half.closeNs()).isEqualTo(ns("2017-11-24T18:00:00Z"));
    assertThat(half.extendedSession().startNs()).isEqualTo(ns("2017-11-24T09:00:00Z"));
    assertThat(half.extendedSession().endNs()).isEqualTo(ns("2017-11-24T22:00:00Z"));
    assertThat(half.sessions())
        .extracting(MarketSession::phase)
        .containsExactly(Phase.PRE, Phase.REGULAR, Phase.POST);
  }

  @Test
  void shouldKnowLondonFrankfurtAndTokyo() {
    assertThat(halfDays("LSE", 2024)).containsExactly("12-24", "12-31");
    // Christmas Eve and New Year's Eve on a Saturday.
    assertThat(halfDays("LSE", 2022)).containsExactly("12-23", "12-30");
    assertThat(calendars.named("LSE").trades(date("2022-09-19"))).isFalse();
    assertThat(calendars.named("LSE").day(date("2024-12-24")).closeNs())
        .isEqualTo(ns("2024-12-24T12:30:00Z"));
    assertThat(calendars.named("LSE").day(date("2024-07-01")).openNs())
        .isEqualTo(ns("2024-07-01T07:00:00Z"));

    MarketCalendar xetra = calendars.named("xetra");
    assertThat(
            Stream.of("2019-06-10", "2019-10-03", "2017-10-31", "2024-12-24", "2024-12-31")
                .map(CalendarsTest::date)
                .filter(xetra::trades))
        .isEmpty();
    assertThat(xetra.trades(date("2023-05-29"))).as("Whit Monday since 2022").isTrue();
    assertThat(xetra.trades(date("2023-10-03"))).isTrue();
    assertThat(xetra.day(date("2024-12-30")).closeNs()).isEqualTo(ns("2024-12-30T13:00:00Z"));

    MarketCalendar tse = calendars.named("TSE");
    assertThat(
            Stream.of("2019-04-30", "2019-05-02", "2019-10-22", "2020-10-01", "2025-01-02")
                .map(CalendarsTest::date)
                .filter(tse::trades))
        .isEmpty();
    assertThat(tse.day(date("2024-11-01")).closeNs()).isEqualTo(ns("2024-11-01T06:00:00Z"));
    assertThat(tse.day(date("2024-11-05")).closeNs()).isEqualTo(ns("2024-11-05T06:30:00Z"));
    assertThat(tse.day(date("2024-11-05")).sessions()).hasSize(2);
  }

  @Test
  void shouldEndFxDatesAtFiveInNewYorkAndNeverCloseCrypto() {
    MarketCalendar fx = calendars.named("FX");
    // Monday begins on Sunday evening; summer time 2024 began on 10 March.
    assertThat(fx.day(date("2024-03-11")).openNs()).isEqualTo(ns("2024-03-10T21:00:00Z"));
    assertThat(fx.day(date("2024-03-08")).closeNs()).isEqualTo(ns("2024-03-08T22:00:00Z"));
    assertThat(fx.day(date("2024-12-25")).halfDay()).isFalse();
    assertThat(fx.trades(date("2024-03-09"))).isFalse();
    MarketDay saturday = calendars.named("CRYPTO").day(date("2024-03-09"));
    assertThat(saturday.openNs()).isEqualTo(ns("2024-03-09T00:00:00Z"));
    assertThat(saturday.closeNs()).isEqualTo(ns("2024-03-10T00:00:00Z"));
  }

  @Test
  void shouldLeaveNoGapAndNoOverlapBetweenSessionsOfAnyCalendar() {
    for (String name : calendars.names()) {
      long last = Long.MIN_VALUE;
      for (MarketDay day : calendars.named(name).between(date("2019-12-01"), date("2021-02-01"))) {
        assertThat(day.sessions().getFirst().openNs())
            .as(name + " " + day.date())
            .isGreaterThanOrEqualTo(last);
        last = day.sessions().getLast().closeNs();
        assertThat(day.openNs()).isLessThan(day.closeNs());
        assertThat(day.regularSession().tradeDate()).isEqualTo(day.date().toString());
      }
    }
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertThatThrownBy(() -> calendars.named("NYES"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("NYSE");
    assertThatThrownBy(() -> calendars.named("NYSE").trades(date("1999-01-04")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2007-01-01");
    assertThatThrownBy(() -> calendars.named("NYSE").day(date("2012-10-29")))
        .hasMessageContaining("Sandy");
  }
}
