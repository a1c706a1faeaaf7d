package io.statarb.itch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers in bytes, checked against the array's bounds. */
final class BigEndian {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final long SIX_BYTES = 0xFFFF_FFFF_FFFFL;

  private BigEndian() {}

  static long u64(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  static long u32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at) & 0xFFFF_FFFFL;
  }

  static int i32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  static int u16(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xFFFF;
  }

  /** Six bytes; the two before them must be in the array as well. */
  static long u48(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at - 2) & SIX_BYTES;
  }

  static void u64(byte[] bytes, int at, long value) {
    LONG.set(bytes, at, value);
  }

  static void u32(byte[] bytes, int at, long value) {
    INT.set(bytes, at, (int) value);
  }

  static void u16(byte[] bytes, int at, int value) {
    SHORT.set(bytes, at, (short) value);
  }
}
