/** Checks of what was read, and the quarantine of what fails, by typed reason. */
@NullMarked
package io.statarb.cleansing;

import org.jspecify.annotations.NullMarked;
