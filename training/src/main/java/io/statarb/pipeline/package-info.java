/** The batch commands and the demo. */
@NullMarked
package io.statarb.pipeline;

import org.jspecify.annotations.NullMarked;
