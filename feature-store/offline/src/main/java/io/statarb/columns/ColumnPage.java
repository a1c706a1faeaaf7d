package io.statarb.columns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The values of one page of a column chunk, filled again and again: places in a dictionary and
 * plain numbers of 8 bytes many at a time, all other encodings by Parquet's own readers.
 */
public final class ColumnPage {
  private final ColumnDescriptor column;
  private final Texts texts;
  private final long @Nullable [] dictionary;
  private long firstRow;
  private int count;
  private boolean hasNulls;
  private long[] bits = new long[0];
  private int[] ids = new int[0];
  private byte[] nulls = new byte[0];

  ColumnPage(ColumnDescriptor column, @Nullable DictionaryPage dictionary, Texts texts)
      throws IOException {
    this.column = column;
    this.texts = texts;
    this.dictionary = dictionary == null ? null : values(dictionary);
  }

  private PrimitiveTypeName type() {
    return column.getPrimitiveType().getPrimitiveTypeName();
  }

  private long[] values(DictionaryPage page) throws IOException {
    Dictionary values = page.getEncoding().initDictionary(column, page);
    long[] decoded = new long[values.getMaxId() + 1];
    for (int id = 0; id < decoded.length; id++) {
      decoded[id] =
          switch (type()) {
            case INT32 -> values.decodeToInt(id);
            case INT64 -> values.decodeToLong(id);
            case FLOAT -> Float.floatToRawIntBits(values.decodeToFloat(id));
            case DOUBLE -> Double.doubleToRawLongBits(values.decodeToDouble(id));
            case BINARY -> place(values.decodeToBinary(id));
            default -> throw unknown();
          };
    }
    return decoded;
  }

  private int place(Binary text) {
    return texts.place(UTF8String.fromBytes(text.getBytesUnsafe()));
  }

  private ParquetDecodingException unknown() {
    return new ParquetDecodingException("not a column that is read here: " + column);
  }

  /** The row of the first value. */
  public long firstRow() {
    return firstRow;
  }

  /** Number of values. */
  public int count() {
    return count;
  }

  /** The values, and beyond their number anything; where null, 0. */
  public long[] bits() {
    return bits;
  }

  /** Whether a value is null. */
  public boolean hasNulls() {
    return hasNulls;
  }

  /** 1 where a value is null; only if there is a null. */
  public byte[] nulls() {
    return nulls;
  }

  /**
   * Takes a page in place of what it held.
   *
   * @param first row of its first value
   */
  void fill(DataPage page, long first) throws IOException {
    firstRow = first;
    count = page.getValueCount();
    if (count > bits.length) {
      bits = new long[count];
      ids = new int[count];
      nulls = new byte[count];
    }
    switch (page) {
      case DataPageV1 v1 -> {
        ByteBuffer in = littleEndian(v1.getBytes());
        if (column.getMaxDefinitionLevel() > 0) {
          int levels = in.getInt();
          readNulls(in.slice(in.position(), levels).order(ByteOrder.LITTLE_ENDIAN));
          in.position(in.position() + levels);
        } else {
          hasNulls = false;
        }
        fill(in, v1.getValueEncoding());
      }
      case DataPageV2 v2 -> {
        hasNulls = false;
        if (column.getMaxDefinitionLevel() > 0 && v2.getNullCount() > 0) {
          readNulls(littleEndian(v2.getDefinitionLevels()));
        }
        fill(littleEndian(v2.getData()), v2.getDataEncoding());
      }
      default -> throw new ParquetDecodingException("a page of unknown kind: " + page);
    }
  }

  /** Unpacks: this is where the codec works. */
  private static ByteBuffer littleEndian(BytesInput bytes) throws IOException {
    return bytes
        .toByteBuffer(HeapByteBufferAllocator.getInstance(), _ -> {})
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private void readNulls(ByteBuffer levels) {
    hasNulls = false;
    if (count == 0 || RunLengthIds.isAll(levels, 1, 1, count)) {
      return;
    }
    RunLengthIds.decode(levels, 1, ids, count);
    for (int i = 0; i < count; i++) {
      nulls[i] = (byte) (1 - ids[i]);
      hasNulls |= ids[i] == 0;
    }
  }

  private void fill(ByteBuffer in, Encoding encoding) throws IOException {
    int present = count;
    for (int i = 0; hasNulls && i < count; i++) {
      present -= nulls[i];
    }
    if (present > 0) {
      decode(in, encoding, present);
    }
    if (hasNulls) {
      spread(present);
    }
  }

  private void decode(ByteBuffer in, Encoding encoding, int present) throws IOException {
    if (encoding.usesDictionary()) {
      if (dictionary == null) {
        throw new ParquetDecodingException("no dictionary: " + column);
      }
      RunLengthIds.decode(in, in.get(), ids, present);
      for (int i = 0; i < present; i++) {
        bits[i] = dictionary[ids[i]];
      }
    } else if (encoding == Encoding.PLAIN
        && (type() == PrimitiveTypeName.INT64 || type() == PrimitiveTypeName.DOUBLE)) {
      in.asLongBuffer().get(bits, 0, present);
    } else {
      ValuesReader values = encoding.getValuesReader(column, ValuesType.VALUES);
      values.initFromPage(count, ByteBufferInputStream.wrap(in));
      for (int i = 0; i < present; i++) {
        bits[i] = next(values);
      }
    }
  }

  private long next(ValuesReader values) {
    return switch (type()) {
      case BOOLEAN -> values.readBoolean() ? 1 : 0;
      case INT32 -> values.readInteger();
      case INT64 -> values.readLong();
      case FLOAT -> Float.floatToRawIntBits(values.readFloat());
      case DOUBLE -> Double.doubleToRawLongBits(values.readDouble());
      case BINARY -> place(values.readBytes());
      default -> throw unknown();
    };
  }

  /** Moves values apart, from the last one on, so that nulls have room between them. */
  private void spread(int present) {
    int from = present;
    for (int i = count - 1; i >= from; i--) {
      bits[i] = nulls[i] == 0 ? bits[--from] : 0;
    }
  }
}
