package io.statarb.tape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the file of a tape such that the queue goes on behind the last whole record. */
final class TapeRepair {
  /** Bytes at the beginning of the file in which the queue keeps what it knows of itself. */
  private static final int QUEUE_HEADER_BYTES = 200;

  private static final String QUEUE_POINTER = "writePosition";

  private TapeRepair() {}

  /** Wipes what stands behind the last whole record, so that the queue goes on from there. */
  static void eraseTornTail(Path file, TapeSurvey survey) {
    long endPosition = survey.endPosition();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long left =
          Math.min(
              channel.size() - endPosition,
              TapeFile.HEADER_BYTES + (long) TapeFile.MAX_RECORD_BYTES + TapeFile.CRC_BYTES);
      ByteBuffer zeros = ByteBuffer.allocate((int) left);
      int header = (int) Math.min(left, TapeFile.HEADER_BYTES);
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
  static void settlePointer(Path file, TapeSurvey survey) {
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
}
