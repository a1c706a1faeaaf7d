/** The hot loop: ticks to features to scores to intents. */
@NullMarked
package io.statarb.engine;

import org.jspecify.annotations.NullMarked;
