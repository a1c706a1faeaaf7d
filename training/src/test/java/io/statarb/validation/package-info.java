/** Tests of splits, thresholds and statistics: published figures and properties over seeds. */
@NullMarked
package io.statarb.validation;

import org.jspecify.annotations.NullMarked;
