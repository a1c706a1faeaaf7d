package io.statarb.store;

import io.statarb.offline.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** A store over one CSV file of quotes that a test writes. */
final class QuotesStore {
  static final String REPO =
      """
      entities:
        - {name: stock, key: symbol, type: text}
      views:
        - name: quotes
          entity: stock
          source: {format: csv, path: quotes.csv, event_time: time, knowledge_time: known}
          ttl: 10s
          partition: day
          fields:
            - {name: mid, type: double, unit: USD, min: 0}
            - {name: size, type: long, unit: shares}
            - {name: venue, type: text, unit: "1"}
      services:
        - name: quotes-v1
          features: ["quotes:mid", "quotes:size as lots", "quotes:venue"]
      """;

  static final String HEADER = "symbol,time,known,mid,size,venue";

  /** Rows at seconds after 2014-05-07T10:00:00Z. */
  static final List<String> ROWS =
      List.of(
          "KO,2014-05-07T10:00:00Z,2014-05-07T10:00:01Z,41.5,100,NYSE",
          "KO,2014-05-07T10:00:05Z,2014-05-07T10:00:06Z,41.6,200,ARCA",
          "PEP,2014-05-07T10:00:02Z,2014-05-07T10:00:02Z,85.0,,NYSE",
          "PEP,2014-05-08T10:00:00Z,2014-05-08T10:00:00Z,NaN,5,NYSE");

  private final Path folder;
  private final StoreFolder store;

  QuotesStore(Path folder) {
    this.folder = folder;
    this.store = new StoreFolder(folder.resolve("store"));
  }

  StoreFolder store() {
    return store;
  }

  Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  void quotes(List<String> rows) {
    file("quotes.csv", HEADER + "\n" + String.join("\n", rows) + "\n");
  }

  ApplyPlan apply(String repo, List<BundleUse> uses, boolean confirmed) {
    RepoFile read = RepoFile.read(file("features.yaml", repo));
    return ApplyPlan.apply(
        store, StoreRegistry.of(read, folder.toString(), List.of()), uses, confirmed);
  }

  Materializer.Result materialize(OptionalLong knownAtNs) {
    return new Materializer(LocalSpark.session(), store)
        .materialize("quotes", Moments.ns("2014-05-07"), Moments.ns("2014-05-10"), knownAtNs);
  }

  /** Declared, and the usual rows brought in. */
  QuotesStore filled() {
    apply(REPO, List.of(), false);
    quotes(ROWS);
    materialize(OptionalLong.empty());
    return this;
  }

  TrainingSet historical(String entityRows, @org.jspecify.annotations.Nullable String asKnownOn) {
    return new HistoricalFeatures(LocalSpark.session(), store)
        .build(
            "quotes-v1",
            file("rows.csv", entityRows),
            null,
            asKnownOn,
            folder.resolve("set"),
            "test");
  }

  HistoricalFeatures.Rebuilt rebuild() {
    return new HistoricalFeatures(LocalSpark.session(), store)
        .rebuild(folder.resolve("set").resolve(TrainingSet.MANIFEST), null);
  }

  /** Rows of the last training set as text, one a line. */
  List<String> rows() {
    return LocalSpark.session()
        .read()
        .parquet(folder.resolve("set").resolve("rows.parquet").toString())
        .collectAsList()
        .stream()
        .map(row -> row.mkString("|"))
        .toList();
  }

  OnlineSnapshot online(String at, String... keys) {
    return new OnlineFeatures(store).at("quotes-v1", List.of(keys), Moments.of(at));
  }
}
