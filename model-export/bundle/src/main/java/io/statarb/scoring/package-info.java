/**
 * Scorers of a bundle's models; ONNX Runtime is the reference.
 *
 * <p>A score is dimensionless; positive predicts that the spread rises. NaN means "no opinion" and
 * must lead to no order. A scorer belongs to one thread, the one that calls it.
 */
@NullMarked
package io.statarb.scoring;

import org.jspecify.annotations.NullMarked;
