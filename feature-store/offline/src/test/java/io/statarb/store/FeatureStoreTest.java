package io.statarb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From declarations to training sets and single values, over real files. */
final class FeatureStoreTest {
  private static final String ENTITY_ROWS =
      """
      symbol,event_timestamp,label
      KO,2014-05-07T10:00:00.999999999Z,a
      KO,2014-05-07T10:00:01Z,b
      KO,2014-05-07T10:00:06Z,c
      KO,2014-05-07T10:00:16Z,d
      PEP,2014-05-07T10:00:03Z,e
      NOPE,2014-05-07T10:00:03Z,f
      """;

  @TempDir private Path folder;

  private QuotesStore filled() {
    return new QuotesStore(folder).filled();
  }

  @Test
  void shouldGiveEachRowWhatWasKnownAtItsTime() {
    QuotesStore quotes = filled();
    TrainingSet set = quotes.historical(ENTITY_ROWS, null);
    assertThat(set.columns())
        .containsExactly(
            "symbol",
            "event_timestamp",
            "label",
            "at_ns",
            "mid",
            "lots",
            "venue",
            "quotes_absence");
    assertThat(quotes.rows().stream().map(r -> r.substring(r.indexOf("Z|") + 2)))
        .containsExactly(
            "a|1399456800999999999|null|null|null|MISSING",
            "b|1399456801000000000|41.5|100|NYSE|null",
            "c|1399456806000000000|41.6|200|ARCA|null",
            "d|1399456816000000000|null|null|null|STALE",
            "e|1399456803000000000|85.0|null|NYSE|null",
            "f|1399456803000000000|null|null|null|MISSING");
  }

