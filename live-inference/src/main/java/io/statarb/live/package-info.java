/** The trading process and its commands. */
@NullMarked
package io.statarb.live;

import org.jspecify.annotations.NullMarked;
