/** Tests of the snapshot of pairs. */
@NullMarked
package io.statarb.snapshot;

import org.jspecify.annotations.NullMarked;
