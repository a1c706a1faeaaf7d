/**
 * The point-in-time join: what was the latest value, as far as it was known, at each of these
 * moments? {@link io.statarb.pit.AsOfJoin} answers on columns in memory, {@link
 * io.statarb.pit.PointInTimeJoin} over tables in Spark, where each task runs the former.
 *
 * <p>A <i>fact</i> has an entity, an event time (when it was true), a knowledge time (from when on
 * it could be known; its event time if none is given) and values. A correction is a further fact of
 * the same event time that became known later. A <i>row</i> has an entity and a time. Which fact a
 * row gets is said by {@link io.statarb.pit.AsOfRule}.
 *
 * <p>Times are UTC ns in columns and in Spark's long columns. Entities are numbers from 0 in
 * columns, integers or text in Spark. No state is shared between threads; everything here is called
 * by one thread at a time. Nothing here knows of runs, strategies or features.
 */
@NullMarked
package io.statarb.pit;

import org.jspecify.annotations.NullMarked;
