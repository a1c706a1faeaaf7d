package io.statarb.offline;

import static org.apache.spark.sql.functions.col;

import io.statarb.cli.Refusal;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.settings.RunFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The Delta table {@code features}: one row per pair and tick that made one, partitioned by
 * trade_date, one file per date, sorted by pair_id, then tick_seq. Values that are not warm are
 * NaN.
 */
public final class FeatureTable {
  /** Columns before the features: trade_date, pair, pair_id, tick_seq, ts_ns, spread. */
  static final int FIRST_FEATURE = 6;

  private FeatureTable() {}

  static StructType schema(FeatureService service) {
    StructType schema =
        new StructType()
            .add(DeltaTables.TRADE_DATE, DataTypes.StringType)
            .add("pair", DataTypes.StringType)
            .add("pair_id", DataTypes.IntegerType)
            .add("tick_seq", DataTypes.LongType)
            .add("ts_ns", DataTypes.LongType)
            .add("spread", DataTypes.DoubleType);
    for (FeatureField field : service.fields()) {
      schema = schema.add(field.name(), DataTypes.DoubleType);
    }
    return schema;
  }

  /**
   * Reads the rows of one pair.
   *
   * @param spark the session
   * @param out run folder
   * @param service columns wanted, in this order
   * @param pairId the pair
   * @param tradeDates sessions wanted, in this order
   * @return its rows; none for a session that has none
   * @throws Refusal if the table is missing, lacks a column or is not sorted
   */
  public static PairRows read(
      SparkSession spark,
      RunFolder out,
      FeatureService service,
      int pairId,
      List<String> tradeDates) {
    List<RowChunks.Chunk> chunks =
        SparkFailures.unwrapped(() ->
            scan(spark, out, service, tradeDates, pairId, List.of())
                .mapPartitions(new RowChunks(service.size(), true))
                .collect());
    return assemble(pairId, tradeDates, service.size(), chunks);
  }

  /**
   * Digests of all rows of these sessions, per session and pair, read back from the table.
   *
   * @return sorted by session, then pair
   */
  public static List<ChunkDigest> digests(
      SparkSession spark, RunFolder out, FeatureService service, List<String> tradeDates) {
    List<RowChunks.Chunk> chunks =
        SparkFailures.unwrapped(() ->
            scan(spark, out, service, tradeDates, null, List.of())
                .mapPartitions(new RowChunks(service.size(), false))
                .collect());
    return chunks.stream()
        .map(RowChunks.Chunk::digest)
        .sorted(Comparator.comparing(ChunkDigest::tradeDate).thenComparingInt(ChunkDigest::pairId))
        .toList();
  }

  /**
   * Data version of these sessions: a digest of their sorted rows and the feature schema, equal
   * wherever the values are equal to the bit.
   *
   * @return sha256, hex
   */
  public static String dataVersion(
      SparkSession spark, RunFolder out, FeatureService service, List<String> tradeDates) {
    return ChunkDigest.combined(service, digests(spark, out, service, tradeDates));
  }

  /** Data version of rows that were read: the same function over their digests. */
  public static String dataVersion(FeatureService service, List<ChunkDigest> digests) {
    return ChunkDigest.combined(service, digests);
  }

  /**
   * Rows as trade_date, pair_id, tick_seq, ts_ns, spread, features and what is asked for beyond;
   * one partition per date, sorted by pair_id, tick_seq.
   */
  static JavaRDD<InternalRow> scan(
      SparkSession spark,
      RunFolder out,
      FeatureService service,
      List<String> tradeDates,
      @Nullable Integer pairId,
      List<String> beyond) {
    Dataset<Row> table = DeltaTables.read(spark, out.featuresTable(), "features");
    List<String> names = List.of(table.columns());
    List<Column> columns = new ArrayList<>();
    for (String name : List.of(DeltaTables.TRADE_DATE, "pair_id", "tick_seq", "ts_ns", "spread")) {
      columns.add(col(name));
    }
    for (FeatureField field : service.fields()) {
      if (!names.contains(field.name())) {
        throw Refusal.data(
            "%s lacks the feature %s of service %s; run `statarb features` again"
                .formatted(out.featuresTable(), field.name(), service.name()));
      }
      columns.add(col(field.name()));
    }
    beyond.forEach(name -> columns.add(col(name)));
    Column wanted = col(DeltaTables.TRADE_DATE).isin(tradeDates.toArray());
    if (pairId != null) {
      wanted = wanted.and(col("pair_id").equalTo(pairId));
    }
    return DeltaTables.internal(table.where(wanted).select(columns.toArray(Column[]::new)))
        .toJavaRDD();
  }

  private static PairRows assemble(
      int pairId, List<String> tradeDates, int features, List<RowChunks.Chunk> collected) {
    List<RowChunks.Chunk> chunks = new ArrayList<>(collected);
    chunks.sort(Comparator.comparingInt(chunk -> tradeDates.indexOf(chunk.digest().tradeDate())));
    int count = Math.toIntExact(chunks.stream().mapToLong(chunk -> chunk.digest().rows()).sum());
    int[] session = new int[count];
    long[] tickSeq = new long[count];
    long[] tsNs = new long[count];
    double[] spread = new double[count];
    double[] values = new double[Math.multiplyExact(count, features)];
    List<ChunkDigest> digests = new ArrayList<>();
    int at = 0;
    for (int c = 0; c < chunks.size(); c++) {
      RowChunks.Chunk chunk = chunks.get(c);
      int n = Math.toIntExact(chunk.digest().rows());
      digests.add(chunk.digest());
      Arrays.fill(session, at, at + n, tradeDates.indexOf(chunk.digest().tradeDate()));
      System.arraycopy(chunk.tickSeq(), 0, tickSeq, at, n);
      System.arraycopy(chunk.tsNs(), 0, tsNs, at, n);
      System.arraycopy(chunk.spread(), 0, spread, at, n);
      System.arraycopy(chunk.values(), 0, values, at * features, n * features);
      at += n;
    }
    return new PairRows(
        pairId,
        List.copyOf(tradeDates),
        count,
        session,
        tickSeq,
        tsNs,
        spread,
        values,
        features,
        List.copyOf(digests));
  }
}
