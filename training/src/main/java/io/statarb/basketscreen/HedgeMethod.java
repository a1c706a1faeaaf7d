package io.statarb.basketscreen;

import org.jspecify.annotations.Nullable;

/**
 * A way to choose and weigh hedges, made for one panel. It may keep what does not depend on the
 * order of the days, such as correlations of standardised returns, for all worlds: they hold the
 * panel's days in another order.
 *
 * <p>Immutable; used by several threads.
 */
interface HedgeMethod {
  /**
   * The method in one world.
   *
   * @param logs log prices, one array a column; the panel's own or those of one of its {@link
   *     ShuffledWorlds}
   */
  InWorld in(double[][] logs);

  /** Whether a column has anything that may hedge it. */
  boolean hasPeer(int y);

  /** Hedges of one world, one after another. */
  interface InWorld {
    /** The hedge of a column; null when there is nothing to hedge it with, or nothing is left. */
    @Nullable Hedge hedge(int y);
  }
}
