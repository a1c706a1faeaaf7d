/**
 * Replay of a tape: the same input records give the same bytes.
 *
 * <p>Here are also the journal that resumes a broken-off tape by running its inputs again, and the
 * figures that are read from a tape alone. Everything runs on one thread; nothing reads a clock.
 */
@NullMarked
package io.statarb.replay;

import org.jspecify.annotations.NullMarked;
