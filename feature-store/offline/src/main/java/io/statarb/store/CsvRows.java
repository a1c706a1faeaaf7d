package io.statarb.store;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows of a CSV file with a header, every cell as text, and beside them those that do not fit. */
final class CsvRows {
  /** Text of a row that has other columns than the header; null in rows that fit. */
  static final String MISFIT = "__misfit";

  private CsvRows() {}

  static Dataset<Row> read(SparkSession spark, Path file) {
    StructType schema = new StructType();
    for (String name : spark.read().option("header", true).csv(file.toString()).columns()) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return spark
        .read()
        .option("header", true)
        .option("mode", "PERMISSIVE")
        .option("columnNameOfCorruptRecord", MISFIT)
        .schema(schema.add(MISFIT, DataTypes.StringType))
        .csv(file.toString());
  }
}
