package io.statarb.tape;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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

  private static final int GROUP_HEADER_BYTES = 2 * Short.BYTES;

  /** Bytes of the checksum behind a record. */
  static final int CRC_BYTES = Integer.BYTES;

  private static final int HEADER_BYTES = 4;

  /** Bytes at the beginning of the file in which the queue keeps what it knows of itself. */
  private static final int QUEUE_HEADER_BYTES = 200;

  private static final String QUEUE_POINTER = "writePosition";

  /** Part of the file that is seen as one buffer; no buffer reaches beyond 2 GiB. */
  private static final long WINDOW_BYTES = 1L << 30;

  /** Progress is said each time that so many records and one were checked. */
  private static final long PROGRESS_MASK = (1 << 16) - 1;

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

  private final TapeSchema schema;
  private final TapeSchema.@Nullable Message[] messages;
  private final Path file;
  private final MemorySegment bytes;
  private final long sizeBytes;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  private TapeFile(Path file, MemorySegment bytes, TapeSchema schema) {
    this.schema = schema;
    this.messages = schema.byId();
    this.file = file;
    this.bytes = bytes;
    this.sizeBytes = bytes.byteSize();
  }

  /**
   * What a walk found.
   *
   * @param records whole records
   * @param lastPosition where the header of the last of them stands, in bytes; 0 when there is none
   * @param endPosition where the next document header belongs, in bytes
   * @param torn whether a record was begun there and never finished
   * @param cut whether the file or what was written of it ends within that record, so that its
   *     header may be one of a finished record
   * @param ended whether the last whole record is DateEnd
   * @param damage what is wrong behind the whole records; null when nothing is
   */
  record Survey(
      long records,
      long lastPosition,
      long endPosition,
      boolean torn,
      boolean cut,
      boolean ended,
      @Nullable TapeDamage damage) {
    static final Survey EMPTY = new Survey(0, 0, 0, false, false, false, null);
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
   * @throws Refusal when a record is damaged or of a later release
   */
  static Survey survey(Path file) {
    Survey survey = inspect(file);
    if (survey.damage() != null) {
      throw Refusal.data(survey.damage().sentence(file));
    }
    return survey;
  }

  /**
   * The same, with damage as a part of the result.
   *
   * @throws Refusal when a record is of a later release
   */
  static Survey inspect(Path file) {
    return inspect(file, TapeSchema.current(), Progress.quiet());
  }

  /** The same by another schema than that of this release. */
  static Survey inspect(Path file, TapeSchema schema, Progress progress) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      long size = channel.size();
      return size == 0
          ? Survey.EMPTY
          : new TapeFile(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena), schema)
              .walk(progress);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read tape file " + file, e);
    }
  }

  /** Wipes what stands behind the last whole record, so that the queue goes on from there. */
  static void eraseTornTail(Path file, Survey survey) {
    long endPosition = survey.endPosition();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long left =
          Math.min(
              channel.size() - endPosition, HEADER_BYTES + (long) MAX_RECORD_BYTES + CRC_BYTES);
      ByteBuffer zeros = ByteBuffer.allocate((int) left);
      int header = (int) Math.min(left, HEADER_BYTES);
      zeros.position(header);
      writeFully(channel, zeros, endPosition + header);
      // The header last: until then the tail still counts as torn.
      writeFully(channel, ByteBuffer.allocate(header), endPosition);
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot repair tape file " + file, e);
    }
  }

  /**
   * Lets the queue go on behind the last whole record where its own pointer is ahead of that, as it
   * is when the end of the file is missing. The queue's first document keeps a pair of numbers:
   * where the last record stands; and the same in its lower half, the record's number in its upper
   * one.
   *
   * <pre>
   *   "writePosition" ... | 2 (int64, aligned) | 2 (int64) | position (int64) | number, position (int64)
   * </pre>
   */
  static void settlePointer(Path file, Survey survey) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer first = ByteBuffer.allocate(QUEUE_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(first, 0);
      int name = new String(first.array(), StandardCharsets.ISO_8859_1).indexOf(QUEUE_POINTER);
      int end = QUEUE_HEADER_BYTES - 4 * Long.BYTES;
      for (int at = name < 0 ? end : name & -Long.BYTES; at < end; at += Long.BYTES) {
        if (first.getLong(at) == 2 && first.getLong(at + Long.BYTES) == 2) {
          if (first.getLong(at + 2 * Long.BYTES) > survey.lastPosition()) {
            ByteBuffer pointer = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            pointer.putLong(survey.lastPosition());
            pointer.putLong(
                (survey.records() - 1) << Integer.SIZE | (survey.lastPosition() & 0xFFFF_FFFFL));
            writeFully(channel, pointer.flip(), at + 2L * Long.BYTES);
            channel.force(true);
          }
          return;
        }
      }
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

  private Survey walk(Progress progress) {
    long position = 0;
    long last = 0;
    long records = 0;
    boolean ended = false;
    while (true) {
      int header = position + HEADER_BYTES <= sizeBytes ? publishedHeader(position) : 0;
      if (header == 0 || (header & NOT_COMPLETE) != 0) {
        if ((header & LENGTH_MASK) != 0) {
          return damaged(records, last, position, ended, "header=0x%08x".formatted(header));
        }
        long stray = strayBehind(position, records);
        if (stray < 0) {
          boolean torn = header != 0 || firstNonZero(position, tornEnd(position)) >= 0;
          boolean cut = torn && position + HEADER_BYTES > sizeBytes;
          return new Survey(records, last, position, torn, cut, ended, null);
        }
        if (publishedHeader(position) == header) {
          return damaged(
              records,
              last,
              position,
              ended,
              "nothing is written here, yet byte %d is".formatted(stray));
        }
        // A writer at work has gone on meanwhile, so this is not the end any more.
        continue;
      }
      long body = position + HEADER_BYTES;
      int length = header & LENGTH_MASK;
      if ((header & QUEUE_DATA) == 0) {
        String flaw = flaw(body, length - CRC_BYTES, records);
        if (flaw != null) {
          return isCut(body, length)
              ? new Survey(records, last, position, true, true, ended, null)
              : damaged(records, last, position, ended, flaw);
        }
        ended = templateId(body) == DateEndDecoder.TEMPLATE_ID;
        last = position;
        records++;
        if ((records & PROGRESS_MASK) == 0) {
          progress.update("check", position, sizeBytes);
        }
      } else if (body + length > sizeBytes) {
        return damaged(records, last, position, ended, leavesTheFile(length));
      } else if (position == 0 ? length > MAX_RECORD_BYTES : isRecord(body, length, records)) {
        return damaged(records, last, position, ended, "header=0x%08x".formatted(header));
      }
      position = (body + length + 3) & ~3L;
    }
  }

  private int publishedHeader(long position) {
    return (int) PUBLISHED.getVolatile(bytes, position);
  }

  private TapeSchema.@Nullable Message message(int templateId) {
    return templateId < messages.length ? messages[templateId] : null;
  }

  private int templateId(long body) {
    return bytes.get(SHORT, body + MessageHeaderDecoder.templateIdEncodingOffset()) & 0xFFFF;
  }

  private static String leavesTheFile(int length) {
    return "its length of %d bytes leaves the file".formatted(length);
  }

  /** What is wrong with a record; null when it is whole. */
  private @Nullable String flaw(long body, int length, long seq) {
    if (length < MIN_RECORD_BYTES || length > MAX_RECORD_BYTES) {
      return "length=" + length;
    }
    if (body + length + CRC_BYTES > sizeBytes) {
      return leavesTheFile(length + CRC_BYTES);
    }
    int schemaId = bytes.get(SHORT, body + MessageHeaderDecoder.schemaIdEncodingOffset()) & 0xFFFF;
    if (schemaId != DateEndDecoder.SCHEMA_ID) {
      return "schemaId=" + schemaId;
    }
    // Before all that it guards: a version that the disk made up is damage and no later release.
    int templateId = templateId(body);
    if (crc(body, length) != bytes.get(INT, body + length)) {
      return "templateId=%d checksum".formatted(templateId);
    }
    int version = bytes.get(SHORT, body + MessageHeaderDecoder.versionEncodingOffset()) & 0xFFFF;
    TapeSchema.Message message = message(templateId);
    if (message == null && version <= schema.version()) {
      return "templateId=%d version=%d".formatted(templateId, version);
    }
    if (message == null || version > message.version()) {
      throw Refusal.data(
          "tape file %s was written by a later release: record %d is a %s of version %d, known here is version %d"
              .formatted(
                  file,
                  seq,
                  message == null ? "message " + templateId : message.name(),
                  version,
                  message == null ? schema.version() : message.version()));
    }
    int blockLength =
        bytes.get(SHORT, body + MessageHeaderDecoder.blockLengthEncodingOffset()) & 0xFFFF;
    if (version < message.since() || blockLength != message.blockLength(version)) {
      return "templateId=%d version=%d blockLength=%d".formatted(templateId, version, blockLength);
    }
    if (messageLength(body, length, message, version) != length) {
      return "templateId=%d length=%d".formatted(templateId, length);
    }
    long found = bytes.get(LONG, body + MessageHeaderDecoder.ENCODED_LENGTH);
    return found == seq ? null : "seq=" + found;
  }

  /**
   * Whether what is wrong with a record is that its end is missing: from some byte on there are
   * only zeros, or the file ends, and nothing stands behind. That is what is left of a file that
   * was cut off, or of one whose last pages never reached the disk.
   */
  private boolean isCut(long body, int length) {
    if (length < MIN_RECORD_BYTES + CRC_BYTES || length > MAX_RECORD_BYTES + CRC_BYTES) {
      return false;
    }
    long crcAt = body + length - CRC_BYTES;
    if (firstNonZero(Math.min(crcAt + CRC_BYTES, sizeBytes), sizeBytes) >= 0
        || isRecordOfOtherLength(body, length)) {
      return false;
    }
    if (firstNonZero(Math.min(crcAt, sizeBytes), sizeBytes) < 0) {
      return true;
    }
    // The cut went through the checksum: what is left of it must be right.
    int whole = crc(body, length - CRC_BYTES);
    for (int i = CRC_BYTES - 1; i > 0; i--) {
      if (restOf(crcAt, i) == (whole & ((1 << (i * Byte.SIZE)) - 1))) {
        return true;
      }
    }
    return false;
  }

  /** The first bytes of a checksum, 0 from there on; -1 when something follows them. */
  private int restOf(long crcAt, int count) {
    int rest = 0;
    for (int i = 0; i < CRC_BYTES && crcAt + i < sizeBytes; i++) {
      int value = bytes.get(ValueLayout.JAVA_BYTE, crcAt + i) & 0xFF;
      if (i >= count && value != 0) {
        return -1;
      }
      rest |= value << (i * Byte.SIZE);
    }
    return rest;
  }

  /** Whether a whole record stands here, so that only the length in front of it is wrong. */
  private boolean isRecordOfOtherLength(long body, int length) {
    if (body + MIN_RECORD_BYTES > sizeBytes) {
      return false;
    }
    TapeSchema.Message message = message(templateId(body));
    if (message == null) {
      return false;
    }
    int version = bytes.get(SHORT, body + MessageHeaderDecoder.versionEncodingOffset()) & 0xFFFF;
    int room = (int) Math.min(MAX_RECORD_BYTES, sizeBytes - body - CRC_BYTES);
    long real = messageLength(body, room, message, version);
    return real <= room
        && real != length - CRC_BYTES
        && crc(body, (int) real) == bytes.get(INT, body + real);
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
  private long messageLength(long body, int length, TapeSchema.Message message, int version) {
    long at = MessageHeaderDecoder.ENCODED_LENGTH + (long) message.blockLength(version);
    for (TapeSchema.Group group : message.groups()) {
      if (group.since() > version) {
        break;
      }
      if (at + GROUP_HEADER_BYTES > length) {
        return length + 1L;
      }
      int entryBytes = bytes.get(SHORT, body + at) & 0xFFFF;
      int entries = bytes.get(SHORT, body + at + Short.BYTES) & 0xFFFF;
      if (entryBytes != group.blockLength(version)) {
        // Fields would be read beyond their entry, and entries of no bytes be 65,535 for nothing.
        return length + 1L;
      }
      at += GROUP_HEADER_BYTES + (long) entryBytes * entries;
    }
    for (TapeSchema.Text text : message.texts()) {
      if (text.since() > version) {
        break;
      }
      if (at + text.lengthBytes() > length) {
        return length + 1L;
      }
      at += text.lengthBytes() + count(body + at, text.lengthBytes());
    }
    return at;
  }

  private long count(long at, int countBytes) {
    return switch (countBytes) {
      case Byte.BYTES -> bytes.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
      case Short.BYTES -> bytes.get(SHORT, at) & 0xFFFF;
      default -> bytes.get(INT, at) & 0xFFFF_FFFFL;
    };
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

  private static Survey damaged(long seq, long last, long position, boolean ended, String fact) {
    return new Survey(
        seq, last, position, false, false, ended, new TapeDamage(seq, position, fact));
  }
}
