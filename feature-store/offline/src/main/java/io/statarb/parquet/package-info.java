/**
 * Reads Parquet files by the same mapping of columns as CSV, see {@link
 * io.statarb.mapping.ColumnMapping}. It stands beside Spark because the library comes with it.
 *
 * <p>Prices come out in E9, quantities in E8, times in UTC ns. One row group of the mapped columns
 * is in memory at a time. Confined to one thread.
 */
@NullMarked
package io.statarb.parquet;

import org.jspecify.annotations.NullMarked;
