/** The chain from a fill back to the raw files. */
@NullMarked
package io.statarb.explain;

import org.jspecify.annotations.NullMarked;
