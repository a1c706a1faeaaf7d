/** The ledger of every trial: each fit and each look at a holdout. */
@NullMarked
package io.statarb.ledger;

import org.jspecify.annotations.NullMarked;
