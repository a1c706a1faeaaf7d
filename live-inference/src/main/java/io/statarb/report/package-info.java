/**
 * The report page and the same numbers as JSON and CSV, and {@code run.json}, the summary of a run
 * for machines.
 *
 * <p>Everything is read from what the stages left in the run's folder; the figures of trading are
 * folded from the tapes. Units: money is {@code long} micros of the strategy's currency, + is a
 * gain; prices are ticks ({@code px2} is twice a price), quantities lots, times UTC nanoseconds.
 * Nothing written here holds a clock value but for seconds, latencies and memory. Single-threaded.
 */
@NullMarked
package io.statarb.report;

import org.jspecify.annotations.NullMarked;
