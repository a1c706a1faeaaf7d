package io.statarb.pit;

/** Whether a fact of the very instant of a row counts for that row. */
public enum Boundary {
  /** A fact counts from its event time and its knowledge time on, these instants included. */
  INCLUSIVE,
  /**
   * A fact counts only after both: what happens at the same instant as a decision is not yet seen
   * by it. An as-known-at cut stays inclusive, because it names the last instant of knowledge.
   */
  STRICT
}
