package io.statarb.columns;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/**
 * A column of a row group: its pages, read when they are asked for and in any order. Only one page
 * of all chunks of a file is valid at a time.
 */
public final class ColumnChunk {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int NO_PAGE = -1;

  private final FileChannel file;
  private final ColumnDescriptor column;
  private final ColumnChunkMetaData chunk;
  private final OffsetIndex index;
  private final long rows;
  private final BytesInputDecompressor codec;
  private final ByteBuffer dictionary;
  private final ColumnPage page;
  private ByteBuffer raw = NOTHING;
  private int inRaw = NO_PAGE;

  ColumnChunk(
      FileChannel file,
      ColumnDescriptor column,
      ColumnChunkMetaData chunk,
      OffsetIndex index,
      long rows,
      BytesInputDecompressor codec,
      Texts texts)
      throws IOException {
    this.file = file;
    this.column = column;
    this.chunk = chunk;
    this.index = index;
    this.rows = rows;
    this.codec = codec;
    // What stands before the first page can only be the dictionary.
    long start = chunk.getStartingPos();
    int bytes = pages() == 0 ? 0 : Math.toIntExact(index.getOffset(0) - start);
    this.dictionary = bytes > 0 ? bytes(start, bytes, NOTHING) : NOTHING;
    this.page = new ColumnPage(column, bytes > 0 ? dictionary() : null, texts);
  }

  /** Number of pages. */
  public int pages() {
    return index.getPageCount();
  }

  /** First row of a page. */
  public long firstRow(int number) {
    return index.getFirstRowIndex(number);
  }

  /** Behind the last row of a page. */
  public long endRow(int number) {
    return number + 1 < pages() ? index.getFirstRowIndex(number + 1) : rows;
  }

  /**
   * Reads and unpacks a page.
   *
   * @return the same object each time
   */
  public ColumnPage page(int number) throws IOException {
    ByteBuffer in = raw(number);
    PageHeader header = header(in);
    DataPageHeader v1 = header.getData_page_header();
    DataPageHeaderV2 v2 = header.getData_page_header_v2();
    if (v1 != null) {
      readV1(number, header, v1, in);
    } else if (v2 != null) {
      readV2(number, header, v2, in);
    } else {
      throw new ParquetDecodingException("a page of unknown kind: " + header.getType());
    }
    if (page.count() != endRow(number) - firstRow(number)) {
      throw new ParquetDecodingException("a page has other rows than its index says: " + column);
    }
    return page;
  }

  /**
   * Whether a page is made of the same bytes as that of another column, and so has the same values
   * at the same rows. Times are often there twice, and to compare bytes is a small part of the work
   * of unpacking them.
   *
   * @param other a column of the same row group
   */
  public boolean isSamePage(ColumnChunk other, int number) throws IOException {
    return isOfSameForm(other)
        && number < other.pages()
        && firstRow(number) == other.firstRow(number)
        && endRow(number) == other.endRow(number)
        && index.getCompressedPageSize(number) == other.index.getCompressedPageSize(number)
        && raw(number).equals(other.raw(number));
  }

  /** Whether equal bytes mean equal values. */
  private boolean isOfSameForm(ColumnChunk other) {
    return chunk.getCodec() == other.chunk.getCodec()
        && column.getPrimitiveType().getPrimitiveTypeName()
            == other.column.getPrimitiveType().getPrimitiveTypeName()
        && column.getMaxDefinitionLevel() == other.column.getMaxDefinitionLevel()
        && dictionary.equals(other.dictionary);
  }

  private DictionaryPage dictionary() throws IOException {
    ByteBuffer in = dictionary.duplicate();
    PageHeader header = header(in);
    DictionaryPageHeader own = header.getDictionary_page_header();
    if (own == null) {
      throw new ParquetDecodingException("not a dictionary before the first page: " + column);
    }
    ByteBuffer values = unpacked(in, header.getUncompressed_page_size());
    return new DictionaryPage(
        BytesInput.from(values), own.getNum_values(), encoding(own.getEncoding()));
  }

  private void readV1(int number, PageHeader header, DataPageHeader own, ByteBuffer in)
      throws IOException {
    ByteBuffer values = unpacked(in, header.getUncompressed_page_size());
    ByteBuffer levels = null;
    if (column.getMaxDefinitionLevel() > 0) {
      if (own.getDefinition_level_encoding() != org.apache.parquet.format.Encoding.RLE) {
        throw new ParquetDecodingException(
            "definition levels in encoding " + own.getDefinition_level_encoding());
      }
      levels = cut(values, values.getInt());
    }
    page.fill(firstRow(number), own.getNum_values(), levels, values, encoding(own.getEncoding()));
  }

  private void readV2(int number, PageHeader header, DataPageHeaderV2 own, ByteBuffer in)
      throws IOException {
    cut(in, own.getRepetition_levels_byte_length());
    ByteBuffer levels = cut(in, own.getDefinition_levels_byte_length());
    int bytes =
        header.getUncompressed_page_size()
            - own.getRepetition_levels_byte_length()
            - own.getDefinition_levels_byte_length();
    boolean plain = own.isSetIs_compressed() && !own.isIs_compressed();
    page.fill(
        firstRow(number),
        own.getNum_values(),
        own.getNum_nulls() > 0 ? levels : null,
        plain || bytes == 0 ? in.slice().order(ByteOrder.LITTLE_ENDIAN) : unpacked(in, bytes),
        encoding(own.getEncoding()));
  }

  private Encoding encoding(org.apache.parquet.format.@Nullable Encoding stated) {
    if (stated == null) {
      throw new ParquetDecodingException("a page of an unknown encoding: " + column);
    }
    return Encoding.valueOf(stated.name());
  }

  /** Takes the next bytes off. */
  private static ByteBuffer cut(ByteBuffer in, int bytes) {
    ByteBuffer taken = in.slice(in.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + bytes);
    return taken;
  }

  /** Reads the header, and leaves the bytes of the page. */
  private static PageHeader header(ByteBuffer in) throws IOException {
    ByteBufferInputStream stream = ByteBufferInputStream.wrap(in);
    PageHeader header = Util.readPageHeader(stream);
    in.position(in.position() + (int) stream.position());
    in.limit(in.position() + header.getCompressed_page_size());
    return header;
  }

  private ByteBuffer unpacked(ByteBuffer in, int bytes) throws IOException {
    return codec
        .decompress(BytesInput.from(in), bytes)
        .toByteBuffer(HeapByteBufferAllocator.getInstance(), _ -> {})
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes of a page as they are in the file, header included. */
  private ByteBuffer raw(int number) throws IOException {
    if (inRaw != number) {
      inRaw = NO_PAGE;
      raw = bytes(index.getOffset(number), index.getCompressedPageSize(number), raw);
      inRaw = number;
    }
    return raw.duplicate();
  }

  /**
   * Bytes of the file.
   *
   * @param reused may hold them if it is large enough
   */
  private ByteBuffer bytes(long at, int count, ByteBuffer reused) throws IOException {
    ByteBuffer in = reused.capacity() >= count ? reused : ByteBuffer.allocateDirect(count);
    read(file, at, in.clear().limit(count));
    return in;
  }

  /** Fills a buffer, up to its limit, with bytes of a file. */
  static void read(FileChannel file, long at, ByteBuffer in) throws IOException {
    while (in.hasRemaining()) {
      if (file.read(in, at + in.position()) < 0) {
        throw new EOFException("the file ends within a column");
      }
    }
    in.flip();
  }
}
