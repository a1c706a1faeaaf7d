package io.statarb.pit;

/** Why a row has no fact. Told in this order: the first that holds. */
public enum Absence {
  /** There is no fact of the row's entity at all. */
  NO_ENTITY,
  /** The entity's first fact is of a later time than the row. */
  NOT_YET,
  /** Facts of the row's time and before exist, but none was known by then. */
  NOT_KNOWN,
  /** The latest known fact is older than the time-to-live allows. */
  EXPIRED
}
