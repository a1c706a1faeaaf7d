package io.statarb.parquet;

import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** One column and its value in the current row. */
final class ParquetColumn {
  private static final byte[] NO_BYTES = {};
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final long JULIAN_DAY_OF_1970 = 2_440_588;

  private final ColumnDescriptor descriptor;
  private final PrimitiveTypeName stored;
  private final ColumnType type;
  private final boolean unsigned;
  private final int scale;
  private final int unitDecimals;
  private final boolean local;
  private @Nullable ColumnReader reader;

  private boolean absent;
  private long whole;
  private double real;
  private byte[] bytes = NO_BYTES;

  ParquetColumn(ColumnDescriptor descriptor) {
    this.descriptor = descriptor;
    PrimitiveType primitive = descriptor.getPrimitiveType();
    this.stored = primitive.getPrimitiveTypeName();
    this.type = ColumnType.of(primitive);
    var logical = primitive.getLogicalTypeAnnotation();
    this.unsigned = logical instanceof IntLogicalTypeAnnotation number && !number.isSigned();
    this.scale = logical instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale() : 0;
    this.local =
        logical instanceof TimestampLogicalTypeAnnotation timestamp && !timestamp.isAdjustedToUTC();
    this.unitDecimals =
        logical instanceof TimestampLogicalTypeAnnotation timestamp
            ? decimals(timestamp.getUnit())
            : logical instanceof TimeLogicalTypeAnnotation time ? decimals(time.getUnit()) : 0;
  }

  private static int decimals(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 6;
      case MICROS -> 3;
      case NANOS -> 0;
    };
  }

  ColumnDescriptor descriptor() {
    return descriptor;
  }

  ColumnType type() {
    return type;
  }

  /** Goes on with the values of a row group. */
  void from(ColumnReader values) {
    reader = values;
  }

  /** Takes the value of the next row. */
  void next() {
    ColumnReader source = reader;
    if (source == null) {
      throw new IllegalStateException("Invariant: a row group was opened");
    }
    absent = source.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel();
    if (!absent) {
      take(source);
    }
    source.consume();
  }

  private void take(ColumnReader source) {
    switch (stored) {
      case INT32 -> whole = unsigned ? source.getInteger() & 0xFFFF_FFFFL : source.getInteger();
      case INT64 -> whole = source.getLong();
      case BOOLEAN -> whole = source.getBoolean() ? 1 : 0;
      case FLOAT -> real = source.getFloat();
      case DOUBLE -> real = source.getDouble();
      case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes = source.getBinary().getBytesUnsafe();
      case INT96 -> whole = int96Ns(source.getBinary());
    }
  }

  /** Ns of the day, then the Julian day, both little endian; beyond a long it is out of range. */
  private static long int96Ns(Binary value) {
    var buffer = value.toByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
    long ofDay = buffer.getLong(buffer.position());
    long day = buffer.getInt(buffer.position() + Long.BYTES) - JULIAN_DAY_OF_1970;
    boolean fits = Math.abs(day) < Long.MAX_VALUE / NANOS_PER_DAY - 1 && ofDay >= 0;
    return fits && ofDay < NANOS_PER_DAY ? day * NANOS_PER_DAY + ofDay : Long.MIN_VALUE;
  }

  /** Whether the row has no value here. */
  boolean absent() {
    return absent;
  }

  /** A whole number, day, time in the column's unit, or 1 and 0 for true and false. */
  long whole() {
    return whole;
  }

  /** Whether a whole number is beyond what a long can say. */
  boolean tooLarge() {
    return unsigned && whole < 0;
  }

  /** Decimals that a time is to be read with to come out in ns. */
  int unitDecimals() {
    return unitDecimals;
  }

  /** Whether times are local and not moments. */
  boolean local() {
    return local;
  }

  /** A number times ten to the decimals, or MISSING or INVALID. */
  long number(int decimals, boolean cut) {
    return switch (type) {
      case WHOLE ->
          tooLarge() ? io.statarb.mapping.MappedRow.INVALID : Scale.shift(whole, decimals, cut);
      case REAL ->
          stored == PrimitiveTypeName.FLOAT
              ? Scale.of((float) real, decimals, cut)
              : Scale.of(real, decimals, cut);
      case DECIMAL ->
          stored == PrimitiveTypeName.INT32 || stored == PrimitiveTypeName.INT64
              ? Scale.shift(whole, decimals - scale, cut)
              : Scale.shift(bytes, decimals - scale, cut);
      case TEXT -> Scale.text(bytes, decimals, cut);
      case TRUTH, TIMESTAMP, TIME, DATE, OTHER ->
          throw new IllegalStateException("Invariant: types were checked: " + type);
    };
  }

  /** The value's bytes as a CSV would have them. */
  byte[] bytes() {
    return type == ColumnType.TEXT ? bytes : text().getBytes(StandardCharsets.UTF_8);
  }

  /** The value as text, at most 80 characters of it. */
  String text() {
    if (absent) {
      return "null";
    }
    return switch (stored) {
      case INT32, INT64, INT96 -> unsigned ? Long.toUnsignedString(whole) : Long.toString(whole);
      case BOOLEAN -> whole == 1 ? "true" : "false";
      case FLOAT -> Float.toString((float) real);
      case DOUBLE -> Double.toString(real);
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          new String(bytes, 0, Math.min(80, bytes.length), StandardCharsets.UTF_8);
    };
  }
}
