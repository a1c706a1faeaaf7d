/** What the tests show of each estimator, as a table. */
@NullMarked
package io.statarb.evidence;

import org.jspecify.annotations.NullMarked;
