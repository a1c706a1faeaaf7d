package io.statarb.replay;

import io.statarb.cli.Refusal;
import io.statarb.tape.Journal;
import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.sbe.CommandDecoder;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A journal that goes on with a tape that broke off. As long as the tape holds records, each
 * appended record is compared with the next of them byte for byte and not written again; behind the
 * last whole record it appends. So a restarted engine that is fed the same inputs sends nothing
 * twice: what it already did is on the tape.
 *
 * <p>Confined to one thread.
 */
public final class ResumingJournal implements Journal, AutoCloseable {
  private final Path folder;
  private final TapeWriter writer;
  private @Nullable TapeReader written;
  private long seq;

  private ResumingJournal(Path folder, TapeWriter writer, TapeReader written) {
    this.folder = folder;
    this.writer = writer;
    this.written = written;
    advance(written);
  }

  /**
   * Opens a tape that may hold records.
   *
   * @param folder folder of the tape
   * @throws Refusal when the tape is damaged before its end
   */
  public static ResumingJournal open(Path folder) {
    TapeWriter writer = TapeWriter.resume(folder);
    try {
      return new ResumingJournal(folder, writer, TapeReader.open(folder));
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** Whether records of the tape are still to be met again. */
  public boolean catchingUp() {
    return written != null;
  }

  /**
   * The Command record that comes next on the tape, to be fed again at this very place; null when
   * another record or none comes.
   */
  public @Nullable TapeReader nextCommand() {
    TapeReader current = written;
    return current != null && current.templateId() == CommandDecoder.TEMPLATE_ID ? current : null;
  }

  @Override
  public long nextSeq() {
    return seq;
  }

  @Override
  public void append(DirectBuffer buffer, int offset, int length) {
    TapeReader current = written;
    if (current == null) {
      writer.append(buffer, offset, length);
    } else {
      compare(current, buffer, offset, length);
      advance(current);
    }
    seq++;
  }

  private void compare(TapeReader current, DirectBuffer buffer, int offset, int length) {
    int shorter = Math.min(length, current.length());
    int same = 0;
    while (same < shorter
        && buffer.getByte(offset + same) == current.buffer().getByte(current.offset() + same)) {
      same++;
    }
    if (same < length || same < current.length()) {
      throw Refusal.data(
          "tape %s cannot be resumed: its record seq=%d differs from what its inputs lead to: lengthBytes=%d expected=%d firstDifferentByte=%d"
              .formatted(folder, seq, current.length(), length, same));
    }
  }

  private void advance(TapeReader current) {
    if (!current.next()) {
      current.close();
      written = null;
    }
  }

  @Override
  public void close() {
    TapeReader current = written;
    if (current != null) {
      current.close();
      written = null;
    }
    writer.close();
  }
}
