/** Gate evaluation: integrity refuses, merit limits the stage. */
@NullMarked
package io.statarb.gates;

import org.jspecify.annotations.NullMarked;
