package io.statarb.itch;

import java.nio.charset.StandardCharsets;

/**
 * Types and lengths of all messages of TotalView-ITCH 5.0, and where fields are. Numbers are
 * unsigned and big-endian, text is ASCII padded with spaces. Each message begins alike:
 *
 * <pre>
 *   0 type | 1 stock locate, 2 bytes | 3 tracking number, 2 | 5 ns since midnight, 6 | 11 ...
 * </pre>
 */
public final class ItchMessages {
  /** Length of the longest message. */
  public static final int MAX_LENGTH = 50;

  /** Length of the part that all messages begin with. */
  public static final int HEADER_LENGTH = 11;

  /** Stock locates that there can be. */
  public static final int LOCATES = 1 << 16;

  private static final String UNKNOWN_KIND = "?";
  private static final byte[] LENGTHS = new byte[128];
  private static final String[] KINDS = new String[128];

  static {
    length('S', 12);
    length('R', 39);
    length('H', 25);
    length('Y', 20);
    length('L', 26);
    length('V', 35);
    length('W', 12);
    length('K', 28);
    length('J', 35);
    length('h', 21);
    length('A', 36);
    length('F', 40);
    length('E', 31);
    length('C', 36);
    length('X', 23);
    length('D', 19);
    length('U', 35);
    length('P', 44);
    length('Q', 40);
    length('B', 19);
    length('I', 50);
    length('N', 20);
    length('O', 48);
  }

  private ItchMessages() {}

  private static void length(char type, int length) {
    LENGTHS[type] = (byte) length;
    KINDS[type] = String.valueOf(type);
  }

  /** Length of the messages of a type, or 0 when there is no such type. */
  public static int length(byte type) {
    return type < 0 ? 0 : LENGTHS[type];
  }

  /** The type as text, {@code ?} when there is no such type. Allocates nothing. */
  public static String kind(byte type) {
    return type < 0 || LENGTHS[type] == 0 ? UNKNOWN_KIND : KINDS[type];
  }

  /** Text of a stock that a listener was given as eight bytes, without its padding. Allocates. */
  public static String stock(long stock) {
    byte[] bytes = new byte[Long.BYTES];
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[i] = (byte) (stock >>> (8 * (Long.BYTES - 1 - i)));
    }
    int length = Long.BYTES;
    while (length > 0 && bytes[length - 1] == ' ') {
      length--;
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The eight bytes of a stock. */
  public static long stock(String stock) {
    if (stock.length() > Long.BYTES) {
      throw new IllegalArgumentException("stock must be at most 8 characters: stock=" + stock);
    }
    long bytes = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bytes = bytes << 8 | (i < stock.length() ? stock.charAt(i) & 0xFF : ' ');
    }
    return bytes;
  }

  /**
   * Shares of an order, with the sign that the format does not have: an order is of 999,999 at
   * most, so what looks like 2^31 and more was a number below 0, which books refuse and count.
   */
  static long signed(long shares) {
    return (int) shares;
  }
}
