/** Positions and cash in integers, folded from fills. */
@NullMarked
package io.statarb.positions;

import org.jspecify.annotations.NullMarked;
