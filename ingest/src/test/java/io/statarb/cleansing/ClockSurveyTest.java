package io.statarb.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On an hour of real quotes of two venues, written into files cut at other midnights. */
final class ClockSurveyTest {
  private static final Path HOUR =
      Path.of(System.getProperty("statarb.home"), "ingest", "samples", "ci-sample");
  private static final long HOUR_MS = 3_600_000L;
  private static final long DAY_MS = 24 * HOUR_MS;

  @TempDir private Path temp;

  @ParameterizedTest
  @CsvSource({
    "-12:00", "-09:30", "-05:00", "-03:30", "-01:00", "+00:30", "+01:00", "+05:30", "+05:45",
    "+10:30", "+12:00", "+14:00"
  })
  void shouldNameOffsetThatIsNotStated(String trueOffset) {
    QuoteFolder data = filesAt(trueOffset);
    assertThatThrownBy(() -> plan(data, "venues.FXCM.utc_offset="))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("venues.FXCM.utc_offset is not stated")
        .hasMessageContaining("set venues.FXCM.utc_offset: \"%s\"".formatted(trueOffset));
  }

  @Test
  void shouldSayNothingWhenOffsetsAreRight() {
    assertThat(plan(filesAt("-05:00")).notes()).noneMatch(note -> note.contains("utc_offset"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+00:00", "-04:00", "+05:00", "+14:00", "-12:00"})
  void shouldNameOffsetThatIsStatedWrong(String stated) {
    assertThatThrownBy(() -> plan(filesAt("-05:00"), "venues.FXCM.utc_offset=\"" + stated + "\""))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not at UTC%s as venues.FXCM.utc_offset says".formatted(stated))
        .hasMessageContaining("venues.FXCM.utc_offset: \"-05:00\"");
  }

  @Test
  void shouldTakeUnstatedOffsetForUtcWhenOtherVenueBearsItOut() {
    assertThat(plan(filesAt("-05:00"), "venues.OANDA.utc_offset=").notes())
        .contains(
            "venues.OANDA.utc_offset is not stated; its files were taken as UTC, which the other venues bear out");
  }

  @Test
  void shouldRefuseUnstatedOffsetWhenNothingTellsIt() {
    QuoteFolder data = new QuoteFolder(temp).writeDays("20140505", "20140506", "20140507");
    assertThatThrownBy(() -> plan(data, "venues.FXCM.utc_offset="))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("venues.FXCM.utc_offset is not stated and the quotes cannot tell it");
  }

  @ParameterizedTest
  @CsvSource({"-5, -05:00", "0, +00:00", "9, +09:00", "-12, -12:00", "13, +13:00"})
  void shouldTellOffsetByWeekend(int hours, String offset) {
    // New York closes at 21:00 UTC on 2014-05-02 and opens at 21:00 UTC on 2014-05-04.
    long close = LocalDate.of(2014, 5, 2).toEpochDay() * DAY_MS + 21 * HOUR_MS - 20_000;
    long open = close + 48 * HOUR_MS + 40_000;
    assertThat(
            MarketWeek.offsetNs(
                (close + hours * HOUR_MS) * 1_000_000, (open + hours * HOUR_MS) * 1_000_000))
        .as(offset)
        .hasValue(hours * HOUR_MS * 1_000_000);
  }

  private static IngestPlan plan(QuoteFolder data, String... sets) {
    return IngestPlan.of(QuoteFolder.strategy(sets), QuoteFolder.universe(), data.root);
  }

  /** The hour with FXCM's files at another offset, cut at its midnights. */
  private QuoteFolder filesAt(String trueOffset) {
    QuoteFolder data = new QuoteFolder(temp);
    Path oanda = new QuoteFolder(HOUR).file("OANDA", "EURUSD", "20140513");
    Path fxcm = new QuoteFolder(HOUR).file("FXCM", "EURUSD", "20140513");
    data.write("OANDA", "20140513", QuoteFolder.text(oanda));
    long shiftMs = ZoneOffset.of(trueOffset).getTotalSeconds() * 1_000L + 5 * HOUR_MS;
    TreeMap<LocalDate, StringBuilder> days = new TreeMap<>();
    LocalDate day = LocalDate.of(2014, 5, 13);
    for (String line : QuoteFolder.text(fxcm).lines().toList()) {
      int comma = line.indexOf(',');
      long ms = Long.parseLong(line.substring(0, comma)) + shiftMs;
      days.computeIfAbsent(day.plusDays(Math.floorDiv(ms, DAY_MS)), any -> new StringBuilder())
          .append(Math.floorMod(ms, DAY_MS))
          .append(line.substring(comma))
          .append('\n');
    }
    days.forEach((date, text) ->
        data.write("FXCM", date.format(DateTimeFormatter.BASIC_ISO_DATE), text.toString()));
    return data;
  }
}
