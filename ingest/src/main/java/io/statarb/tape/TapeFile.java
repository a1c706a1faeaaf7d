package io.statarb.tape;

import io.statarb.cli.Refusal;
import io.statarb.tape.sbe.ActivationDecoder;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.CommandDecoder;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.DateStartDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.MarkDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.RiskRefusalDecoder;
import io.statarb.tape.sbe.ScoreDecoder;
import io.statarb.tape.sbe.TickDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The file under a tape, checked before the queue opens it.
 *
 * <p>The queue keeps no checksum and trusts every length it reads, so a damaged length would lead
 * it astray. A record therefore carries its own, and this walk from document to document finds
 * where the whole records end and refuses anything else:
 *
 * <pre>
 *   0        4                           aligned to 4
 *   +--------+---------------------------+--------+-----
 *   | header | body                      | header | body ...
 *   +--------+---------------------------+--------+-----
 *   header, int32 little endian: bit 31 not complete, bit 30 the queue's own data, 30 bits length;
 *     0 where nothing was finished
 *   body of a record: SBE header (8 bytes), message, CRC-32C of both (4 bytes, little endian);
 *     the message begins with seq (int64), which counts from 0
 * </pre>
 */
final class TapeFile {
  /** Largest record; also how far a torn one can reach beyond its header. */
  static final int MAX_RECORD_BYTES = 1 << 16;

  /** Suffix of the queue's data file; there is exactly one, as a tape never rolls. */
  private static final String DATA_SUFFIX = ".cq4";

  /** Smallest record: SBE header, seq and tsNs. */
  static final int MIN_RECORD_BYTES = MessageHeaderDecoder.ENCODED_LENGTH + 2 * Long.BYTES;

  /** Bytes of the checksum behind a record. */
  static final int CRC_BYTES = Integer.BYTES;

  private static final int HEADER_BYTES = 4;

  /** Part of the file that is seen as one buffer; no buffer reaches beyond 2 GiB. */
  private static final long WINDOW_BYTES = 1L << 30;

  private static final int NOT_COMPLETE = 1 << 31;
  private static final int QUEUE_DATA = 1 << 30;
  private static final int LENGTH_MASK = QUEUE_DATA - 1;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle PUBLISHED =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Length of the fixed part of each message, by template id. */
  private static final int[] BLOCK_LENGTH = new int[DateEndDecoder.TEMPLATE_ID + 1];

  /** Groups behind the fixed part, by template id. */
  private static final int[] GROUPS = new int[BLOCK_LENGTH.length];

  /** Texts behind the groups, by template id. */
  private static final int[] TEXTS = new int[BLOCK_LENGTH.length];

  static {
    GROUPS[DateStartDecoder.TEMPLATE_ID] = 1;
    GROUPS[ScoreDecoder.TEMPLATE_ID] = 1;
    TEXTS[DateStartDecoder.TEMPLATE_ID] = 3;
    TEXTS[ActivationDecoder.TEMPLATE_ID] = 3;
    TEXTS[CommandDecoder.TEMPLATE_ID] = 3;
    BLOCK_LENGTH[DateStartDecoder.TEMPLATE_ID] = DateStartDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[ActivationDecoder.TEMPLATE_ID] = ActivationDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[TickDecoder.TEMPLATE_ID] = TickDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[CommandDecoder.TEMPLATE_ID] = CommandDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[ScoreDecoder.TEMPLATE_ID] = ScoreDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[DecisionDecoder.TEMPLATE_ID] = DecisionDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[ParentOrderDecoder.TEMPLATE_ID] = ParentOrderDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[ChildOrderDecoder.TEMPLATE_ID] = ChildOrderDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[RiskRefusalDecoder.TEMPLATE_ID] = RiskRefusalDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[ExecReportDecoder.TEMPLATE_ID] = ExecReportDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[MarkDecoder.TEMPLATE_ID] = MarkDecoder.BLOCK_LENGTH;
    BLOCK_LENGTH[DateEndDecoder.TEMPLATE_ID] = DateEndDecoder.BLOCK_LENGTH;
  }

  private final Path file;
  private final MemorySegment bytes;
  private final long sizeBytes;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  private TapeFile(Path file, MemorySegment bytes) {
    this.file = file;
    this.bytes = bytes;
    this.sizeBytes = bytes.byteSize();
  }

