package io.statarb.pit;

import io.statarb.cli.Refusal;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;

/** How a value of a column of facts is kept in 64 bits; text by its place in a dictionary. */
enum ColumnStorage {
  /** True or false. */
  BOOLEAN {
    @Override
    void copy(ColumnVector column, int count, long[] bits) {
      for (int i = 0; i < count; i++) {
        bits[i] = column.getBoolean(i) ? 1 : 0;
      }
    }

    @Override
    long bits(InternalRow row, int ordinal) {
      return row.getBoolean(ordinal) ? 1 : 0;
    }

    @Override
    void set(InternalRow row, int ordinal, long bits) {
      row.setBoolean(ordinal, bits != 0);
    }
  },
  /** 16-bit integers. */
  SHORT {
    @Override
    void copy(ColumnVector column, int count, long[] bits) {
      for (int i = 0; i < count; i++) {
        bits[i] = column.getShort(i);
      }
    }

    @Override
    long bits(InternalRow row, int ordinal) {
      return row.getShort(ordinal);
    }

    @Override
    void set(InternalRow row, int ordinal, long bits) {
      row.setShort(ordinal, (short) bits);
    }
  },
  /** 32-bit integers and dates. */
  INT {
    @Override
    void copy(ColumnVector column, int count, long[] bits) {
      for (int i = 0; i < count; i++) {
        bits[i] = column.getInt(i);
      }
    }

    @Override
    long bits(InternalRow row, int ordinal) {
      return row.getInt(ordinal);
    }

    @Override
    void set(InternalRow row, int ordinal, long bits) {
      row.setInt(ordinal, (int) bits);
    }
  },
  /** 64-bit integers and timestamps. */
  LONG {
    @Override
    void copy(ColumnVector column, int count, long[] bits) {
      for (int i = 0; i < count; i++) {
        bits[i] = column.getLong(i);
      }
    }

    @Override
    long bits(InternalRow row, int ordinal) {
      return row.getLong(ordinal);
    }

    @Override
    void set(InternalRow row, int ordinal, long bits) {
      row.setLong(ordinal, bits);
    }
  },
  /** Single precision. */
  FLOAT {
    @Override
    void copy(ColumnVector column, int count, long[] bits) {
      for (int i = 0; i < count; i++) {
        bits[i] = Float.floatToRawIntBits(column.getFloat(i));
      }
    }

    @Override
    long bits(InternalRow row, int ordinal) {
      return Float.floatToRawIntBits(row.getFloat(ordinal));
    }

    @Override
    void set(InternalRow row, int ordinal, long bits) {
      row.setFloat(ordinal, Float.intBitsToFloat((int) bits));
    }
  },
  /** Double precision, to the bit. */
  DOUBLE {
    @Override
    void copy(ColumnVector column, int count, long[] bits) {
      for (int i = 0; i < count; i++) {
        bits[i] = Double.doubleToRawLongBits(column.getDouble(i));
      }
    }

    @Override
    long bits(InternalRow row, int ordinal) {
      return Double.doubleToRawLongBits(row.getDouble(ordinal));
    }

    @Override
    void set(InternalRow row, int ordinal, long bits) {
      row.setDouble(ordinal, Double.longBitsToDouble(bits));
    }
  },
  /** Text: kept beside the bits. */
  TEXT {
    @Override
    void copy(ColumnVector column, int count, long[] bits) {
      throw notBits();
    }

    @Override
    long bits(InternalRow row, int ordinal) {
      throw notBits();
    }

    @Override
    void set(InternalRow row, int ordinal, long bits) {
      throw notBits();
    }

    private IllegalStateException notBits() {
      return new IllegalStateException("Invariant: text is not kept in bits");
    }
  };

  private static final Map<DataType, ColumnStorage> BY_TYPE =
      Map.of(
          DataTypes.BooleanType, BOOLEAN,
          DataTypes.ShortType, SHORT,
          DataTypes.IntegerType, INT,
          DataTypes.DateType, INT,
          DataTypes.LongType, LONG,
          DataTypes.TimestampType, LONG,
          DataTypes.FloatType, FLOAT,
          DataTypes.DoubleType, DOUBLE,
          DataTypes.StringType, TEXT);

  /** The first values of a column in bits; where it is null, whatever lies there. */
  abstract void copy(ColumnVector column, int count, long[] bits);

  /** A value of a row in bits. */
  abstract long bits(InternalRow row, int ordinal);

  /** Sets a value of a row from its bits. */
  abstract void set(InternalRow row, int ordinal, long bits);

  /**
   * Storage of a type.
   *
   * @param column named when the type has none
   * @throws Refusal if it has none
   */
  static ColumnStorage of(DataType type, String column) {
    ColumnStorage storage = BY_TYPE.get(type);
    if (storage == null) {
      throw Refusal.data(
          "column %s is of type %s, which the point-in-time join does not carry; cast it"
              .formatted(column, type.simpleString()));
    }
    return storage;
  }

  /** Whether a type has a storage. */
  static boolean keeps(DataType type) {
    return BY_TYPE.containsKey(type);
  }
}
