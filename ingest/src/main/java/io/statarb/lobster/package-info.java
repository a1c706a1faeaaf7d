/**
 * LOBSTER files: the messages of one symbol and day, the order book rows beside them, and a book
 * rebuilt from the messages that is compared with the rows.
 *
 * <p>Within the package prices are in 1e-4 of a dollar and sizes in shares, as the files say them;
 * loaders deliver E9 and E8. All classes are confined to the thread that made them.
 */
@NullMarked
package io.statarb.lobster;

import org.jspecify.annotations.NullMarked;
