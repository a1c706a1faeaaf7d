package io.statarb.leaks;

import io.statarb.store.Declarations;
import io.statarb.store.Entity;
import io.statarb.store.FeatureView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that a join is asked for: their number, the run they are of, their time, and a key of
 * each entity. Times lie around facts, where a leak shows, and at the cuts.
 *
 * @param keys columns of the keys
 * @param rows those of run 0, with plain keys
 */
record ProbeRows(List<String> keys, List<Row> rows) {
  static final String ROW = "__row";
  static final String RUN = "__run";
  static final String AT = "at_ns";
  private static final int FIRST_KEY = 3;

  /** Copies the lists. */
  ProbeRows {
    keys = List.copyOf(keys);
    rows = List.copyOf(rows);
  }

  /** A fact's owner and when it can be seen. */
  record Seen(String entity, long visibleNs) {}

  /**
   * Draws rows.
   *
   * @param seen facts of each view, by the view's name
   */
  static ProbeRows drawn(
      Declarations declarations,
      Map<String, List<Seen>> seen,
      List<Long> cuts,
      int count,
      SplittableRandom random) {
    List<String> names = declarations.entities().stream().map(Entity::key).distinct().toList();
    List<Row> rows = new ArrayList<>();
    while (rows.size() < count) {
      long at = Long.MIN_VALUE;
      Map<String, String> keys = new HashMap<>();
      for (FeatureView view : declarations.views()) {
        List<Seen> of = Objects.requireNonNull(seen.get(view.name()));
        Seen fact = of.get(random.nextInt(of.size()));
        keys.putIfAbsent(declarations.entityOf(view).key(), fact.entity());
        at = Math.max(at, fact.visibleNs() + random.nextInt(-1, 2));
      }
      if (random.nextInt(4) == 0) {
        at = cuts.get(random.nextInt(cuts.size()));
      }
      List<Object> cells = new ArrayList<>(List.of((long) rows.size(), 0, at));
      names.forEach(key -> cells.add(Objects.requireNonNull(keys.get(key))));
      rows.add(RowFactory.create(cells.toArray()));
    }
    return new ProbeRows(names, rows);
  }

  StructType schema() {
    StructType schema =
        new StructType()
            .add(ROW, DataTypes.LongType)
            .add(RUN, DataTypes.IntegerType)
            .add(AT, DataTypes.LongType);
    for (String key : keys) {
      schema = schema.add(key, DataTypes.StringType);
    }
    return schema;
  }

  /** All rows in run 0, and in each other run those up to its cut. */
  List<Row> inRuns(List<ProbeRun> runs) {
    List<Row> all = new ArrayList<>();
    for (Row row : rows) {
      all.add(inRun(row, 0));
      for (ProbeRun run : runs) {
        if (row.getLong(2) <= run.cutNs()) {
          all.add(inRun(row, run.number()));
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
    for (int i = FIRST_KEY; i < cells.length; i++) {
      cells[i] = ProbeRun.named(row.getString(i), run);
    }
    return RowFactory.create(cells);
  }

  /** Whose row of the result it is, for people. */
  String entity(Row joined) {
    List<String> names =
        keys.stream().map(key -> ProbeRun.entity(joined.<String>getAs(key))).distinct().toList();
    return String.join("+", names);
  }
}
