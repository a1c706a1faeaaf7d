package io.statarb.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * Numbers of symbols by their bytes: a text is made only for a symbol that was not there before.
 * Holds at most {@link #MOST} of at most {@link #LONGEST} bytes. Confined to one thread.
 */
public final class SymbolTable {
  /** Most symbols of a file. */
  public static final int MOST = 100_000;

  /** Longest symbol in bytes. */
  public static final int LONGEST = 64;

  private final ToIntFunction<String> number;
  private byte[][] names = new byte[256][];
  private int[] numbers = new int[256];
  private int count;
  private byte[] last = {};
  private int lastNumber;

  /**
   * Makes an empty table.
   *
   * @param number gives a new symbol its number
   */
  public SymbolTable(ToIntFunction<String> number) {
    this.number = number;
  }

  /** Number of a symbol, or -1 when it is empty, too long or one too many. */
  public int of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == last.length && length > 0 && Arrays.equals(bytes, from, to, last, 0, length)) {
      return lastNumber;
    }
    if (length <= 0 || length > LONGEST) {
      return -1;
    }
    int slot = slot(bytes, from, to);
    if (names[slot] == null) {
      if (count == MOST) {
        return -1;
      }
      if (2 * count > names.length) {
        grow();
        slot = slot(bytes, from, to);
      }
      names[slot] = Arrays.copyOfRange(bytes, from, to);
      numbers[slot] = number.applyAsInt(new String(bytes, from, length, StandardCharsets.UTF_8));
      count++;
    }
    last = names[slot];
    lastNumber = numbers[slot];
    return lastNumber;
  }

  private int slot(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int mask = names.length - 1;
    int slot = (hash ^ hash >>> 15) & mask;
    while (names[slot] != null
        && !Arrays.equals(bytes, from, to, names[slot], 0, names[slot].length)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    byte[][] oldNames = names;
    int[] oldNumbers = numbers;
    names = new byte[oldNames.length * 2][];
    numbers = new int[oldNames.length * 2];
    for (int i = 0; i < oldNames.length; i++) {
      byte[] name = oldNames[i];
      if (name != null) {
        int slot = slot(name, 0, name.length);
        names[slot] = name;
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
