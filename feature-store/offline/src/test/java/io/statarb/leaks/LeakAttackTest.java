package io.statarb.leaks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.features.FeatureService;
import io.statarb.offline.LocalSpark;
import io.statarb.pit.AsOfRule;
import io.statarb.store.Declarations;
import io.statarb.store.FeatureView;
import io.statarb.store.ServiceJoin;
import io.statarb.store.StoreService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.Test;

/** Attacks on the probes: leaks that somebody could write, each of which must be caught. */
final class LeakAttackTest {
  private static final long SEED = Long.getLong("seed", 20140513);
  private static final int EVENTS = 4_000;
  private static final int CUTS = 3;
  private static final int ROWS = 400;
  private static final long SECOND_NS = 1_000_000_000L;

  private static ProbeData data() {
    System.out.println("LeakAttackTest: seed=" + SEED);
    return ProbeData.load(
        Path.of(System.getProperty("statarb.home", "../..")).resolve("ingest/samples/ci-sample"),
        EVENTS,
        SEED);
  }

  /** A kernel of one value for each quote. */
  private interface Kernel {
    double value(List<MarketEvent> events, int event);
  }

  private static ProbeReport probed(Kernel kernel) {
    RowSource source =
        new RowSource() {
          @Override
          public List<String> columns() {
            return List.of("attack");
          }

          @Override
          public void rows(ProbeData data, Rows rows) {
            List<MarketEvent> events = data.events();
            for (int i = 0; i < events.size(); i++) {
              double[] values = {kernel.value(events, i)};
              rows.row(
                  data.symbols().get(events.get(i).symbol()), i, events.get(i).knownNs(), values);
            }
          }
        };
    return KernelProbe.run(FeatureService.named("fx-pair-v1"), source, data(), CUTS, SEED, false);
  }

  private static Set<FutureChange> caught(ProbeReport report) {
    return report.leaks().stream().map(Leak::change).collect(Collectors.toSet());
  }

  @Test
  void shouldFindNothingInAKernelThatLooksBack() {
    assertThat(probed((events, i) -> i == 0 ? 0 : events.get(i - 1).mid()).leaks()).isEmpty();
  }

  @Test
  void shouldCatchAKernelThatReadsOneTickAhead() {
    ProbeReport report =
        probed((events, i) -> i + 1 < events.size() ? events.get(i + 1).mid() : Double.NaN);
    assertThat(caught(report)).contains(FutureChange.TRUNCATED);
  }

  @Test
  void shouldCatchAKernelThatKnowsWhenTheNextTickComes() {
    ProbeReport report =
        probed((events, i) ->
            i + 1 < events.size() ? events.get(i + 1).knownNs() - events.get(i).knownNs() : 0);
    assertThat(caught(report)).contains(FutureChange.LATER_BY_A_TICK, FutureChange.LATER_BY_A_DAY);
  }

  @Test
  void shouldCatchAKernelThatSeesWhatComesLaterInTheSameMoment() {
    ProbeReport report =
        probed((events, i) -> {
          int end = i;
          while (end + 1 < events.size()
              && events.get(end + 1).knownNs() == events.get(i).knownNs()) {
            end++;
          }
          return end - i;
        });
    assertThat(caught(report)).containsExactly(FutureChange.TRUNCATED_WITHIN_A_MOMENT);
  }

  /** The real join with something done to what goes in. */
  private static JoinUnderTest over(
      UnaryOperator<Declarations> declared, UnaryOperator<Dataset<Row>> seen) {
    return (declarations, service, facts, rows) ->
        ServiceJoin.join(
            LocalSpark.session(),
            declared.apply(declarations),
            service,
            view -> seen.apply(facts.apply(view)),
            rows,
            AsOfRule.LATEST);
  }

  private static ProbeReport probed(JoinUnderTest join, Dataset<Row> facts) {
    Declarations quotes = QuoteFacts.declarations();
    return JoinProbe.run(
        LocalSpark.session(),
        quotes,
        quotes.services().getFirst(),
        join,
        _ -> facts,
        ROWS,
        CUTS,
        SEED,
        false);
  }

