/**
 * The screen: every pair of a universe over one formation window, each with all cheap statistics, a
 * place among all that were tried, and a reason where it is left out.
 *
 * <p>Honest by construction: false discoveries are controlled over <em>all</em> pairs that were
 * tested, not over those that look good; how many they were goes into the trial ledger; nothing
 * after the formation window is read. Spreads are of natural logarithms, {@code log y - hedgeRatio
 * * log x - intercept}; half-lives are in bars; costs in bps of the leg's value.
 *
 * <p>Called by the research commands and by pair selection. Results do not depend on the number of
 * threads.
 */
@NullMarked
package io.statarb.screen;

import org.jspecify.annotations.NullMarked;
