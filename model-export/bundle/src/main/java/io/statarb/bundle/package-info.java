/**
 * The signed bundle: all that crosses from research to production, and the records that lead to it.
 *
 * <p>A bundle is a folder whose {@code manifest.json} names the sha256 of every other file and
 * whose {@code manifest.sig} signs the exact bytes of the manifest (Ed25519). Opening checks, in
 * this order and each before the next: signature, manifest, digests and completeness, settings,
 * feature order, pairs, each model's graph by our own reader, golden vectors through ONNX Runtime.
 * The first failure is a {@link io.statarb.cli.Refusal} that names the file and the fact.
 *
 * <p>Units: a score is a predicted change of the spread in units of the label's standard deviation;
 * positive means that the spread will rise. Thresholds are on |score|. Nothing here holds a clock
 * value: the same inputs give the same digest. Everything is immutable once opened and may be
 * shared by threads; writers are single-threaded.
 */
@NullMarked
package io.statarb.bundle;

import org.jspecify.annotations.NullMarked;
