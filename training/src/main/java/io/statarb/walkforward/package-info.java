/**
 * Sums up a walk forward: what each fold found and traded, read from the folds' run folders and
 * tapes, and all of them as one track record by day, sector and pair, for people and for machines.
 * Called by the pipeline when the last fold has ended; runs nothing itself.
 */
@NullMarked
package io.statarb.walkforward;

import org.jspecify.annotations.NullMarked;
