/** Tests of reading Parquet. */
@NullMarked
package io.statarb.parquet;

import org.jspecify.annotations.NullMarked;
