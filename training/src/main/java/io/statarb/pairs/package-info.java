/** Pair and basket selection from a formation window. */
@NullMarked
package io.statarb.pairs;

import org.jspecify.annotations.NullMarked;
