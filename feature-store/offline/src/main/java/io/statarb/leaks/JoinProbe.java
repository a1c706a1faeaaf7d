package io.statarb.leaks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.statarb.cli.Refusal;
import io.statarb.pit.AsOfRule;
import io.statarb.store.Declarations;
import io.statarb.store.Durations;
import io.statarb.store.Entity;
import io.statarb.store.FeatureView;
import io.statarb.store.FieldType;
import io.statarb.store.ServiceColumn;
import io.statarb.store.ServiceJoin;
import io.statarb.store.StoreService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Joins the columns of a service to rows, from all facts and from facts with another future, and
 * compares every cell of the rows before the cut; those from all facts also with the definition of
 * the join, which finds what is wrong without being of the future.
 */
public final class JoinProbe {
  /** Facts of a view to look at; beyond these only some of the entities. */
  private static final long MOST_FACTS = 200_000;

  private final SparkSession spark;
  private final Declarations declarations;
  private final StoreService service;
  private final JoinUnderTest join;
  private final boolean planted;
  private final long seed;
  private final Map<String, Dataset<Row>> facts = new HashMap<>();
  private final Findings findings = new Findings();

  private JoinProbe(
      SparkSession spark,
      Declarations declarations,
      StoreService service,
      JoinUnderTest join,
      boolean planted,
      long seed) {
    this.spark = spark;
    this.declarations = declarations;
    this.service = service;
    this.join = join;
    this.planted = planted;
    this.seed = seed;
  }

  /**
   * Probes the join of one service.
   *
   * @param declarations the service's views and entities
   * @param service the service
   * @param facts facts of a view, as {@link ServiceJoin} takes them
   * @param rows rows to join to
   * @param cutCount how many cuts
   * @param seed chooses rows and cuts
   * @param planted whether to add columns that see the future, and corrections to see
   * @throws Refusal if there are no facts
   */
  public static ProbeReport run(
      SparkSession spark,
      Declarations declarations,
      StoreService service,
      Function<FeatureView, Dataset<Row>> facts,
      int rows,
      int cutCount,
      long seed,
      boolean planted) {
    return run(
        spark,
        declarations,
        service,
        (all, columns, of, to) -> ServiceJoin.join(spark, all, columns, of, to, AsOfRule.LATEST),
        facts,
        rows,
        cutCount,
        seed,
        planted);
  }

  /** Probes a join. */
  static ProbeReport run(
      SparkSession spark,
      Declarations declarations,
      StoreService service,
      JoinUnderTest join,
      Function<FeatureView, Dataset<Row>> facts,
      int rows,
      int cutCount,
      long seed,
      boolean planted) {
    JoinProbe probe = new JoinProbe(spark, declarations, service, join, planted, seed);
    try {
      return probe.run(facts, rows, cutCount);
    } finally {
      probe.facts.values().forEach(Dataset::unpersist);
    }
  }

  private ProbeReport run(Function<FeatureView, Dataset<Row>> given, int rowCount, int cutCount) {
    Map<String, List<ProbeRows.Seen>> seen = new HashMap<>();
    for (FeatureView view : declarations.views()) {
      Dataset<Row> taken = taken(view, given.apply(view)).cache();
      facts.put(view.name(), taken);
      seen.put(view.name(), seen(view, taken));
    }
    List<Long> times =
        seen.values().stream()
            .flatMap(List::stream)
            .map(ProbeRows.Seen::visibleNs)
            .sorted()
            .toList();
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> cuts = cuts(times, cutCount, random);
    List<ProbeRun> runs = ProbeRun.of(cuts, times);
    ProbeRows rows = ProbeRows.drawn(declarations, seen, cuts, rowCount, random);
    compare(rows, runs, joined(rows, runs));
    if (findings.compared() == 0) {
      throw Refusal.data(
          "no row lies before a cut, so nothing was compared: service=%s rows=%d"
              .formatted(service.name(), rows.rows().size()));
    }
    return new ProbeReport(
        "point-in-time join",
        service.name(),
        declarations.schemaHash(service),
        seen.values().stream()
            .flatMap(List::stream)
            .map(ProbeRows.Seen::entity)
            .distinct()
            .sorted()
            .toList(),
        rows.rows().size(),
        cuts.stream().map(Findings::instant).toList(),
        findings.compared(),
        findings.changedValues(),
        findings.leaks(),
        planted ? views().columns().stream().map(ServiceColumn::name).toList() : List.of());
  }

  private PlantedViews views() {
    return new PlantedViews(declarations.views().getFirst());
  }

