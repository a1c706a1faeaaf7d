package io.statarb.offline;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;

import io.statarb.pit.AsOfRule;
import io.statarb.pit.EntityRows;
import io.statarb.pit.FactTable;
import io.statarb.pit.PointInTimeJoin;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The two forms of the join over the tables of {@link SyntheticTables}, and what is done with their
 * results.
 */
enum AsOfForms {
  /** {@link PointInTimeJoin} in a session with this project's settings. */
  STATARB {
    @Override
    SparkSession session(SparkSession ours) {
      return ours;
    }

    @Override
    Dataset<Row> joined(SparkSession spark, Dataset<Row> rows, Dataset<Row> ticks) {
      FactTable table =
          FactTable.of("quotes", ticks, "entity", "event_ns", List.of("tick_seq", "bid", "ask"))
              .knownAt("known_ns")
              .orderedBy("sequence");
      return PointInTimeJoin.historical(
          spark, new EntityRows(rows, "symbol", "ts_ns"), List.of(table), AsOfRule.LATEST);
    }
  },
  /** {@link WindowForm} in a session with Spark's own settings. */
  WINDOW {
    @Override
    SparkSession session(SparkSession ours) {
      return SparkSessions.asSparkComes(ours);
    }

    @Override
    Dataset<Row> joined(SparkSession spark, Dataset<Row> rows, Dataset<Row> ticks) {
      return WindowForm.of(rows, ticks);
    }
  };

  /** The session that the form runs in, beside one of this project. */
  abstract SparkSession session(SparkSession ours);

  /** The join. */
  abstract Dataset<Row> joined(SparkSession spark, Dataset<Row> rows, Dataset<Row> ticks);

  static Dataset<Row> table(SparkSession spark, Path folder, String name) {
    return spark.read().parquet(folder.resolve(name).toString());
  }

  /** All rows counted, all columns hashed. */
  static Row checksum(Dataset<Row> joined) {
    return joined
        .agg(
            count("*"),
            count("tick_seq"),
            expr("bit_xor(xxhash64(row_id, symbol, ts_ns, tick_seq, bid, ask))"))
        .first();
  }

  /** Reads both tables and does next to nothing with them. */
  static List<Row> scan(Dataset<Row> rows, Dataset<Row> ticks) {
    return List.of(
        rows.agg(count("symbol"), expr("bit_xor(row_id)"), expr("bit_xor(ts_ns)")).first(),
        ticks
            .agg(
                count("entity"),
                expr("bit_xor(event_ns)"),
                expr("bit_xor(known_ns)"),
                expr("bit_xor(sequence)"),
                expr("bit_xor(tick_seq)"),
                expr("sum(bid)"),
                expr("sum(ask)"))
            .first());
  }
}
