/**
 * Tables for research: any CSV or Parquet file as a {@link io.statarb.table.Panel} of named series
 * over dates, wide (a column for each series) or long (a row for each date and symbol).
 *
 * <p>Called by the research commands. What cannot be read is a refusal that names file, line and
 * column; a missing value is NaN in a panel and never a number. Stateless but for readers, which
 * belong to one thread.
 */
@NullMarked
package io.statarb.table;

import org.jspecify.annotations.NullMarked;