  /**
   * What a walk found.
   *
   * @param records whole records
   * @param endPosition where the next document header belongs, in bytes
   * @param torn whether a record was begun there and never finished
   * @param ended whether the last whole record is DateEnd
   */
  record Survey(long records, long endPosition, boolean torn, boolean ended) {
    static final Survey EMPTY = new Survey(0, 0, false, false);
  }

  /** The data file of a tape, or null when nothing was written in the folder yet. */
  static @Nullable Path locate(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Refusal.data("tape %s is missing".formatted(folder));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.sorted().toList();
      List<Path> data = files.stream().filter(f -> name(f).endsWith(DATA_SUFFIX)).toList();
      if (data.size() > 1) {
        throw Refusal.data(
            "tape %s holds %d data files where one belongs: %s"
                .formatted(folder, data.size(), data.stream().map(TapeFile::name).toList()));
      }
      for (Path f : files) {
        if (!name(f).endsWith(DATA_SUFFIX)
            && !name(f).equals(TapeWriter.QUEUE_METADATA)
            && !name(f).equals(TapeWriter.LOCK_FILE)) {
          throw Refusal.data("%s is no tape: it holds %s".formatted(folder, name(f)));
        }
      }
      return data.isEmpty() ? null : data.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /**
   * Walks the whole file. Another process may be appending meanwhile: what it publishes during the
   * walk may or may not be counted.
   *
   * @throws Refusal when a record is damaged
   */
  static Survey survey(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      long size = channel.size();
      return size == 0
          ? Survey.EMPTY
          : new TapeFile(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena)).walk();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read tape file " + file, e);
    }
  }

  /** Wipes what a killed writer left behind the last whole record. */
  static void eraseTornTail(Path file, long endPosition) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long left =
          Math.min(
              channel.size() - endPosition, HEADER_BYTES + (long) MAX_RECORD_BYTES + CRC_BYTES);
      ByteBuffer zeros = ByteBuffer.allocate((int) left);
      // The header last: until then the tail still counts as torn.
      zeros.position(HEADER_BYTES);
      writeFully(channel, zeros, endPosition + HEADER_BYTES);
      writeFully(channel, ByteBuffer.allocate(HEADER_BYTES), endPosition);
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot repair tape file " + file, e);
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer source, long position)
      throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      at += channel.write(source, at);
    }
  }

  private Survey walk() {
    long position = 0;
    long records = 0;
    int lastTemplateId = 0;
    while (true) {
      int header = position + HEADER_BYTES <= sizeBytes ? publishedHeader(position) : 0;
      if (header == 0 || (header & NOT_COMPLETE) != 0) {
        if ((header & LENGTH_MASK) != 0) {
          throw damaged(records, position, "header=0x%08x".formatted(header));
        }
        long stray = strayBehind(position, records);
        if (stray < 0) {
          boolean torn = header != 0 || firstNonZero(position, tornEnd(position)) >= 0;
          return new Survey(records, position, torn, lastTemplateId == DateEndDecoder.TEMPLATE_ID);
        }
        if (publishedHeader(position) == header) {
          throw damaged(
              records, position, "nothing is written here, yet byte %d is".formatted(stray));
        }
        // A writer at work has gone on meanwhile, so this is not the end any more.
        continue;
      }
      long body = position + HEADER_BYTES;
      int length = header & LENGTH_MASK;
      if (body + length > sizeBytes) {
        throw damaged(
            records, position, "its length of %d bytes leaves the file".formatted(length));
      }
      if ((header & QUEUE_DATA) == 0) {
        lastTemplateId = check(body, length - CRC_BYTES, records, position);
        records++;
      } else if (position == 0 ? length > MAX_RECORD_BYTES : isRecord(body, length, records)) {
        throw damaged(records, position, "header=0x%08x".formatted(header));
      }
      position = (body + length + 3) & ~3L;
    }
  }

  private int publishedHeader(long position) {
    return (int) PUBLISHED.getVolatile(bytes, position);
  }

  private int check(long body, int length, long seq, long position) {
    if (length < MIN_RECORD_BYTES || length > MAX_RECORD_BYTES) {
      throw damaged(seq, position, "length=" + length);
    }
    int blockLength = bytes.get(SHORT, body) & 0xFFFF;
    int templateId = bytes.get(SHORT, body + 2) & 0xFFFF;
    int schemaId = bytes.get(SHORT, body + 4) & 0xFFFF;
    int version = bytes.get(SHORT, body + 6) & 0xFFFF;
    if (schemaId != DateEndDecoder.SCHEMA_ID) {
      throw damaged(seq, position, "schemaId=" + schemaId);
    }
    if (version < 1) {
      throw damaged(seq, position, "version=" + version);
    }
    if (version > DateEndDecoder.SCHEMA_VERSION) {
      throw Refusal.data(
          "tape file %s was written by a later release: version=%d known=%d"
              .formatted(file, version, DateEndDecoder.SCHEMA_VERSION));
    }
    if (templateId < 1
        || templateId >= BLOCK_LENGTH.length
        || blockLength != BLOCK_LENGTH[templateId]) {
      throw damaged(
          seq, position, "templateId=%d blockLength=%d".formatted(templateId, blockLength));
    }
    if (messageLength(body, length, templateId) != length) {
      throw damaged(seq, position, "templateId=%d length=%d".formatted(templateId, length));
    }
    if (crc(body, length) != bytes.get(INT, body + length)) {
      throw damaged(seq, position, "templateId=%d checksum".formatted(templateId));
    }
    long found = bytes.get(LONG, body + MessageHeaderDecoder.ENCODED_LENGTH);
    if (found != seq) {
      throw damaged(seq, position, "seq=" + found);
    }
    return templateId;
  }

  private int crc(long body, int length) {
    if (body < windowStart || body + length > windowStart + window.capacity()) {
      windowStart = body;
      window = bytes.asSlice(body, Math.min(sizeBytes - body, WINDOW_BYTES)).asByteBuffer();
    }
    int at = (int) (body - windowStart);
    window.limit(at + length).position(at);
    crc.reset();
    crc.update(window);
    return (int) crc.getValue();
  }

  /** Length that header, fixed part, groups and texts of a record add up to; beyond it stops. */
  private long messageLength(long body, int length, int templateId) {
    long at = MessageHeaderDecoder.ENCODED_LENGTH + (long) BLOCK_LENGTH[templateId];
    for (int i = 0; i < GROUPS[templateId] && at + 2 * Short.BYTES <= length; i++) {
      int entryBytes = bytes.get(SHORT, body + at) & 0xFFFF;
      int entries = bytes.get(SHORT, body + at + Short.BYTES) & 0xFFFF;
      at += 2 * Short.BYTES + (long) entryBytes * entries;
    }
    for (int i = 0; i < TEXTS[templateId] && at + Short.BYTES <= length; i++) {
      at += Short.BYTES + (bytes.get(SHORT, body + at) & 0xFFFF);
    }
    return at;
  }

  /** Whether what claims to be the queue's own data is the record that is due here. */
  private boolean isRecord(long body, int length, long seq) {
    return length >= MIN_RECORD_BYTES
        && (bytes.get(SHORT, body + 2 * Short.BYTES) & 0xFFFF) == DateEndDecoder.SCHEMA_ID
        && bytes.get(LONG, body + MessageHeaderDecoder.ENCODED_LENGTH) == seq;
  }

  /**
   * Where something stands behind the end that no killed writer leaves there, or -1. The queue
   * writes the body first and its header last, so one unfinished body may stand there, but not a
   * later record, and nothing beyond the reach of one record.
   */
  private long strayBehind(long position, long records) {
    long end = tornEnd(position);
    for (long at = position; at + 2 * HEADER_BYTES + 2 * Long.BYTES <= end; at += 4) {
      int length = bytes.get(INT, at);
      if (length >= MIN_RECORD_BYTES + CRC_BYTES
          && length <= MAX_RECORD_BYTES + CRC_BYTES
          && (bytes.get(SHORT, at + HEADER_BYTES + 2 * Short.BYTES) & 0xFFFF)
              == DateEndDecoder.SCHEMA_ID
          && bytes.get(LONG, at + HEADER_BYTES + MessageHeaderDecoder.ENCODED_LENGTH) - records
              > 0) {
        return at;
      }
    }
    return firstNonZero(end, sizeBytes);
  }

  private long tornEnd(long position) {
    return Math.min(position + HEADER_BYTES + MAX_RECORD_BYTES + CRC_BYTES, sizeBytes);
  }

  private long firstNonZero(long from, long to) {
    long at = from;
    while (at + Long.BYTES <= to && bytes.get(LONG, at) == 0) {
      at += Long.BYTES;
    }
    while (at < to && bytes.get(ValueLayout.JAVA_BYTE, at) == 0) {
      at++;
    }
    return at < to ? at : -1;
  }

  private Refusal damaged(long seq, long position, String fact) {
    return Refusal.data(
        "tape file %s is damaged at record %d (byte %d): %s".formatted(file, seq, position, fact));
  }
}
