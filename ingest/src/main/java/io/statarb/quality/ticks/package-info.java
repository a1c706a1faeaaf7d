/**
 * What is wrong with quotes, trades and captures: findings per file, and across the files of a
 * folder where two venues quote one symbol. Times are UTC ns, prices E9. Everything here belongs to
 * the thread that reads the files.
 */
@NullMarked
package io.statarb.quality.ticks;

import org.jspecify.annotations.NullMarked;
