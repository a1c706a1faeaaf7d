package io.statarb.mapping;

/**
 * A row of a source that has columns, as {@link MappedDelivery} wants it. Columns are numbers that
 * the source gave out; {@link #ABSENT} is a column that the mapping does not have.
 */
public interface MappedRow {
  /** A column that is not there. */
  int ABSENT = -1;

  /** A value that is missing. */
  long MISSING = Long.MIN_VALUE + 1;

  /** A value that is not what it should be. */
  long INVALID = Long.MIN_VALUE;

  /** A number times ten to the decimals, MISSING or INVALID. */
  long number(int column, int decimals);

  /** A time, UTC ns, MISSING or INVALID. */
  long time(int column);

  /** Days since 1970, MISSING or INVALID. */
  long day(int column);

  /** The sink's number of the symbol in a column; -1 when it cannot be a symbol. */
  int symbol(int column);

  /** A side: BUY, SELL or UNKNOWN_SIDE. */
  byte side(int column);

  /** Whether a value says yes. */
  boolean flag(int column);

  /** A value as text, for facts. */
  String text(int column);
}
