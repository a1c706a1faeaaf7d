package io.statarb.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.statarb.cli.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Brings the facts of a view's source into the store. What is there stays: a row that the store
 * does not have is added; one that says something else about a time that the store has facts of is
 * a correction, which becomes known when the caller says and not before.
 */
public final class Materializer {
  private static final int NANOS_PER_MICRO = 1_000;

  private final SparkSession spark;
  private final StoreFolder store;
  private final StoreRegistry registry;

  /** A materializer of an applied store. */
  public Materializer(SparkSession spark, StoreFolder store) {
    this.spark = spark;
    this.store = store;
    this.registry = StoreRegistry.read(store);
  }

  /**
   * What was done to one view.
   *
   * @param view the view
   * @param factsRead rows of the source in the span, after the last of equal ones
   * @param factsAdded facts that the store did not have
   * @param corrections those of them that correct others
   * @param version version of the table now
   * @param facts facts of the view now
   * @param sha256 digest of its manifest
   */
  public record Result(
      String view,
      long factsRead,
      long factsAdded,
      long corrections,
      long version,
      long facts,
      String sha256) {}

  /** Names of the views that have a source. */
  public List<String> views() {
    return registry.declarations().views().stream()
        .filter(view -> view.source() != null)
        .map(FeatureView::name)
        .toList();
  }

  /**
   * Brings in one view.
   *
   * @param name the view
   * @param fromNs earliest event time, UTC ns
   * @param toNs event times before this one
   * @param knownAtNs from when on facts that are not in the store yet are known at the earliest;
   *     without it they are known as the source states, and corrections without a time of their own
   *     are refused
   * @throws Refusal if the source cannot be read or would change what was known
   */
  public Result materialize(String name, long fromNs, long toNs, OptionalLong knownAtNs) {
    FeatureView view = registry.declarations().view(name);
    ViewSource source = view.source();
    if (source == null) {
      throw Refusal.usage("view %s has no source in this store".formatted(name));
    }
    Entity entity = registry.declarations().entityOf(view);
    ViewTable table = new ViewTable(store, view, entity);
    try (StoreFolder.Lock _ = store.lock()) {
      TableManifest before = table.newest();
      Dataset<Row> read =
          new SourceRows(spark, Path.of(registry.sources()), view, source, entity)
              .read()
              .filter(col("event_ns").geq(fromNs).and(col("event_ns").lt(toNs)))
              .cache();
      try {
        return added(table, view, before, read, fromNs, knownAtNs);
      } finally {
        read.unpersist();
      }
    }
  }

  private Result added(
      ViewTable table,
      FeatureView view,
      @Nullable TableManifest before,
      Dataset<Row> read,
      long fromNs,
      OptionalLong knownAtNs) {
    Row figures = read.agg(count(lit(1)), max(col("event_ns"))).first();
    long rows = figures.getLong(0);
    // Up to the newest row and not to the end of what was asked for: the rest may be yet to come.
    TableManifest.Span span =
        new TableManifest.Span(fromNs, rows == 0 ? fromNs : figures.getLong(1) + 1);
    Dataset<Row> news = read;
    long corrections = 0;
    if (before != null) {
      Dataset<Row> stored = latest(view, table.read(spark, before)).cache();
      news = read.join(stored, equal(view, read, stored), "left_anti").cache();
      corrections = corrections(view, news, stored, knownAtNs);
      if (knownAtNs.isEmpty() && !tellsKnowledge(view)) {
        refuseLate(view, news, before);
      }
      stored.unpersist();
    }
    Dataset<Row> facts = facts(table, view, news, before, knownAtNs);
    long added = facts.count();
    TableManifest now =
        before != null && added == 0 ? before : table.add(spark, facts, added, span);
    table.seal(now);
    news.unpersist();
    return new Result(
        view.name(), rows, added, corrections, now.version(), now.facts(), now.sha256());
  }

  private static boolean tellsKnowledge(FeatureView view) {
    return view.source() != null && view.source().knowledgeTime() != null;
  }

  /** A row that was not there when its time was brought in was not known at its time. */
  private static void refuseLate(FeatureView view, Dataset<Row> news, TableManifest before) {
    Column within = lit(false);
    for (TableManifest.Span span : before.spans()) {
      within = within.or(col("event_ns").geq(span.fromNs()).and(col("event_ns").lt(span.toNs())));
    }
    List<Row> late = news.filter(within).limit(1).collectAsList();
    if (!late.isEmpty()) {
      Row row = late.getFirst();
      throw Refusal.data(
          "view %s: the source has a row of %s at %s that was not there when that time was materialised; say with --known-at since when it is known"
              .formatted(view.name(), row.getAs("entity"), Moments.instant(row.getAs("event_ns"))));
    }
  }

