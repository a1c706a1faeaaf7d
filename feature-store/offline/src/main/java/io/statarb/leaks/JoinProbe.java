package io.statarb.leaks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import io.statarb.cli.Refusal;
import io.statarb.pit.AsOfRule;
import io.statarb.store.Declarations;
import io.statarb.store.Entity;
import io.statarb.store.FeatureView;
import io.statarb.store.FieldType;
import io.statarb.store.ServiceColumn;
import io.statarb.store.ServiceJoin;
import io.statarb.store.StoreService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Joins the columns of a service to rows, from all facts and from facts with another future, and
 * compares every cell of the rows before the cut. All runs go through one join: each run has
 * entities of its own.
 */
public final class JoinProbe {
  /** Facts of a view to look at; beyond these only some of the entities. */
  private static final long MOST_FACTS = 200_000;

  private static final String IGNORING = "planted_ignoring_knowledge";
  private static final String EARLY = "planted_one_tick_early";
  private static final String ROW = "__row";
  private static final String RUN = "__run";

  private final SparkSession spark;
  private final Declarations declarations;
  private final StoreService service;
  private final Map<String, Dataset<Row>> facts = new HashMap<>();
  private final boolean planted;
  private final long seed;
  private final List<Run> runs = new ArrayList<>();
  private final Map<String, Long> changedValues = new TreeMap<>();
  private final List<Leak> leaks = new ArrayList<>();
  private long compared;

  /** One way to change the future. */
  private record Run(FutureChange change, long cutNs, long tickNs) {}

  /** A fact's owner and when it can be seen. */
  private record Seen(String entity, long visibleNs) {}

  private JoinProbe(
      SparkSession spark,
      Declarations declarations,
      StoreService service,
      boolean planted,
      long seed) {
    this.spark = spark;
    this.declarations = declarations;
    this.service = service;
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
    JoinProbe probe = new JoinProbe(spark, declarations, service, planted, seed);
    try {
      return probe.run(facts, rows, cutCount);
    } finally {
      probe.facts.values().forEach(Dataset::unpersist);
    }
  }

  private ProbeReport run(Function<FeatureView, Dataset<Row>> given, int rowCount, int cutCount) {
    Map<String, List<Seen>> seen = new HashMap<>();
    for (FeatureView view : declarations.views()) {
      Dataset<Row> taken = taken(view, given.apply(view)).cache();
      facts.put(view.name(), taken);
      seen.put(view.name(), seen(view, taken));
    }
    List<Long> times =
        seen.values().stream().flatMap(List::stream).map(Seen::visibleNs).sorted().toList();
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> cuts = cuts(times, cutCount, random);
    for (long cutNs : cuts) {
      long tickNs =
          Math.max(1, times.stream().filter(t -> t > cutNs).findFirst().orElse(cutNs + 1) - cutNs);
      for (FutureChange change : FutureChange.values()) {
        runs.add(new Run(change, cutNs, tickNs));
      }
    }
    List<Row> rows = rows(seen, cuts, rowCount, random);
    Dataset<Row> joined =
        ServiceJoin.join(
            spark,
            inRuns(),
            widened(),
            this::inRuns,
            spark.createDataFrame(rowsInRuns(rows), rowSchema()),
            AsOfRule.LATEST);
    compare(joined);
    if (compared == 0) {
      throw Refusal.data(
          "no row lies before a cut, so nothing was compared: service=%s rows=%d"
              .formatted(service.name(), rows.size()));
    }
    return new ProbeReport(
        "point-in-time join",
        service.name(),
        declarations.schemaHash(service),
        seen.values().stream().flatMap(List::stream).map(Seen::entity).distinct().sorted().toList(),
        rows.size(),
        cuts.stream().map(JoinProbe::instant).toList(),
        compared,
        changedValues,
        leaks,
        planted ? plantedColumns().stream().map(ServiceColumn::name).toList() : List.of());
  }

  private Dataset<Row> taken(FeatureView view, Dataset<Row> all) {
    Dataset<Row> sampled = ProbeFacts.sample(all, all.count(), MOST_FACTS, seed);
    if (!planted) {
      return sampled;
    }
    Row span =
        sampled
            .agg(
                org.apache.spark.sql.functions.min(col("event_ns")),
                org.apache.spark.sql.functions.max(col("event_ns")),
                org.apache.spark.sql.functions.count(lit(1)))
            .first();
    long spanNs = span.isNullAt(0) ? 0 : span.getLong(1) - span.getLong(0);
    return ProbeFacts.withCorrections(view, sampled, span.getLong(2), spanNs / 2, seed);
  }

