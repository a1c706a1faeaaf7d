package io.statarb.columns;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.filter2.columnindex.RowRanges;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** A local Parquet file, read by column. */
public final class ColumnFile implements Closeable {
  private final ParquetFileReader file;

  private ColumnFile(ParquetFileReader file) {
    this.file = file;
  }

  /** Takes the pages of a column, in order. */
  public interface Pages {
    /**
     * Takes a page.
     *
     * @param column which of the columns that were asked for
     * @param page valid until this returns
     */
    void take(int column, ColumnPage page);
  }

  /** Opens a file. */
  public static ColumnFile open(Path path) throws IOException {
    PlainParquetConfiguration plain = new PlainParquetConfiguration();
    return new ColumnFile(
        ParquetFileReader.open(
            new LocalInputFile(path),
            ParquetReadOptions.builder(plain)
                .withCodecFactory(HadoopCodecs.newFactory(plain, 0))
                .build()));
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
    return chunk != null && chunk.getOffsetIndexReference() != null;
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
   * Reads columns of some rows of a row group: the pages that such a row is in, and so some rows
   * beside them.
   *
   * @param columns names
   * @param texts for each column what its texts are put in
   * @param rows places that are wanted, ascending and apart from each other
   */
  public void read(
      int group, List<String> columns, List<Texts> texts, List<Places> rows, Pages pages)
      throws IOException {
    List<Type> types =
        columns.stream().map(name -> file.getFileMetaData().getSchema().getType(name)).toList();
    MessageType wanted = new MessageType("wanted", types);
    file.setRequestedSchema(wanted);
    PageReadStore store = file.readFilteredRowGroup(group, covering(group, columns, rows));
    for (int c = 0; c < columns.size(); c++) {
      ColumnDescriptor column = wanted.getColumns().get(c);
      PageReader reader = store.getPageReader(column);
      ColumnPage page = new ColumnPage(column, reader.readDictionaryPage(), texts.get(c));
      long next = 0;
      for (DataPage read = reader.readPage(); read != null; read = reader.readPage()) {
        // Not told where a row group is read whole.
        page.fill(read, read.getFirstRowIndex().orElse(next));
        next = page.firstRow() + page.count();
        pages.take(c, page);
      }
    }
  }

  private RowRanges covering(int group, List<String> columns, List<Places> rows)
      throws IOException {
    BlockMetaData block = file.getRowGroups().get(group);
    ColumnChunkMetaData chunk = chunk(group, columns.getFirst());
    OffsetIndex index = chunk == null ? null : file.readOffsetIndex(chunk);
    if (index == null) {
      throw new IllegalStateException("Invariant: the column is kept: " + columns.getFirst());
    }
    PrimitiveIterator.OfInt wanted =
        IntStream.range(0, index.getPageCount())
            .filter(page -> {
              long first = index.getFirstRowIndex(page);
              long last = index.getLastRowIndex(page, block.getRowCount());
              return rows.stream().anyMatch(places -> places.from() <= last && first < places.to());
            })
            .iterator();
    return RowRanges.create(block.getRowCount(), wanted, index);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
