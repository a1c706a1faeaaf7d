package io.statarb.columns;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.DirectByteBufferAllocator;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** A local Parquet file, read by column. */
public final class ColumnFile implements Closeable {
  private final ParquetFileReader file;
  private final FileChannel bytes;
  private final CompressionCodecFactory codecs =
      HadoopCodecs.newDirectFactory(
          new Configuration(false), DirectByteBufferAllocator.getInstance(), 0);

  private ColumnFile(ParquetFileReader file, FileChannel bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /** Opens a file. */
  public static ColumnFile open(Path path) throws IOException {
    ParquetFileReader file =
        ParquetFileReader.open(
            new LocalInputFile(path),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
    try {
      return new ColumnFile(file, FileChannel.open(path));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Number of row groups. */
  public int groups() {
    return file.getRowGroups().size();
  }

  /** Rows of a row group. */
  public long rows(int group) {
    return file.getRowGroups().get(group).getRowCount();
  }

  /** Whether a column of this name is in all row groups, and is what Spark reads as this type. */
  public boolean keeps(String name, DataType type) {
    MessageType schema = file.getFileMetaData().getSchema();
    return schema.containsField(name)
        && schema.getType(name) instanceof PrimitiveType column
        && !column.isRepetition(Repetition.REPEATED)
        && isOf(column, type)
        && IntStream.range(0, groups()).allMatch(group -> hasPages(group, name));
  }

  private boolean hasPages(int group, String name) {
    ColumnChunkMetaData chunk = chunk(group, name);
    return chunk != null && !chunk.isEncrypted() && chunk.getOffsetIndexReference() != null;
  }

  /** Types that need no conversion. */
  private static boolean isOf(PrimitiveType column, DataType type) {
    PrimitiveTypeName stored = column.getPrimitiveTypeName();
    LogicalTypeAnnotation meaning = column.getLogicalTypeAnnotation();
    if (type.equals(DataTypes.StringType)) {
      return stored == PrimitiveTypeName.BINARY && meaning instanceof StringLogicalTypeAnnotation;
    }
    if (type.equals(DataTypes.ShortType)) {
      return stored == PrimitiveTypeName.INT32
          && meaning instanceof IntLogicalTypeAnnotation integer
          && integer.isSigned()
          && integer.getBitWidth() == Short.SIZE;
    }
    return meaning == null
        && switch (stored) {
          case BOOLEAN -> type.equals(DataTypes.BooleanType);
          case INT32 -> type.equals(DataTypes.IntegerType);
          case INT64 -> type.equals(DataTypes.LongType);
          case FLOAT -> type.equals(DataTypes.FloatType);
          case DOUBLE -> type.equals(DataTypes.DoubleType);
          default -> false;
        };
  }

  private @Nullable ColumnChunkMetaData chunk(int group, String name) {
    return file.getRowGroups().get(group).getColumns().stream()
        .filter(chunk -> chunk.getPath().size() == 1 && chunk.getPath().toArray()[0].equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Whether a column may have nulls in a row group: the file does not say that it has none. */
  public boolean mayLack(int group, String name) {
    ColumnChunkMetaData chunk = chunk(group, name);
    Statistics<?> statistics = chunk == null ? null : chunk.getStatistics();
    return statistics == null || !statistics.isNumNullsSet() || statistics.getNumNulls() > 0;
  }

  /**
   * Least and greatest value of a column of long integers, as noted in the file.
   *
   * @return null if that is not noted of a row group, or there is none
   */
  public @Nullable Span span(String name) {
    Span span = null;
    for (int group = 0; group < groups(); group++) {
      ColumnChunkMetaData chunk = chunk(group, name);
      Statistics<?> statistics = chunk == null ? null : chunk.getStatistics();
      if (!(statistics instanceof LongStatistics noted) || !noted.hasNonNullValue()) {
        return null;
      }
      Span own = new Span(noted.getMin(), noted.getMax());
      span = span == null ? own : span.and(own);
    }
    return span;
  }

  /**
   * A column of a row group that is kept ({@link #keeps}).
   *
   * @param texts what its texts are put in
   */
  public ColumnChunk column(int group, String name, Texts texts) throws IOException {
    ColumnChunkMetaData chunk = chunk(group, name);
    if (chunk == null) {
      throw new IllegalStateException("Invariant: the column is kept: " + name);
    }
    return new ColumnChunk(
        bytes,
        file.getFileMetaData().getSchema().getColumnDescription(new String[] {name}),
        chunk,
        pages(chunk),
        rows(group),
        codecs.getDecompressor(chunk.getCodec()),
        texts);
  }

  /** At once: Parquet's own reader asks the system for each byte of it. */
  private OffsetIndex pages(ColumnChunkMetaData chunk) throws IOException {
    IndexReference stored = chunk.getOffsetIndexReference();
    ByteBuffer in = ByteBuffer.allocate(stored.getLength());
    ColumnChunk.read(bytes, stored.getOffset(), in);
    return ParquetMetadataConverter.fromParquetOffsetIndex(
        Util.readOffsetIndex(ByteBufferInputStream.wrap(in)));
  }

  @Override
  public void close() throws IOException {
    try (file;
        bytes) {
      codecs.release();
    }
  }
}
