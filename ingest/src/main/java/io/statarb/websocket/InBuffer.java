package io.statarb.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/** Bytes that came in and are not used up yet. Grows by need up to a bound. One thread. */
final class InBuffer {
  private static final int FIRST_BYTES = 1 << 16;

  private final int mostBytes;
  private byte[] bytes;
  private ByteBuffer view;
  private int at;
  private int filled;

  InBuffer(int mostBytes) {
    this.mostBytes = mostBytes;
    bytes = new byte[Math.min(FIRST_BYTES, mostBytes)];
    view = ByteBuffer.wrap(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  /** First byte not used up. */
  int at() {
    return at;
  }

  /** Behind the last byte. */
  int filled() {
    return filled;
  }

  int length() {
    return filled - at;
  }

  void use(int count) {
    at += count;
  }

  /** Whether so many bytes, counted from {@link #at}, can ever be held. */
  boolean canHold(long count) {
    return count <= mostBytes;
  }

  /**
   * Reads what is there; ranges given out before are no longer valid.
   *
   * @return bytes read, 0 when there are none or no room for one, or -1 at the end of the stream
   */
  int read(ReadableByteChannel channel) throws IOException {
    makeRoom();
    view.limit(bytes.length).position(filled);
    if (!view.hasRemaining()) {
      return 0;
    }
    int read = channel.read(view);
    filled += Math.max(read, 0);
    return read;
  }

  private void makeRoom() {
    if (at == filled) {
      at = 0;
      filled = 0;
    } else if (filled == bytes.length) {
      if (at > 0) {
        System.arraycopy(bytes, at, bytes, 0, length());
        filled -= at;
        at = 0;
      } else if (filled < mostBytes) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(2L * filled, mostBytes));
        view = ByteBuffer.wrap(bytes);
      }
    }
  }
}
