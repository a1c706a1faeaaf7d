package io.statarb.feeds;

import com.fasterxml.jackson.core.JacksonException;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a journal as far as it is whole and says how it ends. Memory is bounded by the longest
 * record that a journal may hold, whatever its lengths say. Confined to one thread.
 */
public final class JournalReader implements AutoCloseable {
  private static final int READ_BYTES = 1 << 16;
  private static final int FIRST_BUFFER_BYTES = 1 << 12;

  private final Path file;
  private final InputStream in;
  private final long fileBytes;
  private final JournalHeader header;
  private final CRC32C checksum = new CRC32C();
  private byte[] bytes = new byte[FIRST_BUFFER_BYTES];
  private ByteBuffer record = ByteBuffer.wrap(bytes);
  private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
  private int length;
  private long wholeBytes;
  private long records;
  private JournalTail tail = JournalTail.UNCLOSED;

  private JournalReader(Path file) throws IOException {
    this.file = file;
    this.fileBytes = Files.size(file);
    this.in = new BufferedInputStream(Files.newInputStream(file), READ_BYTES);
    byte[] magic = in.readNBytes(JournalFormat.MAGIC.length);
    if (fileBytes == 0 || !Arrays.equals(magic, JournalFormat.MAGIC)) {
      throw Refusal.data(
          fileBytes == 0
              ? "journal %s is empty".formatted(file)
              : "%s is no journal of a feed".formatted(file));
    }
    wholeBytes = magic.length;
    if (!read() || kind() != JournalFormat.KIND_HEADER) {
      throw Refusal.data("journal %s is torn within its header".formatted(file));
    }
    this.header =
        Json.mapper().readValue(bytes, JournalFormat.HEAD_BYTES, length, JournalHeader.class);
    if (header.version() != JournalHeader.VERSION) {
      throw Refusal.data(
          "journal %s is of version %d, read is %d"
              .formatted(file, header.version(), JournalHeader.VERSION));
    }
  }

  /**
   * Opens a journal.
   *
   * @throws Refusal when it is missing, or no journal, or torn within its header
   */
  public static JournalReader open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.data("journal %s is no file".formatted(file));
    }
    try {
      return new JournalReader(file);
    } catch (JacksonException e) {
      throw Refusal.data(
          "journal %s has a header that is not understood: %s"
              .formatted(file, e.getOriginalMessage()));
    } catch (IOException e) {
      throw Refusal.data("journal %s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  /** The protocol of a journal. */
  static String protocolOf(Path file) {
    try (JournalReader reader = open(file)) {
      return reader.header().protocol();
    }
  }

  /** What the journal says of itself. */
  public JournalHeader header() {
    return header;
  }

  /**
   * Moves to the next record of the protocol; false behind the last one that is whole.
   *
   * @throws Refusal when the file cannot be read
   */
  public boolean next() {
    try {
      if (tail != JournalTail.UNCLOSED || !read()) {
        return false;
      }
    } catch (IOException e) {
      throw Refusal.data("journal %s cannot be read: %s".formatted(file, e.getMessage()));
    }
    records++;
    if (kind() == JournalFormat.KIND_END) {
      tail = wholeBytes == fileBytes ? JournalTail.WHOLE : JournalTail.DAMAGED;
    }
    return true;
  }

  /** Reads a record; false at the end, with {@link #tail} told. */
  private boolean read() throws IOException {
    int head = in.readNBytes(bytes, 0, JournalFormat.HEAD_BYTES);
    if (head == 0) {
      return false;
    }
    if (head < JournalFormat.HEAD_BYTES) {
      tail = JournalTail.TORN;
      return false;
    }
    length = record.getInt(JournalFormat.CHECKSUM_BYTES);
    if (length < 0 || length > JournalFormat.MAX_BODY_BYTES) {
      tail = JournalTail.DAMAGED;
      return false;
    }
    if (length > fileBytes - wholeBytes - JournalFormat.HEAD_BYTES) {
      tail = JournalTail.TORN;
      return false;
    }
    makeRoom(JournalFormat.HEAD_BYTES + length);
    int body = in.readNBytes(bytes, JournalFormat.HEAD_BYTES, length);
    checksum.reset();
    checksum.update(
        bytes,
        JournalFormat.CHECKSUM_BYTES,
        JournalFormat.HEAD_BYTES - JournalFormat.CHECKSUM_BYTES + body);
    if (body < length || (int) checksum.getValue() != record.getInt(0)) {
      tail = JournalTail.DAMAGED;
      return false;
    }
    wholeBytes += JournalFormat.HEAD_BYTES + length;
    return true;
  }

  private void makeRoom(int total) {
    if (total > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(total, 2 * bytes.length));
      record = ByteBuffer.wrap(bytes);
      buffer.wrap(bytes);
    }
  }

  /** Kind of the record. */
  public byte kind() {
    return record.get(JournalFormat.CHECKSUM_BYTES + JournalFormat.LENGTH_BYTES);
  }

  /** Whether it is the record that ends the journal. */
  public boolean isEnd() {
    return kind() == JournalFormat.KIND_END;
  }

  /** Line on which it came. */
  public int line() {
    return record.get(JournalFormat.CHECKSUM_BYTES + JournalFormat.LENGTH_BYTES + 1);
  }

  /** Monotonic time of the process that wrote it. */
  public long nowNs() {
    return record.getLong(JournalFormat.HEAD_BYTES - 2 * Long.BYTES);
  }

  /** UTC ns. */
  public long stampNs() {
    return record.getLong(JournalFormat.HEAD_BYTES - Long.BYTES);
  }

  /** Holds the body; changes with {@link #next}. */
  public DirectBuffer buffer() {
    return buffer;
  }

  /** Where the body starts. */
  public int offset() {
    return JournalFormat.HEAD_BYTES;
  }

  /** Bytes of the body. */
  public int length() {
    return length;
  }

  /** How the journal ends; known when {@link #next} has said false. */
  public JournalTail tail() {
    return tail;
  }

  /** Records read so far, the header not counted. */
  public long records() {
    return records;
  }

  /** Bytes of the file behind the last record that is whole. */
  public long lostBytes() {
    return fileBytes - wholeBytes;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw Refusal.data("journal %s cannot be closed: %s".formatted(file, e.getMessage()));
    }
  }
}
