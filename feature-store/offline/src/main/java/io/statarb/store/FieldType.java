package io.statarb.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Type of a field or of an entity's key. */
public enum FieldType {
  /** A number with a fraction; NaN counts as absent. */
  @JsonProperty("double")
  DOUBLE,
  /** A whole number of 64 bits. */
  @JsonProperty("long")
  LONG,
  /** Text. */
  @JsonProperty("text")
  TEXT;

  DataType spark() {
    return switch (this) {
      case DOUBLE -> DataTypes.DoubleType;
      case LONG -> DataTypes.LongType;
      case TEXT -> DataTypes.StringType;
    };
  }

  /** As it is written in a repo file. */
  String word() {
    return switch (this) {
      case DOUBLE -> "double";
      case LONG -> "long";
      case TEXT -> "text";
    };
  }
}
