/** Replay of a tape: the same inputs give the same bytes. */
@NullMarked
package io.statarb.replay;

import org.jspecify.annotations.NullMarked;
