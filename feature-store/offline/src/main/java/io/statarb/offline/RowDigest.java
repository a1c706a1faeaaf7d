package io.statarb.offline;

import io.statarb.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Digests rows one after another; see {@link ChunkDigest} for the bytes. Confined to one thread.
 */
final class RowDigest {
  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest = Sha256.digest();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  void add(long value) {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
    buffer.putLong(value);
  }

  void add(double value) {
    add(Double.doubleToRawLongBits(value));
  }

  private void flush() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  String hex() {
    flush();
    return HexFormat.of().formatHex(digest.digest());
  }
}
