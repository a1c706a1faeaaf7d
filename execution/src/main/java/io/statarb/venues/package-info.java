/** Ports to venues, the simulated one included. */
@NullMarked
package io.statarb.venues;

import org.jspecify.annotations.NullMarked;
