package io.statarb.feeds;

import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A file of what came over the wire, as it came (ING-09). Each record is with the kernel when
 * {@link #append} returns, so that a kill of this process tears nothing; a loss of power may take a
 * tail, which a {@link JournalReader} finds. See {@link JournalFormat}.
 *
 * <p>Confined to one thread; nothing is allocated per record, except for one that is longer than
 * all before it.
 */
public final class FeedJournal implements AutoCloseable {
  private static final int FIRST_BUFFER_BYTES = 1 << 17;

  /** Kinds from here on are the protocol's own. */
  public static final byte FIRST_OWN_KIND = 16;

  private final Path file;
  private final FileChannel channel;
  private final CRC32C checksum = new CRC32C();
  private final UnsafeBuffer nothing = new UnsafeBuffer(0, 0);
  private ByteBuffer record = ByteBuffer.allocateDirect(FIRST_BUFFER_BYTES);
  private long records;

  private FeedJournal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Begins a journal.
   *
   * @param settings all that a replay needs to be set to
   * @throws Refusal when the file exists or cannot be made
   */
  public static FeedJournal create(Path file, String protocol, Map<String, String> settings) {
    try {
      FeedJournal journal =
          new FeedJournal(
              file,
              FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      journal.write(ByteBuffer.wrap(JournalFormat.MAGIC));
      byte[] header =
          Json.canonical(
              new JournalHeader(JournalHeader.VERSION, protocol, new TreeMap<>(settings)));
      journal.append(
          JournalFormat.KIND_HEADER, 0, 0, 0, new UnsafeBuffer(header), 0, header.length);
      return journal;
    } catch (FileAlreadyExistsException e) {
      throw Refusal.usage("journal %s exists already; name a new file".formatted(file));
    } catch (IOException e) {
      throw Refusal.usage("journal %s cannot be made: %s".formatted(file, e));
    }
  }

  /**
   * Appends a record.
   *
   * @param kind {@link #FIRST_OWN_KIND} or more
   * @param line on which it came, -128 to 127
   * @param nowNs monotonic time
   * @param stampNs UTC ns
   * @throws Refusal when the disk does not take it
   */
  public void append(
      byte kind, int line, long nowNs, long stampNs, DirectBuffer buffer, int offset, int length) {
    if (length > JournalFormat.MAX_BODY_BYTES) {
      throw new IllegalArgumentException(
          "record must be at most %d bytes: length=%d"
              .formatted(JournalFormat.MAX_BODY_BYTES, length));
    }
    int total = JournalFormat.HEAD_BYTES + length;
    if (total > record.capacity()) {
      record = ByteBuffer.allocateDirect(Math.max(total, 2 * record.capacity()));
    }
    record.clear().putInt(0).putInt(length).put(kind).put((byte) line);
    record.putLong(nowNs).putLong(stampNs);
    buffer.getBytes(offset, record, length);
    record.flip().position(JournalFormat.CHECKSUM_BYTES);
    checksum.reset();
    checksum.update(record);
    record.putInt(0, (int) checksum.getValue()).rewind();
    write(record);
    records++;
  }

  /** Appends a record that has no body. */
  public void append(byte kind, int line, long nowNs, long stampNs) {
    append(kind, line, nowNs, stampNs, nothing, 0, 0);
  }

  private void write(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      // What cannot be journalled must not have an effect.
      throw Refusal.machine(
          "journal %s cannot be written behind record %d: %s"
              .formatted(file, records, e.getMessage()));
    }
  }

  /** Ends the journal and forces it to the disk. */
  public void end(long nowNs, long stampNs) {
    append(JournalFormat.KIND_END, 0, nowNs, stampNs);
    try {
      channel.force(true);
    } catch (IOException e) {
      throw Refusal.machine(
          "journal %s cannot be forced to the disk: %s".formatted(file, e.getMessage()));
    }
  }

  /** Closes the file; without {@link #end} it counts as not closed. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw Refusal.machine("journal %s cannot be closed: %s".formatted(file, e.getMessage()));
    }
  }
}
