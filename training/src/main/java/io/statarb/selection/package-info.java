/**
 * Finds the pairs of one fold among all symbols of a folder of daily bars: cuts the formation
 * window out of the data, judges its quality, screens all pairs in it and chooses those to be
 * traded. What comes after the window is never read by the screen. Called by the pipeline before
 * anything else of a run.
 */
@NullMarked
package io.statarb.selection;

import org.jspecify.annotations.NullMarked;
