package io.statarb.report;

import org.jspecify.annotations.Nullable;

/**
 * A mean with its bootstrap interval.
 *
 * @param observations number of values
 * @param tradingDates number of trading dates they come from
 * @param meanMicros mean, or null without values
 * @param lowMicros lower end of the interval, or null with fewer than two values
 * @param highMicros upper end of the interval, or null with fewer than two values
 * @param level probability that the interval is meant to cover, a fraction
 * @param blockLength consecutive values drawn together
 * @param replications resamples drawn
 * @param seed seed of the draws
 * @param verdict what may be concluded, in words
 */
public record MeanInterval(
    long observations,
    long tradingDates,
    @Nullable Double meanMicros,
    @Nullable Double lowMicros,
    @Nullable Double highMicros,
    double level,
    int blockLength,
    int replications,
    long seed,
    String verdict) {}
