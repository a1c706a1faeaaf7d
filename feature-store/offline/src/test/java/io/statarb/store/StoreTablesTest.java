package io.statarb.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.offline.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of views: killed writers, rows of the kernels, and what validation says of them. */
final class StoreTablesTest {
  @TempDir private Path folder;

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("store/tables"))) {
      return all.filter(f -> f.toString().contains(part))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  @Test
  void shouldShowTheOldVersionWhenAWriterWasKilledBeforeItsManifest() throws IOException {
    QuotesStore quotes = new QuotesStore(folder).filled();
    List<String> more = new ArrayList<>(QuotesStore.ROWS);
    more.add("KO,2014-05-07T10:01:00Z,2014-05-07T10:01:00Z,42.0,1,NYSE");
    quotes.quotes(more);
    quotes.materialize(OptionalLong.empty());
    // The manifest is the last that is written: without it the state is that of a kill before it.
    Files.delete(files("_manifests").getLast());
    assertThat(quotes.online("2014-05-07T10:01:00Z", "KO").entities().get(0).usable()).isFalse();
    Materializer.Result again = quotes.materialize(OptionalLong.empty());
    assertThat(again.factsAdded()).isEqualTo(1);
    assertThat(again.facts()).isEqualTo(QuotesStore.ROWS.size() + 1);
    assertThat(
            quotes.online("2014-05-07T10:01:00Z", "KO").entities().get(0).features().get(0).value())
        .isEqualTo(42.0);
    Path manifest = files("_manifests").getFirst();
    Path table = manifest.resolve("../..").normalize();
    assertThat(LocalSpark.session().read().format("delta").load(table.toString()).count())
        .as("readers of the Delta log see each fact once as well")
        .isEqualTo(again.facts());
  }

  @Test
  void shouldRefuseToRebuildWhenAFileOfThatVersionIsGone() throws IOException {
    QuotesStore quotes = new QuotesStore(folder).filled();
    quotes.historical("symbol,time\nKO,2014-05-07T10:00:01Z\n", null);
    Path file =
        files("period=2014-05-07").stream()
            .filter(f -> f.toString().endsWith(".parquet"))
            .findFirst()
            .orElseThrow();
    byte[] whole = Files.readAllBytes(file);
    Files.delete(file);
    assertThatThrownBy(quotes::rebuild)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is missing: version 0 of view quotes needs it");
    Files.write(file, whole);
    assertThat(quotes.rebuild().equal()).isTrue();
    Files.writeString(
        folder.resolve("set/entities.csv"), "symbol,time\nPEP,2014-05-07T10:00:01Z\n");
    assertThatThrownBy(quotes::rebuild)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("entities.csv");
  }

  @Test
  void shouldServeTheRowsOfKernelsUnderTheHashOfTheirService() {
    FeatureService code = FeatureService.named("fx-pair-v1");
    Dataset<Row> rows =
        LocalSpark.session()
            .range(1, 4)
            .select(
                lit("EURUSD.FXCM-EURUSD.OANDA").as("pair"),
                col("id").multiply(1_000_000_000L).as("ts_ns"),
                col("id").as("tick_seq"));
    for (FeatureField field : code.fields()) {
      rows = rows.withColumn(field.name(), col("tick_seq").cast("double").multiply(0.5));
    }
    rows.write().format("delta").save(folder.resolve("rows").toString());
    QuotesStore quotes = new QuotesStore(folder);
    quotes.apply(
        """
        views:
          - name: fx_rows
            entity: pair
            kernels: fx-pair-v1
            source: {format: delta, path: rows, event_time: ts_ns, sequence: tick_seq}
            ttl: 10s
        """,
        List.of(),
        false);
    Materializer.Result result =
        new Materializer(LocalSpark.session(), quotes.store())
            .materialize("fx_rows", 0, Moments.ns("1970-01-02"), OptionalLong.empty());
    assertThat(result.facts()).isEqualTo(3);
    OnlineSnapshot snapshot =
        new OnlineFeatures(quotes.store())
            .at("fx-pair-v1", List.of("EURUSD.FXCM-EURUSD.OANDA"), Moments.of("2500000000"));
    assertThat(snapshot.schemaHash()).isEqualTo(code.schemaHash());
    assertThat(snapshot.entities().get(0).features().stream().map(OnlineSnapshot.Value::name))
        .isEqualTo(code.names());
    assertThat(snapshot.entities().get(0).features().stream().map(OnlineSnapshot.Value::value))
        .containsOnly(1.0);
  }

  @Test
  void shouldSayWhichViewHoldsTheRowsOfKernelsWhenNoneDoes() {
    QuotesStore quotes = new QuotesStore(folder).filled();
    assertThatThrownBy(
            () -> new OnlineFeatures(quotes.store()).at("basket-v1", List.of("a"), Moments.of("0")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("kernels: basket-v1");
  }

  private List<String> failed(QuotesStore quotes, List<BundleUse> uses, double missing, String at) {
    return StoreValidation.run(
            LocalSpark.session(), quotes.store(), uses, missing, OptionalLong.of(Moments.ns(at)))
        .stream()
        .filter(check -> !check.passed())
        .map(check -> check.check() + " " + check.of())
        .toList();
  }

  @Test
  void shouldValidateSchemaDigestsValuesAndAge() throws IOException {
    String repo =
        QuotesStore.REPO
            .replace("ttl: 10s", "ttl: 10s\n    freshness: 2d")
            .replace("min: 0", "min: 0, max: 84");
    QuotesStore quotes = new QuotesStore(folder);
    quotes.apply(repo, List.of(), false);
    quotes.quotes(QuotesStore.ROWS);
    quotes.materialize(OptionalLong.empty());
    assertThat(failed(quotes, List.of(), 0.25, "2014-05-10"))
        .as("85.0 is above 84, a NaN is absent and not out of range")
        .containsExactly("range quotes:mid");
    assertThat(failed(quotes, List.of(), 0.2, "2014-05-11"))
        .containsExactly(
            "missing quotes:mid", "range quotes:mid", "missing quotes:size", "freshness quotes");
    String hash = StoreRegistry.read(quotes.store()).schemaHashes().get("quotes-v1");
    assertThat(
            failed(
                quotes,
                List.of(
                    new BundleUse("good", "quotes-v1", String.valueOf(hash)),
                    new BundleUse("old", "quotes-v1", "0f")),
                0.25,
                "2014-05-10"))
        .containsExactly("bundle old", "range quotes:mid");
    Path file = files("period=2014-05-08").getLast();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(failed(quotes, List.of(), 0.25, "2014-05-10")).containsExactly("digest quotes");
  }

  @Test
  void shouldSeeThatTheSchemaOfTheCodeIsNotTheOneThatWasApplied() throws IOException {
    QuotesStore quotes = new QuotesStore(folder).filled();
    Path registry = folder.resolve("store/registry.json");
    String hash = FeatureService.named("fx-pair-v2").schemaHash();
    Files.writeString(
        registry, Files.readString(registry).replace(hash, hash.replace(hash.charAt(0), 'e')));
    assertThat(failed(quotes, List.of(), 1, "2014-05-10")).containsExactly("schema fx-pair-v2");
  }
}
