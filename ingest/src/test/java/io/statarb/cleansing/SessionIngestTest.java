package io.statarb.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.settings.Strategy;
import io.statarb.tape.TapeReader;
import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SessionIngestTest {
  private static final String GOOD = "43200500,1.38,1.3801\n43201500,1.38001,1.3801\n";

  @TempDir private Path temp;
  private QuoteFolder data;

  @BeforeEach
  void prepare() {
    data = new QuoteFolder(temp.resolve("data"));
    data.writeDays("20140505", "20140506", "20140507");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MALFORMED     | garbage",
        "MALFORMED     | 43202000,,",
        "ONE_SIDED     | 43202000,1.38,",
        "ONE_SIDED     | 43202000,,1.3801",
        "MALFORMED     | 99999999,1.38,1.3801",
        "NON_POSITIVE  | 43202000,0,1.3801",
        "NON_POSITIVE  | 43202000,-1.38,1.3801",
        "OUT_OF_ORDER  | 43201499,1.38,1.3801",
        "DUPLICATE     | 43201500,1.38001,1.3801",
        "CROSSED       | 43202000,1.3802,1.3801",
        "OFF_TICK      | 43202000,1.380005,1.3801",
        "JUMP          | 43202000,1.48,1.4801",
        "LOCKED        | 43202000,1.3801,1.3801",
        "GOOD          | 43201500,1.38002,1.3801",
        "GOOD          | 43209000,1.38001,1.3801",
      })
  void shouldGiveEachFlawItsReason(String condition, String line) {
    data.write("OANDA", "20140506", GOOD + line + "\n43209000,1.38003,1.3801\n");
    SessionResult result = ingest("2014-05-06");
    TickColumns ticks = result.ticks();
    int i = indexOfLine(ticks, 3);
    assertThat(Conditions.name(ticks.condition()[i]))
        .isEqualTo(condition.equals("ONE_SIDED") ? "MALFORMED" : condition);
    boolean priced = Conditions.priced(ticks.condition()[i]);
    assertThat(ticks.bidPxTicks()[i] == Instrument.NULL_PX).isEqualTo(!priced);
    assertThat(ticks.askPxTicks()[i] == Instrument.NULL_PX).isEqualTo(!priced);
    assertSorted(ticks);
    SeriesQuality oanda = result.quality().series().get(1);
    assertThat(oanda.instrument()).isEqualTo("EURUSD.OANDA");
    assertThat(oanda.read()).isEqualTo(4);
    assertThat(oanda.accepted()).isEqualTo(priced ? 4 : 3);
    assertThat(oanda.locked()).isEqualTo(condition.equals("LOCKED") ? 1 : 0);
    assertThat(oanda.quarantined())
        .isEqualTo(priced ? new TreeMap<>() : new TreeMap<>(Map.of(condition, 1L)));
  }

  @Test
  void shouldKeepPlaceOfLateLineAtTheTimeBeforeIt() {
    data.write("OANDA", "20140506", GOOD + "1000,1.38,1.3801\nx\n43202000,1.38,1.3801\n");
    TickColumns ticks = ingest("2014-05-06").ticks();
    assertThat(ticks.tsNs()[indexOfLine(ticks, 3)]).isEqualTo(ticks.tsNs()[indexOfLine(ticks, 2)]);
    assertThat(ticks.tsNs()[indexOfLine(ticks, 4)]).isEqualTo(ticks.tsNs()[indexOfLine(ticks, 2)]);
    assertThat(Conditions.name(ticks.condition()[indexOfLine(ticks, 5)])).isEqualTo("GOOD");
  }

  @Test
  void shouldBelieveNewPriceLevelWhenJumpsAgree() {
    StringBuilder text = new StringBuilder(GOOD);
    for (int i = 0; i < 8; i++) {
      text.append(43_202_000 + i * 100).append(",1.48,1.4801\n");
    }
    data.write("OANDA", "20140506", text.toString());
    TickColumns ticks = ingest("2014-05-06").ticks();
    List<String> conditions = new ArrayList<>();
    for (int line = 3; line <= 10; line++) {
      conditions.add(Conditions.name(ticks.condition()[indexOfLine(ticks, line)]));
    }
    assertThat(conditions)
        .containsExactly("JUMP", "JUMP", "JUMP", "JUMP", "GOOD", "GOOD", "GOOD", "GOOD");
  }

  @Test
  void shouldNotBelieveJumpsThatDisagreeOrReturn() {
    StringBuilder text = new StringBuilder(GOOD);
    for (int i = 0; i < 20; i++) {
      // Each second one is good, the others are each somewhere else.
      text.append(43_202_000 + i * 100)
          .append(i % 2 == 0 ? ",1.38,1.3801\n" : ",1.4" + i + ",1.4" + i + "1\n");
    }
    data.write("OANDA", "20140506", text.toString());
    assertThat(ingest("2014-05-06").quality().series().get(1).quarantined())
        .isEqualTo(new TreeMap<>(Map.of("JUMP", 10L)));
  }

  @Test
  void shouldNotCallItJumpAfterLongSilence() {
    data.write("OANDA", "20140506", GOOD + "43262000,1.48,1.4801\n");
    assertThat(ingest("2014-05-06").quality().series().get(1).accepted()).isEqualTo(3);
  }

  @Test
  void shouldMergeByTimeVenueLineAndCutAtTheEndOfTheDate() {
    // 20:59:59.999 and 21:00 UTC on both clocks, and one moment that both venues quote.
    data.write(
        "FXCM", "20140506", "25200500,1.38,1.3801\n57599999,1.38,1.3801\n57600000,1.38,1.3802\n");
    data.write(
        "OANDA",
        "20140506",
        "43200500,1.38,1.3801\n43200500,1.38,1.3802\n75599999,1.38,1.3801\n75600000,1.38,1.3802\n");
    TickColumns tuesday = ingest("2014-05-06").ticks();
    assertThat(tuesday.count()).isEqualTo(5);
    assertThat(Arrays.copyOf(tuesday.instrumentId(), 5)).containsExactly(0, 1, 1, 0, 1);
    assertThat(Arrays.copyOf(tuesday.line(), 5)).containsExactly(1, 1, 2, 2, 3);
    TickColumns wednesday = ingest("2014-05-07").ticks();
    assertThat(wednesday.count()).isEqualTo(6);
    assertThat(wednesday.line()[0]).isEqualTo(3);
    assertThat(wednesday.line()[1]).isEqualTo(4);
  }

  @Test
  void shouldCountLinesOutsideAllSessionsOnce() {
    // 05:00 UTC on Thursday is beyond the last session, Wednesday.
    data.write(
        "OANDA", "20140507", "1000,1.38,1.3801\n75599999,1.38,1.3801\n75600000,1.38,1.3802\nx\n");
    IngestPlan plan = plan();
    List<SessionQuality> all = new ArrayList<>();
    for (PlannedSession p : plan.sessions()) {
      all.add(inspect(plan, p.session()).quality());
    }
    RunQuality run = RunQuality.of(plan, all);
    assertThat(run.quarantined()).isEqualTo(new TreeMap<>(Map.of("OUTSIDE_SESSION", 2L)));
    assertThat(run.read()).isEqualTo(run.accepted() + 2);
  }

  @Test
  void shouldCountEveryLineOfEveryFileOnceWhenFilesAreMessy() throws Exception {
    long seed = seed();
    Random random = new Random(seed);
    long outsideInAll = 0;
    for (int round = 0; round < 25; round++) {
      QuoteFolder messy = new QuoteFolder(temp.resolve("messy" + round));
      String[] days = {"20140501", "20140502", "20140504", "20140505", "20140506", "20140507"};
      Map<String, Long> lines = new TreeMap<>();
      for (String day : days) {
        for (String venue : List.of("FXCM", "OANDA")) {
          String text = messyFile(random);
          messy.write(venue, day, text);
          lines.put(
              "forex/" + venue.toLowerCase(Locale.ROOT) + "/tick/eurusd/" + day + "_quote.zip",
              text.lines().count());
        }
      }
      Strategy strategy =
          QuoteFolder.strategy("dates.train=2", "dates.formation=1", "dates.trade=2");
      IngestPlan plan = IngestPlan.of(strategy, QuoteFolder.universe(), messy.root);
      List<SessionQuality> all = new ArrayList<>();
      List<TickColumns> ticks = new ArrayList<>();
      // In no particular order: a session depends on no other.
      for (PlannedSession p : plan.sessions().reversed()) {
        SessionResult result =
            SessionIngest.inspect(strategy, QuoteFolder.universe(), messy.root, plan, p.session());
        assertSorted(result.ticks());
        assertInside(result);
        all.add(result.quality());
        ticks.add(result.ticks());
      }
      RunQuality run = RunQuality.of(plan, all);
      String what = "seed=%d round=%d".formatted(seed, round);
      for (RunQuality.FileLines file : run.files()) {
        assertThat(file.lines()).as(what).isEqualTo(lines.get(file.file().path()));
      }
      long onTapes = ticks.stream().mapToLong(TickColumns::count).sum();
      long outside = run.quarantined().getOrDefault("OUTSIDE_SESSION", 0L);
      assertThat(run.read()).as(what).isEqualTo(onTapes + outside);
      outsideInAll += outside;
      assertThat(run.quarantined().keySet())
          .as(what)
          .contains("MALFORMED", "OUT_OF_ORDER", "CROSSED", "NON_POSITIVE", "OFF_TICK");
      assertThat(Json.mapper().readValue(Json.text(run), RunQuality.class)).isEqualTo(run);
    }
    assertThat(outsideInAll).as("seed=%d", seed).isPositive();
  }

  @Test
  void shouldEqualTheInOrderRunWithoutLateLinesWhenLinesAreShuffledWithinAWindow() {
    long seed = seed();
    Random random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      List<String> lines = new ArrayList<>();
      long ms = 43_200_000;
      for (int i = 0; i < 200; i++) {
        ms += 1 + random.nextInt(2_000);
        int bid = 38_000 + random.nextInt(50);
        lines.add("%d,1.%d,1.%d".formatted(ms, bid, bid + 1 + random.nextInt(9)));
      }
      int window = 2 + random.nextInt(10);
      for (int at = 0; at < lines.size(); at += window) {
        List<String> part = lines.subList(at, Math.min(lines.size(), at + window));
        Collections.shuffle(part, random);
      }
      List<String> inOrder = new ArrayList<>();
      long latest = 0;
      for (String line : lines) {
        long lineMs = Long.parseLong(line.substring(0, line.indexOf(',')));
        if (lineMs >= latest) {
          inOrder.add(line);
          latest = lineMs;
        }
      }
      data.write("OANDA", "20140506", String.join("\n", lines));
      SessionResult shuffled = ingest("2014-05-06");
      data.write("OANDA", "20140506", String.join("\n", inOrder));
      SessionResult ordered = ingest("2014-05-06");
      String what = "seed=%d round=%d".formatted(seed, round);
      assertThat(pricedTicks(shuffled.ticks())).as(what).isEqualTo(pricedTicks(ordered.ticks()));
      int late = lines.size() - inOrder.size();
      assertThat(shuffled.quality().series().get(1).quarantined())
          .as(what)
          .isEqualTo(late == 0 ? Map.of() : Map.of("OUT_OF_ORDER", (long) late));
    }
  }

  /** Everything of the ticks with a price but the line. */
  private static List<String> pricedTicks(TickColumns ticks) {
    List<String> priced = new ArrayList<>();
    for (int i = 0; i < ticks.count(); i++) {
      if (Conditions.priced(ticks.condition()[i])) {
        priced.add(
            "%d %d %d %d %s"
                .formatted(
                    ticks.tsNs()[i],
                    ticks.instrumentId()[i],
                    ticks.bidPxTicks()[i],
                    ticks.askPxTicks()[i],
                    Conditions.name(ticks.condition()[i])));
      }
    }
    return priced;
  }

  private static String messyFile(Random random) {
    StringBuilder text = new StringBuilder();
    long ms = 0;
    int lines = 50 + random.nextInt(200);
    long step = 86_400_000L / (lines + 50);
    for (int i = 0; i < lines; i++) {
      ms += random.nextLong(2 * step);
      ms = Math.min(ms, 86_399_999);
      String line = ms + ".25,1.38" + (100 + random.nextInt(50)) + ",1.3815\n";
      text.append(
          switch (random.nextInt(14)) {
            case 0 -> "\n";
            case 1 -> random.nextInt(1_000_000) + ",oops\n";
            case 2 -> "%d,1.3801,1.3802\n".formatted(ms / 2);
            case 3 -> line + line;
            case 4 -> ms + ".25,1.39,1.38\n";
            case 5 -> ms + ".25,0,1.38\n";
            case 6 -> ms + ".25,1.380001,1.39\n";
            case 7 -> (86_400_000L + ms) + ",1.38,1.39\n";
            case 8 -> "9".repeat(500) + "\n";
            default -> line;
          });
    }
    return text.toString();
  }

  @Test
  void shouldRefuseWhenTooManyLinesAreBad() {
    data.write("OANDA", "20140506", GOOD + "43202000,1.39,1.38\n43203000,1.38,1.3801\n");
    assertThat(ingest("2014-05-06", "data.max_quarantined_share=0.25").quality().refusals())
        .isEmpty();
    assertThatThrownBy(() -> run("2014-05-06", "data.max_quarantined_share=0.24"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("EURUSD.OANDA")
        .hasMessageContaining("2014-05-06")
        .hasMessageContaining("0.2500")
        .hasMessageContaining("CROSSED=1");
  }

  @Test
  void shouldRefuseWhenSeriesIsEmptyInSession() {
    // All of Tuesday's quotes come after Tuesday's end.
    data.write("OANDA", "20140506", "80000000,1.38,1.3801\n");
    data.write("OANDA", "20140505", "1000,1.38,1.3801\n");
    assertThatThrownBy(() -> run("2014-05-06"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("EURUSD.OANDA has no usable quote in session 2014-05-06");
  }

  @Test
  void shouldRefuseWhenFileChangedSinceItWasPlanned() {
    IngestPlan plan = plan();
    TradingSession session = plan.sessions().get(1).session();
    data.write("OANDA", "20140506", GOOD);
    assertThat(inspect(plan, session).ticks().count()).isEqualTo(4);
    data.write("OANDA", "20140506", GOOD + GOOD);
    assertThatThrownBy(() -> inspect(plan, session))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("oanda/tick/eurusd/20140506_quote.zip has changed");
    data.delete("OANDA", "20140506");
    assertThatThrownBy(() -> inspect(plan, session))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("oanda/tick/eurusd/20140506_quote.zip is missing");
  }

  @Test
  void shouldNotDependOnTimeZoneAndLocale() {
    data.write("OANDA", "20140506", GOOD + "43202000,1.39,1.38\n");
    String here = Json.text(ingest("2014-05-06").quality());
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Json.text(ingest("2014-05-06").quality())).isEqualTo(here);
      assertThat(plan().rawFiles().get(0).path()).endsWith("20140505_quote.zip");
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void shouldWriteHistoryTapeWhole() throws Exception {
    SessionResult result = ingest("2014-05-06");
    Path tape = temp.resolve("tapes").resolve("2014-05-06");
    // What a killed run leaves.
    Files.createDirectories(tape.resolveSibling("2014-05-06.tmp-1").resolve("x"));
    for (int i = 0; i < 2; i++) {
      HistoryTapes.write(tape, result, QuoteFolder.universe(), "test", "ab");
      TickColumns read = TickColumns.fromTape(tape);
      assertThat(read.count()).isEqualTo(result.ticks().count()).isEqualTo(4);
      assertThat(Arrays.copyOf(read.tsNs(), 4)).isEqualTo(Arrays.copyOf(result.ticks().tsNs(), 4));
      assertThat(Arrays.copyOf(read.askPxTicks(), 4))
          .isEqualTo(Arrays.copyOf(result.ticks().askPxTicks(), 4));
      try (TapeReader reader = TapeReader.open(tape)) {
        assertThat(reader.ended()).isTrue();
      }
    }
    try (var files = Files.list(tape.resolveSibling("."))) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly("2014-05-06");
    }
  }

  private IngestPlan plan() {
    return IngestPlan.of(
        QuoteFolder.strategy("dates.train=2", "dates.formation=1", "dates.trade=1"),
        QuoteFolder.universe(),
        data.root);
  }

  private SessionResult inspect(IngestPlan plan, TradingSession session, String... sets) {
    return SessionIngest.inspect(
        QuoteFolder.strategy(sets), QuoteFolder.universe(), data.root, plan, session);
  }

  private SessionResult ingest(String tradeDate, String... sets) {
    IngestPlan plan = plan();
    return inspect(plan, session(plan, tradeDate), sets);
  }

  private void run(String tradeDate, String... sets) {
    IngestPlan plan = plan();
    SessionIngest.run(
        QuoteFolder.strategy(sets),
        QuoteFolder.universe(),
        data.root,
        plan,
        session(plan, tradeDate));
  }

  private static TradingSession session(IngestPlan plan, String tradeDate) {
    return plan.sessions().stream()
        .map(PlannedSession::session)
        .filter(s -> s.tradeDate().equals(tradeDate))
        .findFirst()
        .orElseThrow();
  }

  /** Row of a line of Oanda's file of the day. */
  private static int indexOfLine(TickColumns ticks, int line) {
    for (int i = 0; i < ticks.count(); i++) {
      if (ticks.instrumentId()[i] == 1 && ticks.line()[i] == line) {
        return i;
      }
    }
    throw new IllegalArgumentException("line is not there: line=" + line);
  }

  private static void assertSorted(TickColumns ticks) {
    for (int i = 1; i < ticks.count(); i++) {
      assertThat(ticks.tsNs()[i]).isGreaterThanOrEqualTo(ticks.tsNs()[i - 1]);
    }
  }

  private static void assertInside(SessionResult result) {
    for (int i = 0; i < result.ticks().count(); i++) {
      assertThat(result.ticks().tsNs()[i])
          .isGreaterThanOrEqualTo(result.session().startNs())
          .isLessThan(result.session().endNs());
    }
  }

  private static long seed() {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? 20140506L : Long.parseLong(given);
    System.out.println("SessionIngestTest seed=" + seed);
    return seed;
  }
}
