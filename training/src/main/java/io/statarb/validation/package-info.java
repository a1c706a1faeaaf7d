/** Purged, embargoed, time-ordered validation. */
@NullMarked
package io.statarb.validation;

import org.jspecify.annotations.NullMarked;
