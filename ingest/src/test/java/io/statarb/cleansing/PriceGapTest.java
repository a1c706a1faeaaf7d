package io.statarb.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.settings.Strategy;
import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceGapTest {
  private static final long SECOND = 1_000_000_000L;

  /** The sample hour of Oanda begins at 12:00 UTC. */
  private static final long NOON_MS = 12 * 3_600_000L;

  @TempDir private Path temp;

  @ParameterizedTest
  @CsvSource({"10, 0, 3600", "1.01, 2600, 2660", "0.99, 200, 230"})
  void shouldRefuseRealVenueWhosePricesAreWrongForAWhile(double factor, int fromS, int toS) {
    QuoteFolder data = new QuoteFolder(temp.resolve("data"));
    data.write("FXCM", "20140513", sample("FXCM"));
    data.write("OANDA", "20140513", scaled(sample("OANDA"), factor, fromS, toS));
    assertThatThrownBy(() -> runAll(data))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the prices of OANDA are ");
  }

  @Test
  void shouldNeverBelieveTenfoldPricesBehindGoodOnes() {
    QuoteFolder data = new QuoteFolder(temp.resolve("data"));
    data.write("FXCM", "20140513", sample("FXCM"));
    String wrong = scaled(sample("OANDA"), 10, 2600, 2660);
    data.write("OANDA", "20140513", wrong);
    long tenfold = wrong.lines().filter(line -> line.contains(",13.")).count();
    assertThat(tenfold).isPositive();
    long jumps =
        runAll(data).stream()
            .flatMap(quality -> quality.series().stream())
            .mapToLong(series -> series.quarantined().getOrDefault("JUMP", 0L))
            .sum();
    assertThat(jumps).isEqualTo(tenfold);
  }

  @Test
  void shouldNameVenuesRatioAndTimeWhenPricesAreInAnotherUnit() {
    QuoteFolder data = new QuoteFolder(temp.resolve("data"));
    data.write("FXCM", "20140513", sample("FXCM"));
    data.write("OANDA", "20140513", scaled(sample("OANDA"), 10, 0, 3600));
    assertThatThrownBy(() -> runAll(data))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the prices of OANDA are ")
        .hasMessageContaining(" times those of FXCM for more than 5 s from 2014-05-13T12:00:")
        .hasMessageContaining("data.max_jump_bps=50");
  }

  @Test
  void shouldBearWithAVenueThatLeadsForAMomentOrIsStale() {
    TickColumns a = new TickColumns(0);
    TickColumns b = new TickColumns(0);
    for (int second = 0; second < 60; second++) {
      add(a, second, second < 30 ? 100_000 : 101_000);
      if (second < 20 || second > 34) {
        add(b, second, second < 20 ? 100_000 : 101_000);
      }
    }
    assertThat(PriceGap.find(a, 5 * SECOND, b, 5 * SECOND, 0.005)).isNull();
    assertThat(PriceGap.find(b, 5 * SECOND, a, 5 * SECOND, 0.005)).isNull();
    // The same silence counts where it is not stale.
    assertThat(PriceGap.find(a, 5 * SECOND, b, 60 * SECOND, 0.005)).isNull();
    TickColumns late = new TickColumns(0);
    for (int second = 0; second < 60; second++) {
      add(late, second, second < 40 ? 100_000 : 101_000);
    }
    assertThat(PriceGap.find(a, 5 * SECOND, late, 5 * SECOND, 0.005))
        .isEqualTo(new PriceGap(30 * SECOND, 100_000.0 / 101_000.0));
  }

  private static void add(TickColumns ticks, int second, long px) {
    ticks.add(second * SECOND, 0, px, px, Conditions.GOOD, 0, second);
  }

  private static String sample(String venue) {
    return QuoteFolder.text(
        new QuoteFolder(
                Path.of(System.getProperty("statarb.home"), "ingest", "samples", "ci-sample"))
            .file(venue, "EURUSD", "20140513"));
  }

  private static String scaled(String text, double factor, int fromS, int toS) {
    StringBuilder scaled = new StringBuilder();
    text.lines()
        .forEach(line -> {
          String[] parts = line.split(",", -1);
          long second = (Long.parseLong(parts[0]) - NOON_MS) / 1000;
          double by = second >= fromS && second < toS ? factor : 1;
          scaled.append(
              String.format(
                  Locale.ROOT,
                  "%s,%.5f,%.5f%n",
                  parts[0],
                  Double.parseDouble(parts[1]) * by,
                  Double.parseDouble(parts[2]) * by));
        });
    return scaled.toString();
  }

  private static List<SessionQuality> runAll(QuoteFolder data) {
    Strategy strategy = QuoteFolder.strategy();
    IngestPlan plan = IngestPlan.of(strategy, QuoteFolder.universe(), data.root);
    return plan.sessions().stream()
        .map(p ->
            SessionIngest.run(strategy, QuoteFolder.universe(), data.root, plan, p.session())
                .quality())
        .toList();
  }
}
