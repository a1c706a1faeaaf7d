package io.statarb.tapetools;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.cli.Progress;
import io.statarb.hostile.HostileInput;
import io.statarb.tape.TapeInspection;
import io.statarb.tape.TapeSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile records whose checksum is right, as somebody writes them who means harm; see {@link
 * HostileInput}.
 */
final class RecordFuzzTest {
  private static final int QUEUE_DATA = 1 << 30;
  private static final int SBE_HEADER_BYTES = 8;
  private static final TapeSchema SCHEMA = TapeSchema.current();

  @TempDir static Path folder;

  /** Any bytes as the only record of a tape: it is damage, or all its fields lie within it. */
  @FuzzTest(maxDuration = "60s")
  void shouldFindDamageOrReadTheRecord(byte[] bytes) {
    if (bytes.length < SBE_HEADER_BYTES + 2 * Long.BYTES || bytes.length > 1 << 16) {
      return;
    }
    byte[] record = bytes.clone();
    ByteBuffer header = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    TapeSchema.Message message =
        SCHEMA.messages().get((header.getShort(2) & 0xffff) % SCHEMA.messages().size());
    int version = message.version();
    header.putShort(0, (short) message.blockLength(version));
    header.putShort(2, (short) message.id());
    header.putShort(4, (short) SCHEMA.id());
    header.putShort(6, (short) version);
    // Its number: the first of the tape.
    header.putLong(SBE_HEADER_BYTES, 0);
    Path tape = folder.resolve("tape");
    Path file = tape.resolve("19700101F.cq4");
    HostileInput.write(file, framed(record));
    HostileInput.parse(
        file,
        record.length,
        () -> {
          TapeInspection found = TapeInspection.of(tape, Progress.quiet());
          if (found.records() == 1) {
            assertThat(RecordFields.of(new UnsafeBuffer(record), 0, message)).isNotEmpty();
          }
          return 1;
        });
  }

  /** The queue's own first document, empty, and the record behind it. */
  private static byte[] framed(byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record);
    int length = record.length + Integer.BYTES;
    ByteBuffer file = ByteBuffer.allocate(length + 2 * Integer.BYTES + Long.BYTES);
    file.order(ByteOrder.LITTLE_ENDIAN).putInt(QUEUE_DATA | Integer.BYTES).putInt(0);
    file.putInt(length).put(record).putInt((int) crc.getValue());
    return file.array();
  }
}
