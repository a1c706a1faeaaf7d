package io.statarb.itch;

/** A message that lies in someone else's bytes; good only during the call that gave it. */
abstract sealed class ItchView permits ItchStockDirectory, ItchImbalance, ItchDirectListing {
  private byte[] bytes = {};
  private int offset;

  final void wrap(byte[] newBytes, int newOffset) {
    bytes = newBytes;
    offset = newOffset;
  }

  final byte code(int at) {
    return bytes[offset + at];
  }

  final int u16(int at) {
    return BigEndian.u16(bytes, offset + at);
  }

  final long u32(int at) {
    return BigEndian.u32(bytes, offset + at);
  }

  final long u64(int at) {
    return BigEndian.u64(bytes, offset + at);
  }
}
