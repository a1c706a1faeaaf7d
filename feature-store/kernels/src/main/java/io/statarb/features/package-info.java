/** Incremental feature kernels, feature views and services; free of Spark. */
@NullMarked
package io.statarb.features;

import org.jspecify.annotations.NullMarked;
