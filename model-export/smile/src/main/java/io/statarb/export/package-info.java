/**
 * Smile models to ONNX, with a certificate of parity.
 *
 * <p>Every graph takes {@code features} float32 [N, k], unstandardised and in the order of the
 * feature service, and gives {@code score} float64 [N, 1]. Inside it works in float64, because a
 * sum of products of unscaled features in float32 changes decisions. Training fits and predicts on
 * the float32 values widened to double, so that both sides see the same numbers. A score is
 * dimensionless; positive predicts that the spread rises.
 *
 * <p>Exports are pure functions: the same model gives the same bytes. Single-threaded.
 */
@NullMarked
package io.statarb.export;

import org.jspecify.annotations.NullMarked;
