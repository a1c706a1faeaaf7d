package io.statarb.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import io.statarb.features.instrument.InstrumentServices;
import io.statarb.offline.LocalSpark;
import io.statarb.store.Declarations;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real quotes and levels; another seed chooses other cuts, rows and corrections. */
final class LeakProbeTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("statarb.home", "../..")).resolve("ingest/samples");
  private static final int EVENTS = 6_000;

  /** As many as it takes until all four instruments quote. */
  private static final int FX_EVENTS = 25_000;

  private static final int CUTS = 3;
  private static final long SEED = Long.getLong("seed", 20140513);

  private static ProbeData fx() {
    return ProbeData.load(SAMPLES.resolve("ci-sample"), FX_EVENTS, SEED);
  }

  private static ProbeData levels() {
    return ProbeData.load(SAMPLES.resolve("binance-l2/spot"), EVENTS, SEED);
  }

  private static ProbeReport kernels(String service, boolean planted) {
    System.out.println("LeakProbeTest: seed=" + SEED);
    boolean instruments = InstrumentServices.known().contains(service);
    return KernelProbe.run(
        instruments ? InstrumentServices.named(service) : FeatureService.named(service),
        instruments ? levels() : fx(),
        CUTS,
        SEED,
        planted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fx-pair-v1",
        "fx-pair-v2",
        "basket-v1",
        "bar-pair-v1",
        "bar-basket-v1",
        "l2-instrument-v1"
      })
  void shouldFindNoLeakInTheKernels(String service) {
    ProbeReport report = kernels(service, false);
    assertThat(report.leaks()).isEmpty();
    assertThat(report.found()).isFalse();
    assertThat(report.rows()).isGreaterThan(20);
    assertThat(report.valuesCompared())
        .as("each change at each cut compares rows")
        .isGreaterThan(report.rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fx-pair-v1", "basket-v1", "l2-instrument-v1"})
  void shouldFindThePlantedLeaksAndNoOther(String service) {
    ProbeReport report = kernels(service, true);
    assertThat(report.missed()).isEmpty();
    assertThat(report.changedValues()).containsOnlyKeys(PlantedRowSource.PLANTED);
    for (Leak leak : report.leaks()) {
      assertThat(leak.time()).isBeforeOrEqualTo(leak.cut());
      assertThat(leak.value()).isNotEqualTo(leak.changed());
    }
    assertThat(report.leaks().stream().map(Leak::change))
        .as("each kind of change finds one")
        .containsAll(FutureChange.OF_ALL_LATER);
  }

  private static ProbeReport join(boolean planted) {
    Declarations quotes = QuoteFacts.declarations();
    Dataset<Row> facts = QuoteFacts.of(LocalSpark.session(), fx());
    return JoinProbe.run(
        LocalSpark.session(),
        quotes,
        quotes.services().getFirst(),
        _ -> facts,
        500,
        CUTS,
        SEED,
        planted);
  }

  @Test
  void shouldFindNoLeakInTheJoin() {
    ProbeReport report = join(false);
    assertThat(report.leaks()).isEmpty();
    assertThat(report.valuesCompared()).isGreaterThan(1_000);
  }

  @Test
  void shouldFindTheJoinsThatIgnoreKnowledgeOrLookOneTickAhead() {
    ProbeReport report = join(true);
    assertThat(report.missed()).isEmpty();
    assertThat(report.changedValues()).containsOnlyKeys(report.planted());
    assertThat(report.planted()).hasSize(2);
  }

  @Test
  void shouldSayWhatIsMissingWhenTheDataMakesNoRow() {
    ProbeData one = ProbeData.load(SAMPLES.resolve("binance-l2/spot"), EVENTS, SEED);
    assertThat(one.symbols()).hasSize(1);
    assertThatThrownBy(
            () -> KernelProbe.run(FeatureService.named("fx-pair-v1"), one, CUTS, SEED, false))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("two instruments at the same time");
  }

  @Test
  void shouldKeepThePastWhenTheFutureIsChanged() {
    ProbeData data = fx();
    long cutNs = data.events().get(data.events().size() / 2).knownNs();
    List<MarketEvent> past = data.events().stream().filter(e -> e.knownNs() <= cutNs).toList();
    for (FutureChange change : FutureChange.OF_ALL_LATER) {
      ProbeData changed = data.changed(change, cutNs);
      assertThat(changed.events().subList(0, past.size())).isEqualTo(past);
      assertThat(changed.events().size())
          .isEqualTo(change == FutureChange.TRUNCATED ? past.size() : data.events().size());
      long last = Long.MIN_VALUE;
      for (MarketEvent event : changed.events()) {
        assertThat(event.knownNs()).isGreaterThanOrEqualTo(last);
        last = event.knownNs();
      }
    }
  }
}
