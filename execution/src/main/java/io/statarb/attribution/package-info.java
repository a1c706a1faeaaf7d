/** The numbers of attribution and transaction costs, as folds over the tape. */
@NullMarked
package io.statarb.attribution;

import org.jspecify.annotations.NullMarked;
