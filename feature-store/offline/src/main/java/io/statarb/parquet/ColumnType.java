package io.statarb.parquet;

import java.util.EnumSet;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** What a column holds, and what the mapping may take such a column for. */
enum ColumnType {
  /** Whole numbers. */
  WHOLE,
  /** Floating point. */
  REAL,
  /** Decimals of a fixed scale. */
  DECIMAL,
  /** Text. */
  TEXT,
  /** True or false. */
  TRUTH,
  /** Moments, or local times where they are not adjusted to UTC. */
  TIMESTAMP,
  /** Times since midnight. */
  TIME,
  /** Days. */
  DATE,
  /** What nothing is taken from. */
  OTHER;

  /** Types that the column of a key of the mapping may have. */
  static Set<ColumnType> allowed(String key) {
    return switch (key) {
      case "time", "received" -> EnumSet.of(TIMESTAMP, TIME, DATE, WHOLE, REAL, DECIMAL, TEXT);
      case "date" -> EnumSet.of(DATE, TIMESTAMP, WHOLE, TEXT);
      case "symbol", "side" -> EnumSet.of(TEXT, WHOLE);
      case "snapshot" -> EnumSet.of(TRUTH, TEXT, WHOLE);
      default -> EnumSet.of(WHOLE, REAL, DECIMAL, TEXT);
    };
  }

  /** By the logical type where there is one, else by how values are stored. */
  static ColumnType of(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (logical) {
      case null ->
          switch (type.getPrimitiveTypeName()) {
            case INT32, INT64 -> WHOLE;
            case FLOAT, DOUBLE -> REAL;
            case BINARY -> TEXT;
            case BOOLEAN -> TRUTH;
            // Ns of a day and the Julian day, as older writers have it.
            case INT96 -> TIMESTAMP;
            case FIXED_LEN_BYTE_ARRAY -> OTHER;
          };
      case IntLogicalTypeAnnotation _ -> WHOLE;
      case DecimalLogicalTypeAnnotation _ -> DECIMAL;
      case StringLogicalTypeAnnotation _ -> TEXT;
      case EnumLogicalTypeAnnotation _ -> TEXT;
      case TimestampLogicalTypeAnnotation _ -> TIMESTAMP;
      case TimeLogicalTypeAnnotation _ -> TIME;
      case DateLogicalTypeAnnotation _ -> DATE;
      default -> OTHER;
    };
  }
}
