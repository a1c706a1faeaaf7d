/**
 * Files with columns of their own: a YAML file says which column is what, {@link
 * io.statarb.mapping.ColumnMapping} holds it, and {@link io.statarb.mapping.MappedDelivery}
 * delivers rows of any source that has columns, be it CSV here or Parquet where its library is at
 * hand.
 *
 * <p>Prices come out in E9, quantities in E8, times in UTC ns, without floating point where the
 * source is text. Confined to one thread.
 */
@NullMarked
package io.statarb.mapping;

import org.jspecify.annotations.NullMarked;
