/** Labels and model fitting. */
@NullMarked
package io.statarb.training;

import org.jspecify.annotations.NullMarked;
