/**
 * Readers of the files that venues and vendors deliver: {@link io.statarb.loaders.FileLoader} for
 * any file of any format, {@link io.statarb.loaders.TickLoader} for the quotes that a run plans
 * with, instrument by instrument and day by day.
 */
@NullMarked
package io.statarb.loaders;

import org.jspecify.annotations.NullMarked;
