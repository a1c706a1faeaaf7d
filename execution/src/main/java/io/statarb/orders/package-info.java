/** Parent and child orders and their state machine. */
@NullMarked
package io.statarb.orders;

import org.jspecify.annotations.NullMarked;
