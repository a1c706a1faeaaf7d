/**
 * Kill and resume, across processes and restarts.
 *
 * <p>The latch is a file, so that any process can set it and no restart forgets it. Killing needs
 * one person, resuming two. Times are UTC nanoseconds of the wall clock. Safe to call from any
 * thread or process.
 */
@NullMarked
package io.statarb.control;

import org.jspecify.annotations.NullMarked;
