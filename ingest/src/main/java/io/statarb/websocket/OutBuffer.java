package io.statarb.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** Bytes that wait to go out. Grows by need; its owner bounds it by {@link #length}. One thread. */
final class OutBuffer {
  private byte[] bytes = new byte[1 << 10];
  private ByteBuffer view = ByteBuffer.wrap(bytes);
  private int at;
  private int filled;

  int length() {
    return filled - at;
  }

  void add(int octet) {
    makeRoom(1);
    bytes[filled++] = (byte) octet;
  }

  void add(byte[] from, int offset, int count) {
    makeRoom(count);
    System.arraycopy(from, offset, bytes, filled, count);
    filled += count;
  }

  void add(byte[] from) {
    add(from, 0, from.length);
  }

  /** Writes what the channel takes; the bytes that it took. */
  int flush(WritableByteChannel channel) throws IOException {
    if (length() == 0) {
      return 0;
    }
    view.limit(filled).position(at);
    int written = channel.write(view);
    at += written;
    if (at == filled) {
      at = 0;
      filled = 0;
    }
    return written;
  }

  private void makeRoom(int count) {
    if (bytes.length - filled >= count) {
      return;
    }
    int length = length();
    if (bytes.length - length < count) {
      byte[] larger =
          new byte[Math.max(Math.multiplyExact(2, bytes.length), Math.addExact(length, count))];
      System.arraycopy(bytes, at, larger, 0, length);
      bytes = larger;
      view = ByteBuffer.wrap(bytes);
    } else {
      System.arraycopy(bytes, at, bytes, 0, length);
    }
    at = 0;
    filled = length;
  }

  /** What waits, for tests. */
  byte[] copy() {
    return Arrays.copyOfRange(bytes, at, filled);
  }
}
