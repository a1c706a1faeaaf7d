package io.statarb.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.settings.Strategy;
import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On real quotes of two venues, on copies of them, and on synthetic series of known offset. */
final class ClockOffsetTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("statarb.home"), "ingest", "samples");
  private static final Universe UNIVERSE = QuoteFolder.universe();
  private static final Instrument A = UNIVERSE.instrument(0);
  private static final Instrument B = UNIVERSE.instrument(1);
  private static final long MS = 1_000_000L;

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"lean-fx", "ci-sample"})
  void shouldPassRealVenuesInEverySession(String sample) {
    Strategy strategy = QuoteFolder.strategy();
    Path data = SAMPLES.resolve(sample);
    IngestPlan plan = IngestPlan.of(strategy, UNIVERSE, data);
    for (PlannedSession p : plan.sessions()) {
      SessionQuality quality =
          SessionIngest.run(strategy, UNIVERSE, data, plan, p.session()).quality();
      ClockOffset offset = quality.clockOffsets().get(0);
      assertThat(offset.verdict())
          .as(p.session().tradeDate())
          .isEqualTo(ClockOffset.Verdict.MEASURED);
      assertThat(offset.offsetMs()).as(p.session().tradeDate()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"250, FXCM", "1000, FXCM", "5000, FXCM", "250, OANDA", "1000, OANDA", "5000, OANDA"})
  void shouldRefuseVenueThatIsDelayedCopyOfItselfNamingOffset(long delayMs, String source) {
    String late = source.equals("FXCM") ? "OANDA" : "FXCM";
    QuoteFolder data = copyOf(source, delayMs);
    assertThatThrownBy(() -> runFirst(data))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("EURUSD")
        .hasMessageContaining("session 2014-05-13_s01")
        .hasMessageContaining(
            "the quotes of %s are a copy of those of %s delayed by %d ms"
                .formatted(late, source, delayMs));
  }

  @Test
  void shouldNoteVenueThatIsExactCopy() {
    SessionQuality quality = runFirst(copyOf("OANDA", 0));
    assertThat(quality.clockOffsets().get(0).verdict()).isEqualTo(ClockOffset.Verdict.COPY);
    assertThat(quality.notes())
        .anySatisfy(note -> assertThat(note).contains("FXCM and OANDA").contains("no two sources"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-5_000, -1_000, -250, 250, 1_000, 5_000})
  void shouldRefuseRealVenueWhoseClockIsOff(long delayMs) {
    QuoteFolder data = new QuoteFolder(temp.resolve("data"));
    data.write("FXCM", "20140513", QuoteFolder.text(sampleHour("FXCM")));
    data.write("OANDA", "20140513", delayed(QuoteFolder.text(sampleHour("OANDA")), delayMs));
    String late = delayMs > 0 ? "OANDA" : "FXCM";
    assertThatThrownBy(() -> runFirst(data))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the quotes of %s come after those of".formatted(late))
        .hasMessageContaining("by %d ms".formatted(Math.abs(delayMs)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-5 * 3_600_000L, 3_600_000L, 60_000, -20_000, 7_350, 273, 40})
  void shouldFindKnownOffsetOfSyntheticVenues(long offsetMs) {
    long seed = 5;
    TickColumns market = walk(seed, 0, 80_000);
    TickColumns[] venues = observe(seed, market, offsetMs);
    ClockOffset offset = ClockOffset.measure(A, venues[0], B, venues[1]);
    assertThat(offset.verdict()).as("seed=%d", seed).isNotEqualTo(ClockOffset.Verdict.UNDECIDED);
    assertThat(offset.offsetMs()).as("seed=%d", seed).isBetween(offsetMs - 55.0, offsetMs + 55.0);
    ClockOffset swapped = ClockOffset.measure(B, venues[1], A, venues[0]);
    assertThat(swapped.offsetMs())
        .as("seed=%d", seed)
        .isBetween(-offsetMs - 55.0, -offsetMs + 55.0);
  }

  @Test
  void shouldNotDecideOnIndependentOrShortSeries() {
    for (long seed = 1; seed <= 20; seed++) {
      ClockOffset offset =
          ClockOffset.measure(A, walk(seed, 0, 2_000), B, walk(seed + 1_000, 1, 2_000));
      assertThat(offset.verdict())
          .as("seed=%d %s", seed, offset)
          .isEqualTo(ClockOffset.Verdict.UNDECIDED);
      assertThat(offset.offsetMs()).isZero();
    }
    ClockOffset few = ClockOffset.measure(A, walk(1, 0, 40), B, walk(1, 1, 40));
    assertThat(few.verdict()).isEqualTo(ClockOffset.Verdict.UNDECIDED);
    ClockOffset none = ClockOffset.measure(A, new TickColumns(0), B, walk(1, 1, 40));
    assertThat(none.verdict()).isEqualTo(ClockOffset.Verdict.UNDECIDED);
  }

  @Test
  void shouldCallLongIndependentSeriesUnrelated() {
    for (long seed = 1; seed <= 5; seed++) {
      ClockOffset offset =
          ClockOffset.measure(A, walk(seed, 0, 40_000), B, walk(seed + 1_000, 1, 40_000));
      assertThat(offset.verdict())
          .as("seed=%d %s", seed, offset)
          .isEqualTo(ClockOffset.Verdict.UNRELATED);
    }
  }

  private static Path sampleHour(String venue) {
    return new QuoteFolder(SAMPLES.resolve("ci-sample")).file(venue, "EURUSD", "20140513");
  }

  /** One venue as it is and, as the other, the same quotes later; both at their own clocks. */
  private QuoteFolder copyOf(String source, long delayMs) {
    QuoteFolder data = new QuoteFolder(temp.resolve("data"));
    String text = QuoteFolder.text(sampleHour(source));
    String other = source.equals("FXCM") ? "OANDA" : "FXCM";
    data.write(source, "20140513", text);
    long zone = (source.equals("FXCM") ? 5 : -5) * 3_600_000L;
    data.write(other, "20140513", delayed(text, zone + delayMs));
    return data;
  }

  private static String delayed(String text, long delayMs) {
    StringBuilder later = new StringBuilder();
    text.lines()
        .forEach(line -> {
          int comma = line.indexOf(',');
          later
              .append(Long.parseLong(line.substring(0, comma)) + delayMs)
              .append(line.substring(comma))
              .append('\n');
        });
    return later.toString();
  }

  private SessionQuality runFirst(QuoteFolder data) {
    Strategy strategy = QuoteFolder.strategy("dates.train=2", "dates.trade=1");
    IngestPlan plan = IngestPlan.of(strategy, UNIVERSE, data.root);
    return SessionIngest.run(strategy, UNIVERSE, data.root, plan, plan.sessions().get(0).session())
        .quality();
  }

  /** A mid that moves by a tick now and then over about a day. */
  private static TickColumns walk(long seed, int instrumentId, int count) {
    Random random = new Random(seed);
    TickColumns ticks = new TickColumns(count);
    long ts = 1_399_000_000_000_000_000L;
    long bid = 138_000;
    for (int i = 0; i < count; i++) {
      ts += 1 + random.nextLong(2_000 * MS);
      bid += random.nextInt(3) - 1;
      ticks.add(ts, instrumentId, bid, bid + 10, Conditions.GOOD, 0, i + 1);
    }
    return ticks;
  }

  /** Two venues that each see most moves of a market, one later, each with some noise. */
  private static TickColumns[] observe(long seed, TickColumns market, long offsetMs) {
    Random random = new Random(seed);
    TickColumns a = new TickColumns(0);
    TickColumns b = new TickColumns(0);
    for (int i = 0; i < market.count(); i++) {
      long ts = market.tsNs()[i];
      long bid = market.bidPxTicks()[i];
      if (random.nextInt(10) < 8) {
        long noise = random.nextInt(10) == 0 ? 1 : 0;
        a.add(ts, 0, bid + noise, bid + 10 + noise, Conditions.GOOD, 0, i + 1);
      }
      if (random.nextInt(10) < 8) {
        long noise = random.nextInt(10) == 0 ? 1 : 0;
        b.add(ts + offsetMs * MS, 1, bid + noise, bid + 10 + noise, Conditions.GOOD, 1, i + 1);
      }
    }
    return new TickColumns[] {a, b};
  }
}
