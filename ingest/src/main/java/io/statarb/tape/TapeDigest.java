package io.statarb.tape;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * SHA-256 over the records of tapes: for each record its length (int32, little endian), then its
 * bytes. It covers what was recorded and not how the queue lays it out on disk.
 *
 * <p>Confined to one thread; nothing is allocated per record.
 */
public final class TapeDigest {
  private final MessageDigest digest = sha256();
  private final byte[] scratch = new byte[1 << 16];
  private final UnsafeBuffer scratchBuffer = new UnsafeBuffer(scratch);
  private int used;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Invariant: every JDK has SHA-256", e);
    }
  }

  /** Adds one record. */
  public void update(DirectBuffer buffer, int offset, int length) {
    if (scratch.length - used < Integer.BYTES) {
      drain();
    }
    scratchBuffer.putInt(used, length, ByteOrder.LITTLE_ENDIAN);
    used += Integer.BYTES;
    int done = 0;
    while (done < length) {
      if (used == scratch.length) {
        drain();
      }
      int part = Math.min(length - done, scratch.length - used);
      buffer.getBytes(offset + done, scratch, used, part);
      used += part;
      done += part;
    }
  }

  private void drain() {
    digest.update(scratch, 0, used);
    used = 0;
  }

  /** The digest of all records added so far, 64 hex digits; starts anew afterwards. */
  public String hex() {
    drain();
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of all records of these tapes, in this order. */
  public static String of(List<Path> tapesInDateOrder) {
    TapeDigest digest = new TapeDigest();
    for (Path tape : tapesInDateOrder) {
      try (TapeReader reader = TapeReader.open(tape)) {
        while (reader.next()) {
          digest.update(reader.buffer(), reader.offset(), reader.length());
        }
      }
    }
    return digest.hex();
  }
}
