/** Tests of the kernels against their formulas. */
@NullMarked
package io.statarb.features;

import org.jspecify.annotations.NullMarked;
