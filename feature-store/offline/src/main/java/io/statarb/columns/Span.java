package io.statarb.columns;

import java.io.Serializable;

/**
 * Least and greatest of some numbers.
 *
 * @param least the least
 * @param greatest the greatest
 */
public record Span(long least, long greatest) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of the numbers of both. */
  Span and(Span other) {
    return new Span(Math.min(least, other.least), Math.max(greatest, other.greatest));
  }
}
