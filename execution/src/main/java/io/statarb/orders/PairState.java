package io.statarb.orders;

/**
 * Where a pair stands between two flats.
 *
 * <pre>{@code
 * FLAT -> ENTERING -> OPEN -> EXITING -> FLAT
 *            |                   |
 *            +---> UNWINDING <---+     something filled, not all
 *                   |      |
 *                  FLAT  STUCK         every attempt used up; stays until the end of the date
 * }</pre>
 */
enum PairState {
  /** No position, nothing in flight. */
  FLAT(0),
  /** Both legs of an entry are out. */
  ENTERING(1),
  /** Both legs are held whole, nothing in flight. */
  OPEN(2),
  /** Both legs of an exit are out. */
  EXITING(3),
  /** A position is held that must go; orders are out or wait for a fresh tradable quote. */
  UNWINDING(4),
  /** A position is left that no attempt could close. */
  STUCK(5);

  /** Number in refusals; never changes. */
  final int code;

  PairState(int code) {
    this.code = code;
  }
}
