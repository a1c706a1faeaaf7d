package io.statarb.attribution;

/**
 * P&amp;L of the session so far.
 *
 * @param tsNs time
 * @param pnlMicros cash of the fills plus positions at mid; the last point has the closing marks
 *     instead
 */
public record EquityPoint(long tsNs, long pnlMicros) {}