  private static ProbeReport probed(JoinUnderTest join) {
    return probed(join, QuoteFacts.of(LocalSpark.session(), data()));
  }

  @Test
  void shouldFindNothingInTheJoinAsItIs() {
    assertThat(probed(over(same -> same, facts -> facts)).leaks()).isEmpty();
    assertThat(probed(over(same -> same, facts -> facts), twoDays()).leaks()).isEmpty();
  }

  @Test
  void shouldCatchAJoinThatIgnoresKnowledgeTime() {
    ProbeReport report =
        probed(over(same -> same, facts -> facts.withColumn("known_ns", col("event_ns"))));
    assertThat(caught(report)).contains(FutureChange.TRUNCATED, FutureChange.BY_DEFINITION);
  }

  @Test
  void shouldCatchAJoinThatTakesOfFactsOfOneTimeTheOneKnownLastEvenIfLater() {
    Column first = min("known_ns").over(Window.partitionBy("entity", "event_ns"));
    ProbeReport report = probed(over(same -> same, facts -> facts.withColumn("known_ns", first)));
    assertThat(caught(report)).contains(FutureChange.TRUNCATED, FutureChange.BY_DEFINITION);
  }

  @Test
  void shouldCatchAJoinThatTakesTheFirstOfFactsOfOneTime() {
    ProbeReport report =
        probed(
            over(same -> same, facts -> facts.withColumn("sequence", negate(col("sequence")))),
            twoDays());
    assertThat(caught(report)).containsExactly(FutureChange.BY_DEFINITION);
  }

  @Test
  void shouldCatchATimeToLiveThatIsCountedFromNow() {
    Column now = max("event_ns").over(Window.partitionBy("entity"));
    ProbeReport report =
        probed(
            over(
                LeakAttackTest::withoutTtl,
                facts ->
                    facts
                        .withColumn("now_ns", now)
                        .filter(col("event_ns").geq(col("now_ns").minus(lit(10 * SECOND_NS))))
                        .drop("now_ns")));
    assertThat(caught(report)).contains(FutureChange.TRUNCATED, FutureChange.BY_DEFINITION);
  }

  private static Declarations withoutTtl(Declarations declarations) {
    List<FeatureView> views =
        declarations.views().stream()
            .map(v ->
                new FeatureView(v.name(), v.entity(), null, null, null, null, null, v.fields()))
            .toList();
    List<StoreService> services = declarations.services();
    return new Declarations(declarations.entities(), views, services);
  }

  @Test
  void shouldCatchALastValueThatIsCarriedIntoTheNextDay() {
    JoinUnderTest carried =
        (declarations, service, facts, rows) ->
            over(same -> same, seen -> seen)
                .join(declarations, service, facts, rows)
                .withColumn(
                    "mid",
                    last(col("mid"), true)
                        .over(
                            Window.partitionBy("instrument")
                                .orderBy("at_ns", ProbeRows.ROW)
                                .rowsBetween(Window.unboundedPreceding(), Window.currentRow())));
    ProbeReport report = probed(carried, twoDays());
    assertThat(caught(report)).containsExactly(FutureChange.BY_DEFINITION);
    Leak leak = report.leaks().getFirst();
    assertThat(leak.changed()).as("by then the last value is too old").isEqualTo("null");
    assertThat(leak.sentence()).contains("mid of A").contains("by the definition of the join");
  }

  /** Six quotes, a second apart and each twice, and again a day later. */
  private static Dataset<Row> twoDays() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      long atNs = (i / 12) * FutureChange.DAY_NS + (i % 12 / 2) * SECOND_NS;
      rows.add(RowFactory.create("A", atNs, atNs, (long) i, 100.0 + i));
    }
    return LocalSpark.session()
        .createDataFrame(rows, QuoteFacts.of(LocalSpark.session(), empty()).schema());
  }

  private static ProbeData empty() {
    return new ProbeData(List.of(), List.of(), List.of());
  }
}
