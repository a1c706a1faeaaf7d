package io.statarb.parquet;

import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import io.statarb.mapping.ColumnMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The rows of a file, the mapped columns of one row group in memory at a time. */
final class ParquetRows implements AutoCloseable {
  /** Largest column of a row group that is taken into memory, packed or unpacked. */
  private static final long MOST_CHUNK_BYTES = 1L << 30;

  private final Path file;
  private final ParquetFileReader reader;
  private final FileMetaData metadata;
  private final List<ParquetColumn> columns = new ArrayList<>();
  private final List<String> names;
  private long left;
  private long row;

  /**
   * Opens a file and looks at its columns.
   *
   * @throws Refusal when it is no Parquet file, or lacks a mapped column, or has another type there
   */
  ParquetRows(Path file, ColumnMapping mapping) {
    this.file = file;
    try {
      this.reader = ParquetFileReader.open(new LocalInputFile(file), options(file));
    } catch (IOException | RuntimeException e) {
      throw Refusal.data("%s is no whole Parquet file: %s".formatted(file, sentence(e)));
    }
    this.metadata = reader.getFileMetaData();
    this.names = metadata.getSchema().getColumns().stream().map(ParquetRows::name).toList();
    Set<String> wanted = new LinkedHashSet<>(mapping.columns().values());
    for (String column : wanted) {
      columns.add(new ParquetColumn(descriptor(column)));
    }
    mapping.columns().forEach(this::checkType);
    checkSizes();
    reader.setRequestedSchema(columns.stream().map(ParquetColumn::descriptor).toList());
  }

  /** Checksums of pages are looked at where the writer made some. */
  private static ParquetReadOptions options(Path file) {
    CompressionCodecFactory codecs = HadoopCodecs.newFactory(new PlainParquetConfiguration(), 0);
    return ParquetReadOptions.builder(new PlainParquetConfiguration())
        .withCodecFactory(new BoundedCodecs(file.toString(), codecs))
        .usePageChecksumVerification()
        .build();
  }

  private static String name(ColumnDescriptor column) {
    return String.join(".", column.getPath());
  }

  /** Columns that are mapped, in the order of {@link #index}. */
  List<ParquetColumn> columns() {
    return columns;
  }

  /** Number of the column that a mapping names, among those that are mapped. */
  int index(String column) {
    ColumnDescriptor wanted = descriptor(column);
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).descriptor().equals(wanted)) {
        return i;
      }
    }
    throw new IllegalStateException("Invariant: a mapped column: column=" + column);
  }

  private ColumnDescriptor descriptor(String column) {
    List<ColumnDescriptor> all = metadata.getSchema().getColumns();
    int at = names.indexOf(column);
    if (at < 0 && column.matches("[0-9]{1,4}")) {
      at = Integer.parseInt(column) - 1;
    }
    if (at < 0 || at >= all.size()) {
      throw Refusal.data(
          names.isEmpty()
              ? "%s has no column %s; it has none at all".formatted(file, column)
              : "%s has no column %s; the nearest is %s"
                  .formatted(file, column, NearestWord.to(column, names)));
    }
    ColumnDescriptor found = all.get(at);
    if (found.getMaxRepetitionLevel() > 0) {
      throw Refusal.data(
          "%s: column %s is repeated within a row, and a row takes one value"
              .formatted(file, column));
    }
    return found;
  }

  private void checkType(String key, String column) {
    ParquetColumn mapped = columns.get(index(column));
    Set<ColumnType> allowed = ColumnType.allowed(key);
    if (!allowed.contains(mapped.type())) {
      throw Refusal.data(
          "%s: column %s is of type %s, and %s takes %s"
              .formatted(file, column, type(mapped), key, words(allowed)));
    }
  }

  private static String type(ParquetColumn column) {
    var primitive = column.descriptor().getPrimitiveType();
    var logical = primitive.getLogicalTypeAnnotation();
    String stored = primitive.getPrimitiveTypeName().toString().toLowerCase(Locale.ROOT);
    return logical == null ? stored : logical.toString().toLowerCase(Locale.ROOT);
  }

  private static String words(Set<ColumnType> types) {
    return types.stream()
        .map(type -> type.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** What the footer says decides how much memory is taken, so it is held against the file. */
  private void checkSizes() {
    long size = sizeBytes();
    for (BlockMetaData group : reader.getRowGroups()) {
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        long packed = chunk.getTotalSize();
        long from = chunk.getStartingPos();
        if (packed < 0 || from < 0 || packed > size - from) {
          throw Refusal.data(
              "%s is damaged: column %s leaves the file: from=%d bytes=%d size=%d"
                  .formatted(file, chunk.getPath().toDotString(), from, packed, size));
        }
        if (Math.max(packed, chunk.getTotalUncompressedSize()) > MOST_CHUNK_BYTES) {
          throw Refusal.data(
              "%s: a row group is too large, write smaller ones: column=%s bytes=%d limit=%d"
                  .formatted(
                      file,
                      chunk.getPath().toDotString(),
                      Math.max(packed, chunk.getTotalUncompressedSize()),
                      MOST_CHUNK_BYTES));
        }
      }
    }
  }

  private long sizeBytes() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(file, sentence(e)));
    }
  }

  /**
   * Goes to the next row.
   *
   * @return false when there is none
   * @throws Refusal when the file is damaged there
   */
  boolean next() {
    try {
      while (left == 0) {
        PageReadStore pages = reader.readNextRowGroup();
        if (pages == null) {
          return false;
        }
        open(pages);
      }
      for (int i = 0; i < columns.size(); i++) {
        columns.get(i).next();
      }
    } catch (Refusal refusal) {
      throw refusal;
    } catch (IOException | RuntimeException e) {
      // The library throws what it likes at damage.
      throw Refusal.data("%s is damaged behind row %d: %s".formatted(file, row, sentence(e)));
    }
    left--;
    row++;
    return true;
  }

  private void open(PageReadStore pages) {
    MessageType schema = metadata.getSchema();
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            pages,
            // Values are asked for one by one; the converter only has to be there.
            new GroupRecordConverter(schema).getRootConverter(),
            schema,
            metadata.getCreatedBy());
    left = pages.getRowCount();
    for (ParquetColumn column : columns) {
      column.from(store.getColumnReader(column.descriptor()));
    }
  }

  /** Number of the current row, from 1. */
  long row() {
    return row;
  }

  private static String sentence(Exception e) {
    @Nullable String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw Refusal.data("%s cannot be closed: %s".formatted(file, sentence(e)));
    }
  }
}
