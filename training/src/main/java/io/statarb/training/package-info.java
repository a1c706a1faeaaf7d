/**
 * Labels, model fitting and the choice of a model per pair.
 *
 * <p>Units: labels and scores are changes of the spread over the label's horizon in units of their
 * standard deviation in the formation window ({@code labelSd}, log units); gains and costs in bps
 * of leg Y's notional; times in UTC nanoseconds. Sign: a positive score expects the spread to rise.
 * Features are cast to float and back before every fit and prediction, because float32 is what a
 * model reads in production. Threading: fits run on a pool of two and are put together in a fixed
 * order; equal inputs give equal bytes.
 */
@NullMarked
package io.statarb.training;

import org.jspecify.annotations.NullMarked;
