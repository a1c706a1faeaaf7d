/** Tests of the point-in-time join against its definition, in memory and in Spark. */
@NullMarked
package io.statarb.pit;

import org.jspecify.annotations.NullMarked;
