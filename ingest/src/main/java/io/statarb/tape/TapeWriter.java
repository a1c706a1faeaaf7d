package io.statarb.tape;

import io.statarb.cli.Refusal;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a tape. A record that was appended survives the end of the process by SIGKILL;
 * one that was being appended is dropped by {@link #resume}. Power loss may cost the last records,
 * as nothing is forced to the disk before {@link #close}.
 *
 * <p>Confined to one thread at a time; nothing is allocated per record. A second writer, in this
 * process or another, is refused for as long as the first lives.
 */
public final class TapeWriter implements Journal, AutoCloseable {
  static final String LOCK_FILE = "writer.lock";
  static final String QUEUE_METADATA = "metadata.cq4t";

  private final Path folder;
  private final FileChannel lockChannel;
  private final SingleChronicleQueue queue;
  private final ExcerptAppender appender;
  private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
  private final byte[] scratch = new byte[TapeFile.MAX_RECORD_BYTES + TapeFile.CRC_BYTES];
  private final UnsafeBuffer scratchBuffer = new UnsafeBuffer(scratch);
  private final CRC32C crc = new CRC32C();
  private long nextSeq;
  private boolean closed;

  private TapeWriter(Path folder, FileChannel lockChannel, long nextSeq) {
    this.folder = folder;
    this.lockChannel = lockChannel;
    this.nextSeq = nextSeq;
    this.queue = TapeQueue.open(folder, false);
    this.appender = queue.createAppender();
    // The thread that opens a tape is not always the one that then owns it.
    this.appender.singleThreadedCheckDisabled(true);
  }

  /**
   * Starts a new tape.
   *
   * @param folder absent or empty; made with its parents
   * @throws Refusal when the folder holds something or another writer has it
   */
  public static TapeWriter create(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw Refusal.data("tape %s exists already".formatted(folder));
        }
      }
      FileChannel lock = lock(folder);
      return open(folder, lock, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create tape " + folder, e);
    }
  }

  /**
   * Goes on behind the last whole record; {@link #nextSeq} is then their number, 0 when the folder
   * is absent, empty or holds no whole record. A record torn by a SIGKILL is wiped.
   *
   * @throws Refusal when the tape is damaged or another writer has it
   */
  public static TapeWriter resume(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel lock = lock(folder);
      try {
        // Names processes that are gone, and perhaps numbers that live again; the queue makes it
        // anew from the data file. Our own lock is held, so nobody is writing.
        Files.deleteIfExists(folder.resolve(QUEUE_METADATA));
        Path file = TapeFile.locate(folder);
        TapeSurvey survey = file == null ? TapeSurvey.EMPTY : TapeFile.survey(file);
        if (file != null && survey.records() == 0) {
          Files.delete(file);
        } else if (file != null) {
          TapeRepair.settlePointer(file, survey);
          if (survey.torn()) {
            TapeRepair.eraseTornTail(file, survey);
          }
        }
        return open(folder, lock, survey.records());
      } catch (RuntimeException | IOException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot resume tape " + folder, e);
    }
  }

  private static TapeWriter open(Path folder, FileChannel lock, long nextSeq) throws IOException {
    try {
      return new TapeWriter(folder, lock, nextSeq);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Takes the lock of the operating system, which ends with the process however that ends. */
  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw Refusal.data("tape %s is being written by another writer".formatted(folder));
    }
    return channel;
  }

  @Override
  public long nextSeq() {
    return nextSeq;
  }

  @Override
  public void append(DirectBuffer buffer, int offset, int length) {
    if (length < TapeFile.MIN_RECORD_BYTES || length > TapeFile.MAX_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "record must hold header, seq and tsNs and fit the limit: length=%d limit=%d"
              .formatted(length, TapeFile.MAX_RECORD_BYTES));
    }
    buffer.getBytes(offset, scratch, 0, length);
    long seq =
        buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    if (seq != nextSeq) {
      throw new IllegalArgumentException(
          "record must carry the next seq: seq=%d nextSeq=%d tape=%s"
              .formatted(seq, nextSeq, folder));
    }
    RecordVersion.lower(scratchBuffer, 0);
    crc.reset();
    crc.update(scratch, 0, length);
    scratchBuffer.putInt(length, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
    int total = length + TapeFile.CRC_BYTES;
    try (DocumentContext document = appender.writingDocument()) {
      Bytes<?> bytes = Objects.requireNonNull(document.wire()).bytes();
      long position = bytes.writePosition();
      bytes.ensureCapacity(position + total);
      target.wrap(bytes.addressForWrite(position), total);
      target.putBytes(0, scratch, 0, total);
      bytes.writePosition(position + total);
    }
    nextSeq++;
  }

  /** Folder of the tape. */
  public Path folder() {
    return folder;
  }

  /** Closes the queue and lets other writers in; twice is once. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    appender.close();
    queue.close();
    try {
      // It holds locks and names of processes; a finished tape is its data file alone.
      Files.deleteIfExists(folder.resolve(QUEUE_METADATA));
      Files.deleteIfExists(folder.resolve(LOCK_FILE));
      lockChannel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close tape " + folder, e);
    }
  }
}
