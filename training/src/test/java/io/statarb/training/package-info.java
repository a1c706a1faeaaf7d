/** Tests of labels, fits and the choice of a model on worlds whose truth is known. */
@NullMarked
package io.statarb.training;

import org.jspecify.annotations.NullMarked;
