package io.statarb.pit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fact of each row, by its place in the columns that the facts came in, or why there is none.
 * Absence is never a value: who reads a column of values names what stands for it.
 */
public final class AsOfMatches {
  static final int NO_ENTITY = -1;
  static final int NOT_YET = -2;
  static final int NOT_KNOWN = -3;
  static final int EXPIRED = -4;

  private final int[] matches;

  AsOfMatches(int[] matches) {
    this.matches = matches;
  }

  /** Number of rows. */
  public int count() {
    return matches.length;
  }

  /** Fact of each row, negative where there is none. */
  int[] places() {
    return matches;
  }

  /** Number of rows that have a fact. */
  public int present() {
    return (int) Arrays.stream(matches).filter(match -> match >= 0).count();
  }

  /** Whether a row has a fact. */
  public boolean isPresent(int row) {
    return matches[row] >= 0;
  }

  /**
   * The fact of a row.
   *
   * @throws IllegalStateException if it has none
   */
  public int fact(int row) {
    if (matches[row] < 0) {
      throw new IllegalStateException("row %d has no fact: %s".formatted(row, absence(row)));
    }
    return matches[row];
  }

  /** Why a row has no fact; null if it has one. */
  public @Nullable Absence absence(int row) {
    return switch (matches[row]) {
      case NO_ENTITY -> Absence.NO_ENTITY;
      case NOT_YET -> Absence.NOT_YET;
      case NOT_KNOWN -> Absence.NOT_KNOWN;
      case EXPIRED -> Absence.EXPIRED;
      default -> null;
    };
  }

  /** A column of the facts by row, with {@code absent} where there is none. */
  public double[] values(double[] column, double absent) {
    double[] values = new double[matches.length];
    for (int row = 0; row < values.length; row++) {
      values[row] = matches[row] < 0 ? absent : column[matches[row]];
    }
    return values;
  }

  /** A column of the facts by row, with {@code absent} where there is none. */
  public long[] values(long[] column, long absent) {
    long[] values = new long[matches.length];
    for (int row = 0; row < values.length; row++) {
      values[row] = matches[row] < 0 ? absent : column[matches[row]];
    }
    return values;
  }
}
