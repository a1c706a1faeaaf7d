/** Tests of the kernels of one instrument against their formulas. */
@NullMarked
package io.statarb.features.instrument;

import org.jspecify.annotations.NullMarked;
