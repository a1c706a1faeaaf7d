/**
 * The ledger of every trial: each fit and each look at a holdout, one JSON object per line.
 *
 * <p>Append only. What counts is the number of <em>distinct</em> trials, by data version, settings
 * and seed: running the same thing again is no new trial. Writers take a lock on the file, so
 * several processes may append; an opened ledger belongs to one thread.
 */
@NullMarked
package io.statarb.ledger;

import org.jspecify.annotations.NullMarked;
