/** Scorers of a bundle's models; ONNX Runtime is the reference. */
@NullMarked
package io.statarb.scoring;

import org.jspecify.annotations.NullMarked;
