package io.statarb.table;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** A flat Parquet file, one row group in memory at a time; cells as a CSV file would have them. */
final class ParquetRows implements RowSource {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** Those that need nothing that is not delivered with the reader. */
  private static final Set<CompressionCodecName> CODECS =
      Collections.unmodifiableSet(
          EnumSet.of(
              CompressionCodecName.UNCOMPRESSED,
              CompressionCodecName.SNAPPY,
              CompressionCodecName.GZIP,
              CompressionCodecName.ZSTD,
              CompressionCodecName.LZ4,
              CompressionCodecName.LZ4_RAW));

  private final Path file;
  private final ParquetFileReader reader;
  private final MessageType schema;
  private final List<String> header;
  private @Nullable RecordReader<Group> records;
  private long left;
  private long row;
  private @Nullable Group current;

  ParquetRows(Path file) {
    this.file = file;
    try {
      reader =
          ParquetFileReader.open(new LocalInputFile(file), ParquetReadOptions.builder().build());
    } catch (IOException | RuntimeException e) {
      throw Refusal.data(
          "%s is no Parquet file that can be read: %s".formatted(file, e.getMessage()));
    }
    schema = reader.getFileMetaData().getSchema();
    for (Type type : schema.getFields()) {
      if (!type.isPrimitive()) {
        close();
        throw Refusal.data("%s: column %s is nested".formatted(file, type.getName()));
      }
    }
    refuseForeignCodec();
    header = schema.getFields().stream().map(Type::getName).toList();
  }

  private void refuseForeignCodec() {
    for (BlockMetaData block : reader.getRowGroups()) {
      for (ColumnChunkMetaData column : block.getColumns()) {
        if (!CODECS.contains(column.getCodec())) {
          close();
          throw Refusal.data(
              "%s: column %s is compressed with %s, which is not read here; write it with one of %s"
                  .formatted(file, column.getPath().toDotString(), column.getCodec(), CODECS));
        }
      }
    }
  }

  static boolean isParquet(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public boolean next() {
    try {
      while (left == 0) {
        PageReadStore pages = reader.readNextRowGroup();
        if (pages == null) {
          return false;
        }
        left = pages.getRowCount();
        records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
      }
      RecordReader<Group> open = records;
      current = open == null ? null : open.read();
    } catch (IOException | RuntimeException e) {
      throw Refusal.data("%s is damaged behind row %d: %s".formatted(file, row, e.getMessage()));
    }
    left--;
    row++;
    return true;
  }

  @Override
  public String cell(int column) {
    Group group = current;
    if (group == null || group.getFieldRepetitionCount(column) == 0) {
      return "";
    }
    PrimitiveType type = schema.getType(column).asPrimitiveType();
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    PrimitiveTypeName physical = type.getPrimitiveTypeName();
    if (logical instanceof DateLogicalTypeAnnotation) {
      return LocalDate.ofEpochDay(group.getInteger(column, 0)).toString();
    }
    if (logical instanceof TimestampLogicalTypeAnnotation stamp) {
      return time(group.getLong(column, 0), stamp.getUnit()).toString();
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal(group, column, physical, decimal.getScale());
    }
    if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return physical == PrimitiveTypeName.INT32
          ? Integer.toUnsignedString(group.getInteger(column, 0))
          : Long.toUnsignedString(group.getLong(column, 0));
    }
    if (logical instanceof Float16LogicalTypeAnnotation) {
      ByteBuffer half = group.getBinary(column, 0).toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      return Float.toString(Float.float16ToFloat(half.getShort()));
    }
    return switch (physical) {
      case INT96 -> int96(group.getInt96(column, 0).getBytes()).toString();
      case BINARY, FIXED_LEN_BYTE_ARRAY -> group.getBinary(column, 0).toStringUsingUTF8();
      case FLOAT -> Double.toString(group.getFloat(column, 0));
      case DOUBLE -> Double.toString(group.getDouble(column, 0));
      case INT32, INT64, BOOLEAN -> group.getValueToString(column, 0);
    };
  }

  private static String decimal(Group group, int column, PrimitiveTypeName physical, int scale) {
    BigInteger unscaled =
        switch (physical) {
          case INT32 -> BigInteger.valueOf(group.getInteger(column, 0));
          case INT64 -> BigInteger.valueOf(group.getLong(column, 0));
          case BINARY, FIXED_LEN_BYTE_ARRAY, INT96, FLOAT, DOUBLE, BOOLEAN ->
              new BigInteger(group.getBinary(column, 0).getBytes());
        };
    return new BigDecimal(unscaled, scale).toPlainString();
  }

  private static LocalDateTime time(long value, TimeUnit unit) {
    long perSecond =
        switch (unit) {
          case MILLIS -> 1_000L;
          case MICROS -> 1_000_000L;
          case NANOS -> 1_000_000_000L;
        };
    long nanos = Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(value, perSecond), (int) nanos, ZoneOffset.UTC);
  }

  /** Impala's timestamp: ns of the day, then the Julian day, little endian. */
  private static LocalDateTime int96(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = buffer.getLong();
    long day = buffer.getInt() - 2_440_588L;
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(day * 86_400L, nanos), ZoneOffset.UTC);
  }

  @Override
  public String where() {
    return file.getFileName() + " row " + row;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
