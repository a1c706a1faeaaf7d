package io.statarb.leaks;

import io.statarb.store.Declarations;
import io.statarb.store.Entity;
import io.statarb.store.FeatureView;
import io.statarb.store.FieldType;
import io.statarb.store.ServiceColumn;
import io.statarb.store.StoreService;
import io.statarb.store.ViewField;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The quotes of market data, with their corrections, as facts of a view. */
public final class QuoteFacts {
  private static final String VIEW = "quotes";
  private static final StructType SCHEMA =
      new StructType()
          .add("entity", DataTypes.StringType)
          .add("event_ns", DataTypes.LongType)
          .add("known_ns", DataTypes.LongType)
          .add("sequence", DataTypes.LongType)
          .add("mid", DataTypes.DoubleType);

  private QuoteFacts() {}

  /** One view of middles, which are good for ten seconds. */
  public static Declarations declarations() {
    ViewField mid =
        new ViewField("mid", FieldType.DOUBLE, "currency", null, null, null, null, null);
    FeatureView view =
        new FeatureView(VIEW, "instrument", null, "10s", null, null, null, List.of(mid));
    return new Declarations(
        List.of(new Entity("instrument", "instrument", FieldType.TEXT)),
        List.of(view),
        List.of(new StoreService("probe-quotes", List.of(new ServiceColumn(VIEW, "mid", "mid")))));
  }

  /** The facts. */
  public static Dataset<Row> of(SparkSession spark, ProbeData data) {
    List<Row> rows = new ArrayList<>();
    long sequence = 0;
    for (MarketEvent event : data.events()) {
      if (!Double.isNaN(event.mid())) {
        rows.add(row(data, event, event.knownNs(), sequence++, event.mid()));
      }
    }
    for (ProbeData.Correction correction : data.corrections()) {
      rows.add(row(data, correction.of(), correction.knownNs(), sequence++, correction.mid()));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static Row row(
      ProbeData data, MarketEvent event, long knownNs, long sequence, double mid) {
    return RowFactory.create(
        data.symbols().get(event.symbol()), event.knownNs(), knownNs, sequence, mid);
  }
}
