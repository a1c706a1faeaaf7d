/** The report page and the same numbers as JSON and CSV. */
@NullMarked
package io.statarb.report;

import org.jspecify.annotations.NullMarked;
