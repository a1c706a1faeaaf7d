package io.statarb.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TradingCalendarTest {
  private static final TradingCalendar NEW_YORK = TradingCalendar.of("America/New_York", "17:00");

  @ParameterizedTest
  @CsvSource({
    // summer time: 21:00 UTC
    "2014-05-06, 2014-05-05T21:00:00Z, 2014-05-06T21:00:00Z",
    // Monday holds the weekend
    "2014-05-05, 2014-05-02T21:00:00Z, 2014-05-05T21:00:00Z",
    // winter time: 22:00 UTC
    "2014-01-15, 2014-01-14T22:00:00Z, 2014-01-15T22:00:00Z",
    // clocks change on Sunday 2014-03-09 and 2014-11-02
    "2014-03-10, 2014-03-07T22:00:00Z, 2014-03-10T21:00:00Z",
    "2014-11-03, 2014-10-31T21:00:00Z, 2014-11-03T22:00:00Z",
  })
  void shouldEndAtFiveInNewYork(LocalDate date, Instant start, Instant end) {
    TradingSession session = NEW_YORK.date(date);
    assertThat(session.tradeDate()).isEqualTo(date.toString());
    assertThat(Instant.ofEpochSecond(0, session.startNs())).isEqualTo(start);
    assertThat(Instant.ofEpochSecond(0, session.endNs())).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "2014-05-04T19:00:00Z, 2014-05-05",
    "2014-05-04T21:00:00Z, 2014-05-05",
    "2014-05-02T21:00:00Z, 2014-05-05",
    "2014-05-02T20:59:59.999999999Z, 2014-05-02",
    "2014-05-05T20:59:59.999999999Z, 2014-05-05",
    "2014-05-05T21:00:00Z, 2014-05-06",
    "1969-12-31T23:00:00Z, 1970-01-01",
  })
  void shouldGiveSundayEveningToMonday(Instant moment, LocalDate date) {
    assertThat(NEW_YORK.tradeDateOf(ns(moment))).isEqualTo(date);
  }

  @Test
  void shouldCoverAllTimeOnceWhenMomentsAreDrawnAtRandom() {
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long ts = random.nextLong(ns(Instant.parse("2040-01-01T00:00:00Z")));
      LocalDate date = NEW_YORK.tradeDateOf(ts);
      assertThat(date.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      TradingSession session = NEW_YORK.date(date);
      assertThat(ts)
          .as("seed=%d i=%d", seed, i)
          .isGreaterThanOrEqualTo(session.startNs())
          .isLessThan(session.endNs());
    }
  }

  @Test
  void shouldRefuseWeekendAndUnknownZone() {
    assertThatThrownBy(() -> NEW_YORK.date(LocalDate.of(2014, 5, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("date=2014-05-04");
    assertThatThrownBy(() -> TradingCalendar.of("America/Gotham", "17:00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zone=America/Gotham");
    assertThatThrownBy(() -> TradingCalendar.of("UTC", "25:00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dayEnds=25:00");
  }

  private static long ns(Instant moment) {
    return moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
  }
}
