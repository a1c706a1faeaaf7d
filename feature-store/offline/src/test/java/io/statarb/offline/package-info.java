/** Tests on one shared local Spark session with small data. */
@NullMarked
package io.statarb.offline;

import org.jspecify.annotations.NullMarked;