  private static List<Seen> seen(FeatureView view, Dataset<Row> facts) {
    List<Seen> seen =
        facts
            .select(col("entity"), ProbeFacts.visible())
            .orderBy(ProbeFacts.visible(), col("entity"))
            .collectAsList()
            .stream()
            .map(row -> new Seen(row.getString(0), row.getLong(1)))
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

  /** Rows at moments around facts and at the cuts, with a key of each entity. */
  private List<Row> rows(
      Map<String, List<Seen>> seen, List<Long> cuts, int count, SplittableRandom random) {
    List<Row> rows = new ArrayList<>();
    while (rows.size() < count) {
      long[] at = {Long.MIN_VALUE};
      Map<String, String> keys = new HashMap<>();
      for (FeatureView view : declarations.views()) {
        List<Seen> of = Objects.requireNonNull(seen.get(view.name()));
        Seen fact = of.get(random.nextInt(of.size()));
        keys.putIfAbsent(declarations.entityOf(view).key(), fact.entity());
        at[0] = Math.max(at[0], fact.visibleNs() + random.nextInt(-1, 2));
      }
      if (random.nextInt(4) == 0) {
        at[0] = cuts.get(random.nextInt(cuts.size()));
      }
      List<Object> cells = new ArrayList<>(List.of((long) rows.size(), 0, at[0]));
      keys().forEach(key -> cells.add(Objects.requireNonNull(keys.get(key))));
      rows.add(RowFactory.create(cells.toArray()));
    }
    return rows;
  }

  private List<String> keys() {
    return declarations.entities().stream().map(Entity::key).distinct().toList();
  }

  private StructType rowSchema() {
    StructType schema =
        new StructType()
            .add(ROW, DataTypes.LongType)
            .add(RUN, DataTypes.IntegerType)
            .add("at_ns", DataTypes.LongType);
    for (String key : keys()) {
      schema = schema.add(key, DataTypes.StringType);
    }
    return schema;
  }

  /** Run 0 has all rows and all facts, each other one the rows up to its cut. */
  private List<Row> rowsInRuns(List<Row> rows) {
    List<Row> all = new ArrayList<>();
    for (Row row : rows) {
      all.add(inRun(row, 0));
      for (int run = 0; run < runs.size(); run++) {
        if (row.getLong(2) <= runs.get(run).cutNs()) {
          all.add(inRun(row, run + 1));
        }
      }
    }
    return all;
  }

  private static Row inRun(Row row, int run) {
    Object[] cells = new Object[row.length()];
    cells[0] = row.get(0);
    cells[1] = run;
    cells[2] = row.get(2);
    for (int i = 3; i < cells.length; i++) {
      cells[i] = run + "|" + row.getString(i);
    }
    return RowFactory.create(cells);
  }

  private Dataset<Row> inRuns(FeatureView view) {
    FeatureView of = original(view);
    Dataset<Row> source = Objects.requireNonNull(facts.get(of.name()));
    Dataset<Row> all = inRun(source, 0);
    for (int run = 0; run < runs.size(); run++) {
      Run how = runs.get(run);
      Dataset<Row> changed = ProbeFacts.changed(source, how.change(), how.cutNs(), how.tickNs());
      all = all.unionByName(inRun(changed, run + 1));
    }
    return asSeenBy(view, all);
  }

  private static Dataset<Row> inRun(Dataset<Row> facts, int run) {
    return facts.withColumn("entity", concat(lit(run + "|"), col("entity")));
  }

  /** As a view sees them; those that are planted see too much. */
  private static Dataset<Row> asSeenBy(FeatureView view, Dataset<Row> facts) {
    return switch (view.name()) {
      case IGNORING -> ProbeFacts.ignoringKnowledge(facts);
      case EARLY -> ProbeFacts.oneTickEarly(facts);
      default -> facts;
    };
  }

  private FeatureView original(FeatureView view) {
    return view.name().equals(IGNORING) || view.name().equals(EARLY)
        ? declarations.views().getFirst()
        : view;
  }

  /** The declarations with keys as text, and with planted views if there are some. */
  private Declarations inRuns() {
    List<Entity> entities =
        declarations.entities().stream()
            .map(e -> new Entity(e.name(), e.key(), FieldType.TEXT))
            .toList();
    List<FeatureView> views = new ArrayList<>(declarations.views());
    if (planted) {
      views.add(named(IGNORING));
      views.add(named(EARLY));
    }
    return new Declarations(entities, views, List.of(widened()));
  }

  private FeatureView named(String name) {
    FeatureView first = declarations.views().getFirst();
    return new FeatureView(
        name, first.entity(), null, first.ttl(), null, null, null, first.fields());
  }

  private StoreService widened() {
    List<ServiceColumn> columns = new ArrayList<>(service.features());
    if (planted) {
      columns.addAll(plantedColumns());
    }
    return new StoreService(service.name(), columns);
  }

  private List<ServiceColumn> plantedColumns() {
    String field = declarations.views().getFirst().fields().getFirst().name();
    return List.of(
        new ServiceColumn(IGNORING, field, IGNORING + "-" + field),
        new ServiceColumn(EARLY, field, EARLY + "-" + field));
  }

  private void compare(Dataset<Row> joined) {
    List<String> columns = List.of(joined.columns());
    int first = rowSchema().size();
    Map<Long, Row> base = new HashMap<>();
    List<Row> all = joined.orderBy(RUN, "at_ns", ROW).collectAsList();
    for (Row row : all) {
      if (row.getInt(1) == 0) {
        base.put(row.getLong(0), row);
      }
    }
    for (Row row : all) {
      if (row.getInt(1) > 0) {
        Row was = Objects.requireNonNull(base.get(row.getLong(0)));
        for (int i = first; i < columns.size(); i++) {
          compared++;
          if (!Objects.equals(was.get(i), row.get(i))) {
            note(columns.get(i), was, row, i);
          }
        }
      }
    }
  }

  private void note(String feature, Row was, Row is, int column) {
    Run run = runs.get(is.getInt(1) - 1);
    changedValues.merge(feature, 1L, Long::sum);
    if (leaks.stream().noneMatch(l -> l.feature().equals(feature) && l.change() == run.change())) {
      Set<String> entity = new LinkedHashSet<>();
      for (int i = 3; i < rowSchema().size(); i++) {
        entity.add(was.getString(i).substring(2));
      }
      leaks.add(
          new Leak(
              feature,
              String.join("+", entity),
              instant(was.getLong(2)),
              instant(run.cutNs()),
              run.change(),
              String.valueOf(was.get(column)),
              String.valueOf(is.get(column))));
    }
  }

  private static Instant instant(long ns) {
    return Instant.ofEpochSecond(0, ns);
  }
}
