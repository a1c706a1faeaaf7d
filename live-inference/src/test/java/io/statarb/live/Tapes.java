package io.statarb.live;

import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies of tapes, cut or altered. */
final class Tapes {
  private Tapes() {}

  /** Copies of all records. */
  static List<UnsafeBuffer> records(Path tape) {
    List<UnsafeBuffer> records = new ArrayList<>();
    try (TapeReader reader = TapeReader.open(tape)) {
      while (reader.next()) {
        byte[] copy = new byte[reader.length()];
        reader.buffer().getBytes(reader.offset(), copy);
        records.add(new UnsafeBuffer(copy));
      }
    }
    return records;
  }

  /** Copies the first records, each passed through a change. */
  static void write(
      Path to, List<UnsafeBuffer> records, int count, UnaryOperator<UnsafeBuffer> change) {
    try (TapeWriter writer = TapeWriter.create(to)) {
      for (UnsafeBuffer record : records.subList(0, count)) {
        UnsafeBuffer changed = change.apply(record);
        writer.append(changed, 0, changed.capacity());
      }
    }
  }

  static int templateId(UnsafeBuffer record) {
    return record.getShort(2, java.nio.ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
  }
}
