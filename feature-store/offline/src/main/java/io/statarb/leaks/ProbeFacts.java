package io.statarb.leaks;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.statarb.store.FeatureView;
import io.statarb.store.FieldType;
import io.statarb.store.ViewField;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/** What a probe does to the facts of a view; all of it follows from the facts and the seed. */
final class ProbeFacts {
  private static final int FEWEST_CORRECTED = 20;
  private static final int CORRECTED_ONE_IN = 50;

  private ProbeFacts() {}

  /** Whole entities until there are no more facts than these, with keys as text. */
  static Dataset<Row> sample(Dataset<Row> facts, long count, long limit, long seed) {
    long share = (count + limit - 1) / Math.max(1, limit);
    Dataset<Row> some =
        facts.filter(pmod(xxhash64(col("entity"), lit(seed)), lit(Math.max(1, share))).equalTo(0L));
    // Few entities may all fall through; then all of them are looked at.
    Dataset<Row> sampled = share <= 1 || some.isEmpty() ? facts : some;
    return sampled.withColumn("entity", col("entity").cast(DataTypes.StringType));
  }

  /**
   * Adds corrections of some facts: the same event, other values, known later.
   *
   * @param latestNs greatest delay
   */
  static Dataset<Row> withCorrections(
      FeatureView view, Dataset<Row> facts, long count, long latestNs, long seed) {
    long oneIn = Math.clamp(count / FEWEST_CORRECTED, 1, CORRECTED_ONE_IN);
    Column draw = xxhash64(col("entity"), col("event_ns"), lit(seed));
    Dataset<Row> corrections =
        facts
            .filter(pmod(draw, lit(oneIn)).equalTo(0L))
            .withColumn(
                "known_ns",
                col("known_ns").plus(pmod(draw, lit(Math.max(1, latestNs)))).plus(lit(1L)))
            .withColumn("sequence", lit(Long.MAX_VALUE));
    for (ViewField field : view.fields()) {
      corrections = corrections.withColumn(field.name(), other(field));
    }
    return facts.unionByName(corrections);
  }

  private static Column other(ViewField field) {
    Column value = col(field.name());
    return field.type() == FieldType.TEXT
        ? concat(coalesce(value, lit("")), lit("*"))
        : coalesce(value, lit(0))
            .plus(lit(1))
            .cast(field.type() == FieldType.LONG ? DataTypes.LongType : DataTypes.DoubleType);
  }

  /** From when on a fact can be seen by anybody. */
  static Column visible() {
    return greatest(col("event_ns"), col("known_ns"));
  }

  /** The same facts with another future after a cut. */
  static Dataset<Row> changed(Dataset<Row> facts, FutureChange change, long cutNs, long tickNs) {
    Column seen = visible().leq(cutNs);
    return switch (change) {
      case TRUNCATED -> facts.filter(seen);
      case LATER_BY_A_TICK -> facts.withColumn("known_ns", later(seen, tickNs));
      case LATER_BY_A_DAY -> facts.withColumn("known_ns", later(seen, FutureChange.DAY_NS));
      case TRUNCATED_WITHIN_A_MOMENT, BY_DEFINITION ->
          throw new IllegalArgumentException("no change of all that is later: " + change);
    };
  }

  private static Column later(Column seen, long byNs) {
    return when(seen, col("known_ns")).otherwise(visible().plus(lit(byNs)));
  }

  /** A leak: facts as if each was known when it happened, corrections as well. */
  static Dataset<Row> ignoringKnowledge(Dataset<Row> facts) {
    return facts.withColumn("known_ns", col("event_ns"));
  }

  /** A leak: each fact a tick early, at the time of the one before. */
  static Dataset<Row> oneTickEarly(Dataset<Row> facts) {
    Column before =
        coalesce(
            lag(visible(), 1)
                .over(Window.partitionBy("entity").orderBy("event_ns", "known_ns", "sequence")),
            visible());
    return facts.withColumn("event_ns", before).withColumn("known_ns", before);
  }
}
