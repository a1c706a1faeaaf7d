/** Tick and feature tables, materialised by Spark into Delta. */
@NullMarked
package io.statarb.offline;

import org.jspecify.annotations.NullMarked;