  private Dataset<Row> taken(FeatureView view, Dataset<Row> all) {
    Dataset<Row> sampled = ProbeFacts.sample(all, all.count(), MOST_FACTS, seed);
    if (!planted) {
      return sampled;
    }
    Row span = sampled.agg(min(col("event_ns")), max(col("event_ns")), count(lit(1))).first();
    long spanNs = span.isNullAt(0) ? 0 : span.getLong(1) - span.getLong(0);
    return ProbeFacts.withCorrections(view, sampled, span.getLong(2), spanNs / 2, seed);
  }

  private static List<ProbeRows.Seen> seen(FeatureView view, Dataset<Row> facts) {
    List<ProbeRows.Seen> seen =
        facts
            .select(col("entity"), ProbeFacts.visible())
            .orderBy(ProbeFacts.visible(), col("entity"))
            .collectAsList()
            .stream()
            .map(row -> new ProbeRows.Seen(row.getString(0), row.getLong(1)))
            .toList();
    if (seen.isEmpty()) {
      throw Refusal.data("view %s holds no facts to probe".formatted(view.name()));
    }
    return seen;
  }

  private static List<Long> cuts(List<Long> times, int count, SplittableRandom random) {
    return random
        .ints(count, times.size() / 4, Math.max(times.size() / 4 + 1, times.size() - 1))
        .mapToObj(times::get)
        .sorted()
        .distinct()
        .toList();
  }

  private List<Row> joined(ProbeRows rows, List<ProbeRun> runs) {
    List<Entity> entities =
        declarations.entities().stream()
            .map(e -> new Entity(e.name(), e.key(), FieldType.TEXT))
            .toList();
    Declarations asText = new Declarations(entities, declarations.views(), List.of(service));
    Declarations probed = planted ? views().beside(asText, service) : asText;
    return join.join(
            probed,
            probed.services().getFirst(),
            view -> PlantedViews.shown(view, ProbeRun.facts(original(view), runs)),
            spark.createDataFrame(rows.inRuns(runs), rows.schema()))
        .orderBy(ProbeRows.RUN, ProbeRows.AT, ProbeRows.ROW)
        .collectAsList();
  }

  private Dataset<Row> original(FeatureView view) {
    FeatureView of = PlantedViews.isPlanted(view) ? views().original() : view;
    return Objects.requireNonNull(facts.get(of.name()));
  }

  private void compare(ProbeRows rows, List<ProbeRun> runs, List<Row> joined) {
    Map<Long, Row> base = new HashMap<>();
    Map<String, JoinDefinition> definitions = new HashMap<>();
    for (FeatureView view : declarations.views()) {
      long ttlNs = view.ttl() == null ? Long.MAX_VALUE : Durations.ns(view.ttl());
      definitions.put(view.name(), new JoinDefinition(original(view), ttlNs));
    }
    for (Row row : joined) {
      int run = row.<Integer>getAs(ProbeRows.RUN);
      if (run == 0) {
        base.put(row.<Long>getAs(ProbeRows.ROW), row);
        define(rows, definitions, row);
      } else {
        Row was = Objects.requireNonNull(base.get(row.<Long>getAs(ProbeRows.ROW)));
        compare(rows, runs.get(run - 1), was, row);
      }
    }
  }

  /** Rows of run 0 come first, so each other one finds its own there. */
  private void compare(ProbeRows rows, ProbeRun run, Row was, Row is) {
    List<String> columns = List.of(is.schema().fieldNames());
    for (int i = rows.schema().size(); i < columns.size(); i++) {
      findings.compared(1);
      if (!Objects.equals(was.get(i), is.get(i))) {
        findings.note(
            columns.get(i),
            rows.entity(was),
            was.<Long>getAs(ProbeRows.AT),
            run.cutNs(),
            run.change(),
            String.valueOf(was.get(i)),
            String.valueOf(is.get(i)));
      }
    }
  }

  private void define(ProbeRows rows, Map<String, JoinDefinition> definitions, Row row) {
    long atNs = row.<Long>getAs(ProbeRows.AT);
    for (ServiceColumn column : service.features()) {
      FeatureView view = declarations.view(column.view());
      String entity = ProbeRun.entity(row.<String>getAs(declarations.entityOf(view).key()));
      List<@Nullable Object> answers =
          Objects.requireNonNull(definitions.get(view.name()))
              .answers(entity, atNs, column.field());
      @Nullable Object is = row.getAs(column.name());
      findings.compared(1);
      if (!answers.contains(is)) {
        findings.note(
            column.name(),
            rows.entity(row),
            atNs,
            atNs,
            FutureChange.BY_DEFINITION,
            String.valueOf(is),
            String.valueOf(answers.getLast()));
      }
    }
  }
}
