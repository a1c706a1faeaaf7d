package io.statarb.depthbook;

/**
 * What the books of a file came to.
 *
 * @param messages quotes, trades, sets of changes, snapshots and flaws
 * @param unresolvedReferences always 0: levels refer to nothing
 * @param crossedBooks sets after which the best bid was above the best ask
 * @param lockedBooks sets after which the two were equal; a flag, no error
 * @param quoteMismatches comparisons in which the book contradicts the venue's best bid and offer
 * @param quotesCompared comparisons made, mismatches included
 * @param quotesUnknown comparisons left out because the levels there were not known yet
 * @param quotesOutOfOrder quotes whose update id was not above the one before, or that had none
 * @param statesNotAligned states of a book without a quote of the same moment
 * @param negativeSizes levels with a negative quantity
 * @param gaps sets that did not follow the book
 * @param staleSets sets and snapshots older than the book, left out
 * @param snapshots snapshots taken
 * @param snapshotsTooOld snapshots that no set followed, left out
 * @param overflows sets with more levels than the book has room for
 * @param blindBooks books that are blind at the end
 * @param flaws records that the loader could not take
 * @param symbols symbols with a book
 */
public record BookCounts(
    long messages,
    long unresolvedReferences,
    long crossedBooks,
    long lockedBooks,
    long quoteMismatches,
    long quotesCompared,
    long quotesUnknown,
    long quotesOutOfOrder,
    long statesNotAligned,
    long negativeSizes,
    long gaps,
    long staleSets,
    long snapshots,
    long snapshotsTooOld,
    long overflows,
    long blindBooks,
    long flaws,
    long symbols) {}
