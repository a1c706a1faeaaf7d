/** Tests of the health of pairs. */
@NullMarked
package io.statarb.health;

import org.jspecify.annotations.NullMarked;
