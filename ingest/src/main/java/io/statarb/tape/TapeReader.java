package io.statarb.tape;

import io.statarb.cli.Refusal;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole records of a tape from its start, without changing it. The writer may be at work,
 * have ended or have been killed; a record that it never finished is not read.
 *
 * <p>Confined to one thread; nothing is allocated per record.
 */
public final class TapeReader implements AutoCloseable {
  private static final int ATTEMPTS = 20;

  private final Path folder;
  private final TapeSurvey survey;
  private final @Nullable SingleChronicleQueue queue;
  private final @Nullable ExcerptTailer tailer;
  private final UnsafeBuffer record = new UnsafeBuffer(0, 0);
  private final byte[] scratch = new byte[TapeFile.MAX_RECORD_BYTES];
  private final CRC32C crc = new CRC32C();
  private @Nullable DocumentContext document;
  private int length;
  private long count;

  private TapeReader(Path folder, TapeSurvey survey) {
    this.folder = folder;
    this.survey = survey;
    if (survey.records() == 0) {
      this.queue = null;
      this.tailer = null;
    } else {
      SingleChronicleQueue opened = TapeQueue.open(folder, true);
      this.queue = opened;
      this.tailer = opened.createTailer();
      this.tailer.singleThreadedCheckDisabled(true);
    }
  }

  /**
   * Opens a tape and checks the frame of every record in it.
   *
   * @throws Refusal when the folder is missing, is no tape or is damaged, naming file and record
   */
  public static TapeReader open(Path folder) {
    Path file = TapeFile.locate(folder);
    TapeSurvey survey = file == null ? TapeSurvey.EMPTY : TapeFile.survey(file);
    for (int attempt = 1; ; attempt++) {
      try {
        return new TapeReader(folder, survey);
      } catch (Exception | InternalError e) {
        // The queue throws what it likes at damage in its own part of the file, also undeclared.
        if (attempt == ATTEMPTS || !mayBeBegun(e)) {
          throw Refusal.data("tape %s cannot be opened: %s".formatted(folder, e));
        }
      }
    }
  }

  /**
   * Whether a writer that begins again or ends may be the reason: it takes the queue's own file
   * away and makes it anew, where a reader may just have seen it or have mapped it.
   */
  private static boolean mayBeBegun(Throwable thrown) {
    return thrown instanceof InternalError || thrown.getCause() instanceof NoSuchFileException;
  }

  /**
   * Moves to the next whole record.
   *
   * @return false at the end, for now at least when a writer is at work
   */
  public boolean next() {
    release();
    ExcerptTailer source = tailer;
    if (source == null || (survey.cut() && count == survey.records())) {
      // The queue would take a record whose end is missing for a whole one.
      return false;
    }
    DocumentContext next = nextDocument(source);
    if (!next.isPresent()) {
      next.close();
      if (count < survey.records()) {
        throw Refusal.data(
            "tape %s is damaged: it ends at record %d of %d"
                .formatted(folder, count, survey.records()));
      }
      return false;
    }
    document = next;
    Bytes<?> bytes = Objects.requireNonNull(next.wire()).bytes();
    length = (int) bytes.readRemaining() - TapeFile.CRC_BYTES;
    requireWhole(bytes.addressForRead(bytes.readPosition()));
    count++;
    return true;
  }

  private DocumentContext nextDocument(ExcerptTailer source) {
    try {
      return source.readingDocument();
    } catch (RuntimeException e) {
      throw Refusal.data("tape %s is damaged at record %d: %s".formatted(folder, count, e));
    }
  }

  private void requireWhole(long address) {
    if (length < TapeFile.MIN_RECORD_BYTES || length > TapeFile.MAX_RECORD_BYTES) {
      throw Refusal.data(
          "tape %s is damaged at record %d: length=%d".formatted(folder, count, length));
    }
    record.wrap(address, length + TapeFile.CRC_BYTES);
    long seq = record.getLong(MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    boolean whole = seq == count;
    // The others were checked when the tape was opened.
    if (whole && count >= survey.records()) {
      record.getBytes(0, scratch, 0, length);
      crc.reset();
      crc.update(scratch, 0, length);
      whole = (int) crc.getValue() == record.getInt(length, ByteOrder.LITTLE_ENDIAN);
    }
    if (!whole) {
      throw Refusal.data(
          "tape %s is damaged at record %d: seq=%d length=%d"
              .formatted(folder, count, seq, length));
    }
    record.wrap(address, length);
  }

  /** Holds the current record, until the next call of {@link #next}. */
  public DirectBuffer buffer() {
    return record;
  }

  /** Where the SBE header of the current record starts in {@link #buffer}. */
  public int offset() {
    return 0;
  }

  /** Bytes of the current record, header included. */
  public int length() {
    return length;
  }

  /** SBE template id of the current record. */
  public int templateId() {
    return record.getShort(2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
  }

  /** Version of the current record's message when it was written. */
  public int version() {
    return record.getShort(6, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
  }

  /** Whole records read so far. */
  public long count() {
    return count;
  }

  /** Whole records on the tape when it was opened. */
  public long records() {
    return survey.records();
  }

  /** Whether the tape, when it was opened, ended with DateEnd, that is, was whole. */
  public boolean ended() {
    return survey.ended();
  }

  /** Whether the tape, when it was opened, had an unfinished record behind its last whole one. */
  public boolean torn() {
    return survey.torn();
  }

  private void release() {
    DocumentContext current = document;
    if (current != null) {
      document = null;
      current.close();
    }
  }

  @Override
  public void close() {
    release();
    if (tailer != null) {
      tailer.close();
    }
    if (queue != null) {
      queue.close();
    }
  }
}
