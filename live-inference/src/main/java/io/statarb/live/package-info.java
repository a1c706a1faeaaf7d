/**
 * The trading process and its commands.
 *
 * <p>One hot thread reads the session's ticks and runs the engine. At its edges stand the kill
 * switch's latch file, watched by a small thread of its own, the signals of the operating system,
 * and the wall clock, which paces and measures but decides nothing. Latencies are wall-clock
 * nanoseconds and never on a tape.
 */
@NullMarked
package io.statarb.live;

import org.jspecify.annotations.NullMarked;