  /** What the store says last of each key. */
  private static Dataset<Row> latest(FeatureView view, Dataset<Row> stored) {
    List<Column> last = new ArrayList<>(List.of(col("known_ns"), col("sequence")));
    view.fields().forEach(f -> last.add(col(f.name())));
    List<Column> columns = new ArrayList<>();
    SourceRows.KEY.forEach(name -> columns.add(col(name).as("stored_" + name)));
    view.fields().forEach(f -> columns.add(col("last." + f.name()).as("stored_" + f.name())));
    return stored
        .groupBy(SourceRows.KEY.stream().map(functions::col).toArray(Column[]::new))
        .agg(max(struct(last.toArray(Column[]::new))).as("last"))
        .select(columns.toArray(Column[]::new));
  }

  private static Column sameKey(Dataset<Row> rows, Dataset<Row> stored) {
    Column same = lit(true);
    for (String key : SourceRows.KEY) {
      same = same.and(rows.col(key).equalTo(stored.col("stored_" + key)));
    }
    return same;
  }

  private static Column equal(FeatureView view, Dataset<Row> rows, Dataset<Row> stored) {
    Column same = sameKey(rows, stored);
    for (ViewField field : view.fields()) {
      same = same.and(rows.col(field.name()).eqNullSafe(stored.col("stored_" + field.name())));
    }
    return same;
  }

  private static long corrections(
      FeatureView view, Dataset<Row> news, Dataset<Row> stored, OptionalLong knownAtNs) {
    Dataset<Row> corrections = news.join(stored, sameKey(news, stored), "inner");
    if (knownAtNs.isPresent()) {
      return corrections.count();
    }
    List<Row> first = corrections.limit(1).collectAsList();
    if (!first.isEmpty()) {
      Row row = first.getFirst();
      for (ViewField field : view.fields()) {
        Object was = row.getAs("stored_" + field.name());
        Object is = row.getAs(field.name());
        if (!java.util.Objects.equals(was, is)) {
          throw Refusal.data(
              "view %s: the source says something else about the past: %s of %s at %s was %s and is %s; say with --known-at since when that is known"
                  .formatted(
                      view.name(),
                      field.name(),
                      row.getAs("entity"),
                      Moments.instant(row.getAs("event_ns")),
                      was,
                      is));
        }
      }
    }
    return 0;
  }

  /** In the order in which they are looked for: by period one file, by entity, event, knowledge. */
  private Dataset<Row> facts(
      ViewTable table,
      FeatureView view,
      Dataset<Row> news,
      @Nullable TableManifest before,
      OptionalLong knownAtNs) {
    Column known =
        knownAtNs.isPresent()
            ? greatest(col("stated_ns"), lit(knownAtNs.getAsLong()))
            : col("stated_ns");
    long sequence = before == null ? 0 : before.version() + 1;
    Dataset<Row> all = news.withColumn("known_ns", known).withColumn("sequence", lit(sequence));
    if (knownAtNs.isPresent()) {
      all = lastOfEqualKnowledge(view, all);
    }
    return all.select(
            Stream.concat(
                    List.of(table.schema().fieldNames()).stream().map(functions::col),
                    Stream.of(period(view).as("period")))
                .toArray(Column[]::new))
        .repartition(col("period"))
        .sortWithinPartitions("period", "entity", "event_ns", "known_ns");
  }

  /** Two that become known at once would be one answer: the one that the source states later. */
  private static Dataset<Row> lastOfEqualKnowledge(FeatureView view, Dataset<Row> facts) {
    List<Column> last = new ArrayList<>(List.of(col("stated_ns"), col("sequence")));
    view.fields().forEach(f -> last.add(col(f.name())));
    return facts
        .groupBy(col("entity"), col("event_ns"), col("known_ns"))
        .agg(max(struct(last.toArray(Column[]::new))).as("last"))
        .select(col("entity"), col("event_ns"), col("known_ns"), col("last.*"));
  }

  /** Day, month or year of the event time in UTC. */
  private static Column period(FeatureView view) {
    Column micros = expr("event_ns div " + NANOS_PER_MICRO);
    return substring(date_format(timestamp_micros(micros), "yyyy-MM-dd"), 1, view.periodLength());
  }
}
