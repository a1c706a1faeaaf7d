package io.statarb.columns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The values of one page of a column chunk, filled again and again. Places in a dictionary and
 * plain numbers of 8 bytes stay as they are until a value is asked for; all other encodings are
 * decoded at once by Parquet's own readers.
 */
public final class ColumnPage {
  /** What the values lie in. */
  private enum Form {
    /** Bytes of the page, 8 for a value. */
    PLAIN,
    /** Places in the dictionary. */
    PLACES,
    /** Bits. */
    DECODED
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** As many values to one that is wanted make it cheaper to unpack no others. */
  private static final int SPARSE = 4;

  private final ColumnDescriptor column;
  private final Texts texts;
  private final long[] dictionary;
  private Form form = Form.DECODED;
  private long firstRow;
  private int count;
  private boolean hasNulls;
  private ByteBuffer plain = NOTHING;

  /** Places as they are stored, until they are unpacked. */
  private @Nullable ByteBuffer packed;

  private long[] bits = new long[0];
  private int[] ids = new int[0];
  private byte[] nulls = new byte[0];

  ColumnPage(ColumnDescriptor column, @Nullable DictionaryPage dictionary, Texts texts)
      throws IOException {
    this.column = column;
    this.texts = texts;
    this.dictionary = dictionary == null ? new long[0] : values(dictionary);
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

  /** Whether a value is null. */
  public boolean hasNulls() {
    return hasNulls;
  }

  /** Whether the value at a place is null. */
  public boolean isNull(int place) {
    return hasNulls && nulls[place] != 0;
  }

  /** The value at a place; 0 where it is null. */
  public long value(int place) {
    return switch (form) {
      case PLAIN -> plain.getLong(Long.BYTES * place);
      case PLACES -> dictionary[ids()[place]];
      case DECODED -> bits[place];
    };
  }

  /** Behind the last of the values from a place on that are equal. */
  public int endOfRun(int place) {
    int end = place + 1;
    if (form == Form.PLACES) {
      int[] all = ids();
      int id = all[place];
      while (end < count && all[end] == id) {
        end++;
      }
    } else {
      long value = value(place);
      while (end < count && value(end) == value) {
        end++;
      }
    }
    return end;
  }

  private int[] ids() {
    ByteBuffer in = packed;
    if (in != null) {
      packed = null;
      RunLengthIds.decode(in, in.get(), ids, count);
    }
    return ids;
  }

  /** Copies the values from one place up to another. */
  public void copy(int from, int to, long[] into, int at) {
    switch (form) {
      case PLAIN ->
          plain
              .slice(Long.BYTES * from, Long.BYTES * (to - from))
              .order(ByteOrder.LITTLE_ENDIAN)
              .asLongBuffer()
              .get(into, at, to - from);
      case PLACES -> {
        int[] all = ids();
        for (int i = from; i < to; i++) {
          into[at + i - from] = dictionary[all[i]];
        }
      }
      case DECODED -> System.arraycopy(bits, from, into, at, to - from);
    }
  }

  /**
   * Copies the values at some places.
   *
   * @param places ascending; {@code shift} is taken off
   * @param from first of the places that are meant; its value gets the same index
   * @param to behind the last of them
   */
  public void pick(int[] places, int from, int to, int shift, long[] into) {
    switch (form) {
      case PLAIN -> {
        for (int i = from; i < to; i++) {
          into[i] = plain.getLong(Long.BYTES * (places[i] - shift));
        }
      }
      case PLACES -> pickUnpacked(places, from, to, shift, into);
      case DECODED -> {
        for (int i = from; i < to; i++) {
          into[i] = bits[places[i] - shift];
        }
      }
    }
  }

  private void pickUnpacked(int[] places, int from, int to, int shift, long[] into) {
    ByteBuffer in = packed;
    if (in != null && SPARSE * (long) (to - from) < count) {
      ByteBuffer again = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      RunLengthIds.pick(again, again.get(), places, from, to, shift, ids);
      for (int i = from; i < to; i++) {
        into[i] = dictionary[ids[i - from]];
      }
    } else {
      int[] all = ids();
      for (int i = from; i < to; i++) {
        into[i] = dictionary[all[places[i] - shift]];
      }
    }
  }

  /**
   * Takes a page in place of what it held.
   *
   * @param first row of its first value
   * @param values how many, those that are null included
   * @param levels definition levels; null if no value may be null
   * @param in values that are not null; used until the next page is taken
   */
  void fill(long first, int values, @Nullable ByteBuffer levels, ByteBuffer in, Encoding encoding)
      throws IOException {
    firstRow = first;
    count = values;
    hasNulls = false;
    if (count > ids.length) {
      ids = new int[count];
    }
    if (levels != null) {
      readNulls(levels);
    }
    decode(in, encoding);
  }

  private void readNulls(ByteBuffer levels) {
    if (count == 0 || RunLengthIds.isAll(levels, 1, 1, count)) {
      return;
    }
    RunLengthIds.decode(levels, 1, ids, count);
    if (count > nulls.length) {
      nulls = new byte[count];
    }
    for (int i = 0; i < count; i++) {
      nulls[i] = (byte) (1 - ids[i]);
      hasNulls |= ids[i] == 0;
    }
  }

  private void decode(ByteBuffer in, Encoding encoding) throws IOException {
    int present = count;
    for (int i = 0; hasNulls && i < count; i++) {
      present -= nulls[i];
    }
    boolean longs = encoding == Encoding.PLAIN && isLong();
    if (longs && !hasNulls) {
      form = Form.PLAIN;
      plain = in.slice().order(ByteOrder.LITTLE_ENDIAN);
    } else if (encoding.usesDictionary() && !hasNulls) {
      form = Form.PLACES;
      packed = count > 0 ? in : null;
    } else {
      form = Form.DECODED;
      if (count > bits.length) {
        bits = new long[count];
      }
      if (longs) {
        in.asLongBuffer().get(bits, 0, present);
      } else if (encoding.usesDictionary()) {
        readPlaces(in, present);
        for (int i = 0; i < present; i++) {
          bits[i] = dictionary[ids[i]];
        }
      } else if (encoding == Encoding.DELTA_BINARY_PACKED && type() == PrimitiveTypeName.INT64) {
        DeltaLongs.decode(in, bits, present);
      } else {
        readValues(in, encoding, present);
      }
      spread(present);
    }
  }

  private boolean isLong() {
    return type() == PrimitiveTypeName.INT64 || type() == PrimitiveTypeName.DOUBLE;
  }

  private void readPlaces(ByteBuffer in, int present) {
    if (present > 0) {
      RunLengthIds.decode(in, in.get(), ids, present);
    }
  }

  private void readValues(ByteBuffer in, Encoding encoding, int present) throws IOException {
    if (present > 0) {
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
    for (int i = count - 1; hasNulls && i >= from; i--) {
      bits[i] = nulls[i] == 0 ? bits[--from] : 0;
    }
  }
}
