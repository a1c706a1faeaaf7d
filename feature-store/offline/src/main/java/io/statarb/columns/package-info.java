/**
 * Local Parquet files read column by column: pages are unpacked straight into arrays, without a
 * batch or a vector in between, and only those pages that hold a row that is wanted.
 *
 * <p>A value is 64 bits here: an integer, the bits of a floating-point number, 0 or 1, or for text
 * its place in {@link io.statarb.columns.Texts}. Rows are counted from 0 in their row group. What
 * cannot be read so is said beforehand and left to Spark. No state is shared between threads.
 */
@NullMarked
package io.statarb.columns;

import org.jspecify.annotations.NullMarked;
