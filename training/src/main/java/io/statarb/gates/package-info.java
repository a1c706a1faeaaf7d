/**
 * The gates between a bundle and the registry's champion.
 *
 * <p>Integrity gates (data quality, parity, certificate, golden vectors, signature, completeness)
 * are never waived: a failure refuses the bundle. Merit gates (round trips, net gain, deflated
 * Sharpe ratio) only decide between {@code paper} and {@code live}. Everything is written so that a
 * number that is missing fails its gate.
 *
 * <p>Units: gains in bps of leg Y's notional after costs; shares are fractions. Runs on the calling
 * thread.
 */
@NullMarked
package io.statarb.gates;

import org.jspecify.annotations.NullMarked;