  @Test
  void shouldRebuildBitForBitWhenCorrectionsArrivedInBetween() {
    QuotesStore quotes = filled();
    TrainingSet before = quotes.historical(ENTITY_ROWS, null);
    List<String> rowsBefore = quotes.rows();
    List<String> corrected = new ArrayList<>(QuotesStore.ROWS);
    // Known before the row `c` asked, so a training set of today differs from the one of then.
    corrected.add("KO,2014-05-07T10:00:05Z,2014-05-07T10:00:06Z,99.9,200,ARCA");
    quotes.quotes(corrected);
    assertThatThrownBy(() -> quotes.materialize(OptionalLong.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("mid of KO at 2014-05-07T10:00:05Z was 41.6 and is 99.9");
    Materializer.Result result =
        quotes.materialize(OptionalLong.of(Moments.ns("2014-05-07T10:00:06Z")));
    assertThat(result.corrections()).isEqualTo(1);
    assertThat(result.factsAdded()).isEqualTo(1);
    HistoricalFeatures.Rebuilt rebuilt = quotes.rebuild();
    assertThat(rebuilt.rebuiltSha256()).isEqualTo(before.rowsSha256());
    assertThat(rebuilt.rebuiltFileSha256()).isEqualTo(before.fileSha256());
    assertThat(rebuilt.newerVersions()).containsEntry("quotes", 1L);
    TrainingSet today = quotes.historical(ENTITY_ROWS, null);
    assertThat(today.rowsSha256()).isNotEqualTo(before.rowsSha256());
    assertThat(quotes.rows().get(2)).contains("|99.9|");
    assertThat(quotes.rows().get(1)).isEqualTo(rowsBefore.get(1));
  }

  @Test
  void shouldSeeCorrectionsOnlyFromTheirKnowledgeTimeOn() {
    QuotesStore quotes = filled();
    List<String> corrected = new ArrayList<>(QuotesStore.ROWS);
    corrected.add("KO,2014-05-07T10:00:00Z,2014-05-09T00:00:00Z,40.0,100,NYSE");
    quotes.quotes(corrected);
    quotes.materialize(OptionalLong.empty());
    quotes.historical(ENTITY_ROWS, null);
    assertThat(quotes.rows().get(1)).contains("|41.5|");
    quotes.historical(ENTITY_ROWS, "2014-05-08");
    assertThat(quotes.rows().get(1)).contains("|41.5|");
    quotes.historical(ENTITY_ROWS, "2014-05-09");
    assertThat(quotes.rows().get(1)).contains("|40.0|");
  }

  @Test
  void shouldAddNothingWhenNothingIsNew() {
    QuotesStore quotes = filled();
    Materializer.Result again = quotes.materialize(OptionalLong.empty());
    assertThat(again.factsAdded()).isZero();
    assertThat(again.version()).isZero();
    Materializer.Result known = quotes.materialize(OptionalLong.of(Moments.ns("2014-06-01")));
    assertThat(known.factsAdded()).isZero();
  }

  @Test
  void shouldRefuseALateRowUnlessItIsSaidSinceWhenItIsKnown() {
    QuotesStore quotes = new QuotesStore(folder);
    quotes.apply(QuotesStore.REPO.replace(", knowledge_time: known", ""), List.of(), false);
    quotes.quotes(QuotesStore.ROWS.subList(0, 2));
    quotes.materialize(OptionalLong.empty());
    TrainingSet before = quotes.historical(ENTITY_ROWS, null);
    quotes.quotes(QuotesStore.ROWS);
    assertThatThrownBy(() -> quotes.materialize(OptionalLong.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("a row of PEP at 2014-05-07T10:00:02Z that was not there");
    quotes.quotes(
        List.of(QuotesStore.ROWS.get(0), QuotesStore.ROWS.get(1), QuotesStore.ROWS.get(3)));
    assertThat(quotes.materialize(OptionalLong.empty()).factsAdded())
        .as("after the newest row is not late")
        .isEqualTo(1);
    quotes.quotes(QuotesStore.ROWS);
    assertThat(quotes.materialize(OptionalLong.of(Moments.ns("2014-05-09"))).factsAdded())
        .isEqualTo(1);
    assertThat(quotes.historical(ENTITY_ROWS, null).rowsSha256())
        .as("nobody of then knew of it")
        .isEqualTo(before.rowsSha256());
    quotes.historical(ENTITY_ROWS, "2014-05-09");
    assertThat(quotes.rows().get(4)).contains("|85.0|");
  }

  /** Random facts and corrections against the definition, and history read again after each. */
  @Test
  void shouldNeverShowWhatWasNotKnownWhenCorrectionsArriveAtRandom() {
    long seed = Long.getLong("seed", 20140507);
    System.out.println("FeatureStoreTest: seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    QuotesStore quotes = new QuotesStore(folder);
    quotes.apply(QuotesStore.REPO, List.of(), false);
    Instant start = Instant.parse("2014-05-07T10:00:00Z");
    List<String> source = new ArrayList<>();
    StringBuilder asked = new StringBuilder("symbol,time\n");
    for (int i = 0; i < 200; i++) {
      asked.append("S%d,%s\n".formatted(random.nextInt(5), start.plusSeconds(random.nextInt(100))));
    }
    List<String> answersBefore = List.of();
    for (int batch = 0; batch < 3; batch++) {
      // A batch becomes known in its own time and is about any time before.
      for (int i = 0; i < 60; i++) {
        int knownS = batch * 33 + random.nextInt(33);
        int eventS = random.nextInt(knownS + 1);
        source.add(
            "S%d,%s,%s,%s,%d,V"
                .formatted(
                    random.nextInt(4),
                    start.plusSeconds(eventS),
                    start.plusSeconds(knownS),
                    random.nextInt(1000) / 8.0,
                    source.size()));
      }
      quotes.quotes(source);
      quotes.materialize(OptionalLong.empty());
      quotes.historical(asked.toString(), null);
      List<String> answers = quotes.rows();
      for (int row = 0; row < answers.size(); row++) {
        String[] cells = answers.get(row).split("\\|", -1);
        assertThat(answers.get(row)).endsWith(expected(source, cells[0], cells[1]));
        boolean settled =
            Duration.between(start, Instant.parse(cells[1])).toSeconds() < batch * 33L;
        if (settled) {
          assertThat(answers.get(row)).isEqualTo(answersBefore.get(row));
        }
      }
      answersBefore = answers;
    }
  }

  /** The definition, row by row: latest event, then knowledge, then order in the source. */
  private static String expected(List<String> source, String symbol, String time) {
    Instant at = Instant.parse(time);
    String[] best = null;
    for (String line : source) {
      String[] fact = line.split(",", -1);
      boolean visible =
          fact[0].equals(symbol)
              && !Instant.parse(fact[1]).isAfter(at)
              && !Instant.parse(fact[2]).isAfter(at);
      if (visible
          && (best == null
              || fact[1].compareTo(best[1]) > 0
              || (fact[1].equals(best[1]) && fact[2].compareTo(best[2]) >= 0))) {
        best = fact;
      }
    }
    if (best == null) {
      return "|null|null|null|MISSING";
    }
    boolean stale = Instant.parse(best[1]).plusSeconds(10).isBefore(at);
    return stale ? "|null|null|null|STALE" : "|%s|%s|V|null".formatted(best[3], best[4]);
  }

  @Test
  void shouldSayWhyAValueIsAbsent() {
    QuotesStore quotes = filled();
    OnlineSnapshot.EntityRow fresh = quotes.online("2014-05-07T10:00:06Z", "KO").entities().get(0);
    assertThat(fresh.usable()).isTrue();
    assertThat(fresh.features().stream().map(OnlineSnapshot.Value::value))
        .containsExactly(41.6, 200L, "ARCA");
    assertReasons(quotes.online("2014-05-07T10:00:16Z", "KO"), "STALE STALE STALE");
    assertReasons(
        quotes.online("2014-05-07T10:00:00.5Z", "KO"), "NOT_KNOWN_YET NOT_KNOWN_YET NOT_KNOWN_YET");
    assertReasons(
        quotes.online("2014-05-07T09:00:00Z", "KO"), "NOT_KNOWN_YET NOT_KNOWN_YET NOT_KNOWN_YET");
    assertReasons(quotes.online("2014-05-07T10:00:06Z", "NOPE"), "MISSING MISSING MISSING");
    assertReasons(quotes.online("2014-05-07T10:00:06Z", "PEP"), "null MISSING null");
    assertReasons(quotes.online("2014-05-08T10:00:06Z", "PEP"), "MISSING null null");
  }

  private static void assertReasons(OnlineSnapshot snapshot, String reasons) {
    List<OnlineSnapshot.Value> values = snapshot.entities().get(0).features();
    assertThat(values.stream().map(v -> String.valueOf(v.absent())))
        .containsExactly(reasons.split(" "));
    values.stream()
        .filter(v -> v.absent() != null)
        .forEach(v -> assertThat(v.value()).as("never a number in its place").isNull());
  }

  @Test
  void shouldFailTheReadWhenOneBitOfAFileIsFlipped() throws IOException {
    QuotesStore quotes = filled();
    SplittableRandom random = new SplittableRandom(20140507);
    List<Path> files;
    try (Stream<Path> all = Files.walk(quotes.store().root().resolve("tables"))) {
      files =
          all.filter(Files::isRegularFile)
              .filter(f -> !f.toString().contains("_delta_log"))
              .filter(f -> !f.toString().endsWith(".crc"))
              // Only a shortcut: see FileSealsTest.
              .filter(f -> !f.toString().contains("_seals"))
              .sorted()
              .toList();
    }
    assertThat(files).as("two days and a manifest").hasSize(3);
    for (int trial = 0; trial < 1000; trial++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] whole = Files.readAllBytes(file);
      byte[] flipped = whole.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      assertThatThrownBy(() -> quotes.online("2014-05-07T10:00:06Z", "KO"))
          .as("trial %d in %s", trial, file)
          .isInstanceOf(Refusal.class);
      Files.write(file, whole);
    }
    assertThat(quotes.online("2014-05-07T10:00:06Z", "KO").entities().get(0).usable()).isTrue();
  }

  @Test
  void shouldNameTheCellThatIsNotOfItsType() {
    QuotesStore quotes = new QuotesStore(folder);
    quotes.apply(QuotesStore.REPO, List.of(), false);
    quotes.quotes(List.of("KO,2014-05-07T10:00:00Z,2014-05-07T10:00:01Z,forty,100,NYSE"));
    assertThatThrownBy(() -> quotes.materialize(OptionalLong.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("quotes.csv")
        .hasMessageContaining("mid is forty");
    quotes.quotes(List.of("KO,yesterday,2014-05-07T10:00:01Z,40,100,NYSE"));
    assertThatThrownBy(() -> quotes.materialize(OptionalLong.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("event_ns is yesterday");
    quotes.quotes(List.of("KO,2014-05-07T10:00:00Z,2014-05-07T10:00:01Z,41.0,100,NYSE,what"));
    assertThatThrownBy(() -> quotes.materialize(OptionalLong.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("other columns than its header: KO,");
    quotes.quotes(QuotesStore.ROWS);
    quotes.materialize(OptionalLong.empty());
    assertThatThrownBy(() -> quotes.historical("symbol,time\nKO,2014-05-07,1\n", null))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("rows.csv has a row with other columns than its header: KO,");
    assertThatThrownBy(() -> quotes.historical("symbol,time\nKO,never\n", null))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("rows.csv has a row without a key or a time");
  }
}
