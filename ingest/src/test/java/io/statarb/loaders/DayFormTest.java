package io.statarb.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DayFormTest {
  @ParameterizedTest
  @CsvSource({
    "2012-08-13, true, 2012-08-13",
    "2012/8/3, true, 2012-08-03",
    "2012.08.13, false, 2012-08-13",
    "20120813, true, 2012-08-13",
    "2012-08-13 00:00:00, true, 2012-08-13",
    "2012-08-13T15:30, true, 2012-08-13",
    "13/08/2012, true, 2012-08-13",
    "08/13/2012, false, 2012-08-13",
    "3.8.2012, true, 2012-08-03",
    "3-8-2012 16:00, false, 2012-03-08",
    "2016-02-29, true, 2016-02-29"
  })
  void shouldReadADayInEachForm(String text, boolean dayFirst, LocalDate day) {
    assertThat(DayForm.epochDay(text, dayFirst)).isEqualTo(day.toEpochDay());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "--",
        "2012",
        "2012-08",
        "2012-08-",
        "-08-13",
        "2012--13",
        "2012-08-13-1",
        "2012-08-13x",
        "2012-13-01",
        "2015-02-29",
        "2012-08-99999999999",
        "201208131",
        "2012081",
        "12-08-13",
        "08/13/12",
        "x2012-08-13",
        "9999-12-31",
        "1398902402339"
      })
  void shouldReadNoDayWhereThereIsNone(String text) {
    assertThat(DayForm.epochDay(text, true)).isEqualTo(DayForm.NONE);
  }
}
