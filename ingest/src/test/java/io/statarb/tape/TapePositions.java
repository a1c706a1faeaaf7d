package io.statarb.tape;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** Where the records of a tape begin, found without the code under test. */
final class TapePositions {
  private TapePositions() {}

  /** Positions of the documents of the records. */
  static long[] of(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    return LongStream.iterate(
            0,
            p -> bytes.getInt((int) p) != 0,
            p -> (p + 4 + (bytes.getInt((int) p) & 0x3fffffff) + 3) & ~3L)
        .filter(p -> bytes.getInt((int) p) > 0 && (bytes.getInt((int) p) & 1 << 30) == 0)
        .toArray();
  }
}
