/**
 * Tick and feature tables: written by Spark into Delta, read back into primitive arrays, compared
 * with what live recorded.
 *
 * <p>The work is one task per trading session, because kernel state starts afresh in each. Ticks
 * are sorted once, when they are written; nothing joins or windows them later. Rows travel as
 * Spark's internal rows, never as one object per tick.
 *
 * <p>Units as in the tapes: UTC nanoseconds, price ticks, spreads in logarithms. Called by one
 * driver thread; what runs in tasks holds no shared state. No feature is defined here.
 */
@NullMarked
package io.statarb.offline;

import org.jspecify.annotations.NullMarked;
