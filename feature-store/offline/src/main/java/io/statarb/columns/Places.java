package io.statarb.columns;

/**
 * Places of rows that follow each other.
 *
 * @param from the first
 * @param to behind the last
 */
public record Places(long from, long to) {}
