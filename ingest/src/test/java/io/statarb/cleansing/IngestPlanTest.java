package io.statarb.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.time.TradingSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IngestPlanTest {
  /** Thursday to Thursday, with a Sunday. */
  private static final String[] DAYS = {
    "20140501", "20140502", "20140504", "20140505", "20140506", "20140507", "20140508"
  };

  @TempDir private Path temp;
  private QuoteFolder data;

  @BeforeEach
  void prepare() {
    data = new QuoteFolder(temp.resolve("data"));
  }

  @Test
  void shouldTakeFirstDatesInOrderOfRoles() throws Exception {
    data.writeDays(DAYS);
    IngestPlan plan = plan("dates.train=3", "dates.formation=1", "dates.trade=2");
    assertThat(plan.sessions())
        .extracting(p -> p.session().tradeDate() + " " + p.role() + " " + p.formation())
        .containsExactly(
            "2014-05-01 train true",
            "2014-05-02 train false",
            "2014-05-05 train false",
            "2014-05-06 trade false",
            "2014-05-07 trade false");
    assertThat(plan.notes()).isEmpty();
    // No session reaches into the last file day, and Monday reaches back to Friday and Sunday.
    assertThat(plan.rawFiles()).extracting(RawFile::fileDate).doesNotContain("2014-05-08");
    TradingSession monday = plan.sessions().get(2).session();
    assertThat(plan.filesOf(monday))
        .extracting(f -> f.instrument() + " " + f.fileDate())
        .containsExactly(
            "EURUSD.FXCM 2014-05-02",
            "EURUSD.FXCM 2014-05-04",
            "EURUSD.FXCM 2014-05-05",
            "EURUSD.OANDA 2014-05-02",
            "EURUSD.OANDA 2014-05-04",
            "EURUSD.OANDA 2014-05-05");
    assertThat(plan.rawFiles().get(0).path())
        .isEqualTo("forex/fxcm/tick/eurusd/20140501_quote.zip");
    assertThat(Json.mapper().readValue(Json.text(plan), IngestPlan.class)).isEqualTo(plan);
  }

  @Test
  void shouldTradeAllThatFollowWhenTradeIsZero() {
    data.writeDays(DAYS);
    IngestPlan plan = plan("dates.train=2", "dates.formation=1", "dates.trade=0");
    assertThat(plan.sessions()).hasSize(6);
    assertThat(plan.sessions().get(5).session().tradeDate()).isEqualTo("2014-05-08");
    assertThat(plan.sessions().get(5).role()).isEqualTo(PlannedSession.TRADE);
  }

  @Test
  void shouldStartAtFromAndReachBackToTheEveningBefore() {
    data.writeDays(DAYS);
    IngestPlan plan =
        plan("dates.from=\"2014-05-02\"", "dates.train=2", "dates.formation=1", "dates.trade=1");
    assertThat(plan.sessions()).extracting(p -> p.session().tradeDate()).startsWith("2014-05-02");
    assertThat(plan.rawFiles()).extracting(RawFile::fileDate).contains("2014-05-01");
  }

  @ParameterizedTest
  @CsvSource({"FXCM, 20140506", "OANDA, 20140505", "OANDA, 20140501", "FXCM, 20140504"})
  void shouldRefuseNamingFileWhenOneSeriesLacksDay(String venue, String day) {
    data.writeDays(DAYS);
    data.delete(venue, day);
    assertThatThrownBy(() -> plan())
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(ExitCode.REFUSED))
        .hasMessageContaining(data.file(venue, "EURUSD", day) + " is missing")
        .hasMessageContaining("1 of 2 series");
  }

  @Test
  void shouldRefuseNamingFileWhenWeekdayIsMissingEverywhere() {
    data.writeDays(DAYS);
    data.delete("FXCM", "20140506");
    data.delete("OANDA", "20140506");
    assertThatThrownBy(() -> plan())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(data.file("FXCM", "EURUSD", "20140506") + " is missing")
        .hasMessageContaining("0 of 2 series");
  }

  @Test
  void shouldNotMissDaysThatTheRunDoesNotNeed() {
    data.writeDays(DAYS);
    data.delete("FXCM", "20140508");
    data.delete("FXCM", "20140507");
    assertThat(plan("dates.train=2", "dates.formation=1", "dates.trade=2").sessions()).hasSize(4);
    // From Friday on, Thursday's file is wanted for its evening: on both venues or on none.
    data.delete("OANDA", "20140501");
    assertThatThrownBy(() ->
            plan(
                "dates.from=\"2014-05-02\"", "dates.train=2", "dates.formation=1", "dates.trade=1"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("oanda/tick/eurusd/20140501_quote.zip is missing");
    data.delete("FXCM", "20140501");
    assertThat(
            plan("dates.from=\"2014-05-02\"", "dates.train=2", "dates.formation=1", "dates.trade=1")
                .sessions())
        .hasSize(3);
  }

  @Test
  void shouldKnowHolidays() {
    data.writeDays("20131224", "20131226", "20131227", "20131230", "20131231", "20140102");
    assertThat(plan("dates.train=4", "dates.trade=2").sessions())
        .extracting(p -> p.session().tradeDate())
        .containsExactly(
            "2013-12-24", "2013-12-26", "2013-12-27", "2013-12-30", "2013-12-31", "2014-01-02");
  }

  @Test
  void shouldCutDatesIntoEqualSessionsWhenThereAreTooFew() {
    data.writeDays("20140506", "20140507");
    IngestPlan plan = plan("dates.train=3", "dates.formation=2", "dates.trade=2");
    assertThat(plan.sessions())
        .extracting(p -> p.session().tradeDate() + " " + p.role())
        .containsExactly(
            "2014-05-06_s01 train",
            "2014-05-06_s02 train",
            "2014-05-06_s03 train",
            "2014-05-07_s01 trade",
            "2014-05-07_s02 trade");
    // The quotes of a date go from 12:00:00 to 12:00:01.5 UTC.
    assertThat(instant(plan.sessions().get(0).session().startNs()))
        .isEqualTo(Instant.parse("2014-05-06T12:00:00Z"));
    assertThat(instant(plan.sessions().get(2).session().endNs()))
        .isEqualTo(Instant.parse("2014-05-06T12:00:02Z"));
    assertThat(plan.sessions().get(1).session().startNs())
        .isEqualTo(plan.sessions().get(0).session().endNs());
    assertThat(plan.notes())
        .singleElement()
        .asString()
        .contains("2 trading dates", "5 sessions", "3 equal sessions", "2014-05-06T12:00:00Z");
    assertThatThrownBy(() -> plan("dates.split_short_data=false"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("holds 2 trading dates")
        .hasMessageContaining("need 6");
  }

  @Test
  void shouldPlanTheSameInAnyTimeZoneAndLocale() {
    data.writeDays("20140506", "20140507");
    String here = Json.text(plan());
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Json.text(plan())).isEqualTo(here).contains("2014-05-06_s01");
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void shouldRefuseFolderWithoutData() throws Exception {
    assertThatThrownBy(() -> plan())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("data folder " + data.root + " is missing");
    Files.createDirectories(data.root);
    assertThatThrownBy(() -> plan())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("there are no quotes of EURUSD.FXCM");
    data.writeDays(DAYS);
    assertThatThrownBy(() -> plan("dates.from=\"2015-01-01\""))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("from dates.from=2015-01-01 on");
  }

  @Test
  void shouldCoverShippedSamples() {
    Path samples = Path.of(System.getProperty("statarb.home"), "ingest", "samples");
    IngestPlan full =
        IngestPlan.of(QuoteFolder.strategy(), QuoteFolder.universe(), samples.resolve("lean-fx"));
    assertThat(full.sessions())
        .extracting(p -> p.session().tradeDate())
        .isEqualTo(
            List.of(
                "2014-05-01",
                "2014-05-02",
                "2014-05-05",
                "2014-05-06",
                "2014-05-07",
                "2014-05-08"));
    IngestPlan hour =
        IngestPlan.of(QuoteFolder.strategy(), QuoteFolder.universe(), samples.resolve("ci-sample"));
    assertThat(hour.sessions()).hasSize(6);
    assertThat(hour.sessions())
        .allMatch(p -> p.session().endNs() - p.session().startNs() == 600_000_000_000L);
  }

  private IngestPlan plan(String... sets) {
    return IngestPlan.of(QuoteFolder.strategy(sets), QuoteFolder.universe(), data.root);
  }

  private static Instant instant(long tsNs) {
    return Instant.ofEpochSecond(0, tsNs);
  }
}
