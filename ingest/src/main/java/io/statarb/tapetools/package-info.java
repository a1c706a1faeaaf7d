/**
 * What an operator does with a tape by hand: {@code statarb tape stat, cat, verify, cut}. Reads any
 * message by the schema alone, so a new message needs nothing here. No tape is ever changed.
 * Confined to one thread.
 */
@NullMarked
package io.statarb.tapetools;

import org.jspecify.annotations.NullMarked;
