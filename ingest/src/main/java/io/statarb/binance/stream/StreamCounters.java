package io.statarb.binance.stream;

/**
 * What books have come to.
 *
 * @param depthUpdates changes of a book that came
 * @param bookTickers best bids and offers that came
 * @param trades trades that came, aggregate ones included
 * @param refused messages that could not be taken, or of symbols nobody asked for
 * @param outdated changes that the book had already, such as those that came twice
 * @param gaps times that a book lost its place: a change that did not follow, or a lost connection
 * @param syncs times that a book became live from a snapshot
 * @param resyncs those among them that mended a gap
 * @param blind symbols that are blind
 * @param quotesCompared comparisons of a book with the venue's best bid and offer
 * @param quoteMismatches comparisons that contradict each other; a lost best bid and offer is one
 */
public record StreamCounters(
    long depthUpdates,
    long bookTickers,
    long trades,
    long refused,
    long outdated,
    long gaps,
    long syncs,
    long resyncs,
    long blind,
    long quotesCompared,
    long quoteMismatches) {}
