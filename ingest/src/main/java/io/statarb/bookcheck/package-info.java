/**
 * Rebuilds books from files and says whether they are sound: every reference resolved, never
 * crossed while trading, no negative size, and equal to what the venue itself says.
 *
 * <p>Called by the command {@code book}; formats with an answer of their own beside the messages
 * register a {@link io.statarb.bookcheck.BookCheck}.
 */
@NullMarked
package io.statarb.bookcheck;

import org.jspecify.annotations.NullMarked;
