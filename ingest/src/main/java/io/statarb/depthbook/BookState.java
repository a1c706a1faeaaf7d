package io.statarb.depthbook;

/** How much a book that is built from changes is known to hold. */
public enum BookState {
  /** No snapshot yet: levels that were never changed are unknown. */
  PARTIAL,
  /** Snapshot and every change since. */
  SYNCED,
  /**
   * A change was lost, or the book had no room for one: nothing of it is to be believed until a new
   * snapshot.
   */
  BLIND
}
