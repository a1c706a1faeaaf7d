package io.statarb.pit;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result that was never written: value {@code i} is the one at {@code places[i]} of a
 * column that was read, in the bits of {@link ColumnStorage}; null where the place is negative.
 */
final class GatheredColumn extends ColumnVector {
  private final long[] bits;
  private final byte @Nullable [] nulls;
  private final List<UTF8String> texts;
  private final int[] places;

  /**
   * @param nulls 1 where the column that was read is null; null if it is nowhere
   * @param texts of a column of text: what its bits are places in
   */
  GatheredColumn(
      DataType type, long[] bits, byte @Nullable [] nulls, List<UTF8String> texts, int[] places) {
    super(type);
    this.bits = bits;
    this.nulls = nulls;
    this.texts = texts;
    this.places = places;
  }

  @Override
  public boolean isNullAt(int row) {
    int place = places[row];
    return place < 0 || (nulls != null && nulls[place] != 0);
  }

  @Override
  public boolean hasNull() {
    return numNulls() > 0;
  }

  @Override
  public int numNulls() {
    int count = 0;
    for (int row = 0; row < places.length; row++) {
      count += isNullAt(row) ? 1 : 0;
    }
    return count;
  }

  @Override
  public boolean getBoolean(int row) {
    return getLong(row) != 0;
  }

  @Override
  public byte getByte(int row) {
    return (byte) getLong(row);
  }

  @Override
  public short getShort(int row) {
    return (short) getLong(row);
  }

  @Override
  public int getInt(int row) {
    return (int) getLong(row);
  }

  @Override
  public long getLong(int row) {
    return bits[places[row]];
  }

  @Override
  public float getFloat(int row) {
    return Float.intBitsToFloat((int) getLong(row));
  }

  @Override
  public double getDouble(int row) {
    return Double.longBitsToDouble(getLong(row));
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return texts.get((int) getLong(row));
  }

  @Override
  public ColumnarArray getArray(int row) {
    throw notKept();
  }

  @Override
  public ColumnarMap getMap(int row) {
    throw notKept();
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    throw notKept();
  }

  @Override
  public byte[] getBinary(int row) {
    throw notKept();
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw notKept();
  }

  private IllegalStateException notKept() {
    return new IllegalStateException(
        "Invariant: type %s has a storage".formatted(dataType().simpleString()));
  }

  @Override
  public void close() {
    // Arrays only.
  }
}
