/** Ticks and quotes in integer prices and UTC nanoseconds. */
@NullMarked
package io.statarb.ticks;

import org.jspecify.annotations.NullMarked;
