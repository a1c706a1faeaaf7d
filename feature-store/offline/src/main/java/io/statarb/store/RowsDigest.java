package io.statarb.store;

import io.statarb.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.spark.sql.Row;

/**
 * Sha256 over rows in their order: per cell one byte of its kind, then its bits, little endian; of
 * text the number of bytes first. Equal digests mean equal values to the bit, whatever files they
 * are in. One thread.
 */
final class RowsDigest {
  private final MessageDigest digest = Sha256.digest();
  private long rows;

  void add(Row row) {
    for (int i = 0; i < row.length(); i++) {
      add(row.get(i));
    }
    rows++;
  }

  private void add(@org.jspecify.annotations.Nullable Object cell) {
    switch (cell) {
      case null -> digest.update((byte) 0);
      case Double value -> bits((byte) 1, Double.doubleToRawLongBits(value));
      case Float value -> bits((byte) 1, Double.doubleToRawLongBits(value));
      case Long value -> bits((byte) 2, value);
      case Integer value -> bits((byte) 2, value);
      case Short value -> bits((byte) 2, value);
      default -> {
        byte[] text = cell.toString().getBytes(StandardCharsets.UTF_8);
        bits((byte) 3, text.length);
        digest.update(text);
      }
    }
  }

  private void bits(byte kind, long bits) {
    ByteBuffer buffer = ByteBuffer.allocate(1 + Long.BYTES).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    digest.update(buffer.put(kind).putLong(bits).array());
  }

  long rows() {
    return rows;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
