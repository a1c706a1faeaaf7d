/**
 * Features of a few entities in one file, made by research and read by the trading side at its
 * start: {@link io.statarb.snapshot.FeatureSnapshot}. Times are UTC ns, units those of the fields.
 * What is here never changes once made, so any thread may read it.
 */
@NullMarked
package io.statarb.snapshot;

import org.jspecify.annotations.NullMarked;
