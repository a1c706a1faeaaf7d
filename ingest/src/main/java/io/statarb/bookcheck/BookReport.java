package io.statarb.bookcheck;

import java.util.List;
import java.util.SortedMap;

/**
 * What a rebuilt book was found to be.
 *
 * @param file the file
 * @param format its format
 * @param symbols symbols with a book
 * @param messages records read
 * @param unresolvedReferences references to orders that cannot be in the book
 * @param crossedBooks times that a book was crossed while its symbol was trading
 * @param quoteMismatches comparisons with what the venue says that failed
 * @param negativeSizes sizes below 0, given or reached
 * @param flaws records that are not of the format
 * @param quotesCompared comparisons with what the venue says
 * @param sound whether nothing was found
 * @param faults the first of what was found
 * @param details further counts by name
 * @param notes what the counts do not say
 */
public record BookReport(
    String file,
    String format,
    long symbols,
    long messages,
    long unresolvedReferences,
    long crossedBooks,
    long quoteMismatches,
    long negativeSizes,
    long flaws,
    long quotesCompared,
    boolean sound,
    List<BookFault> faults,
    SortedMap<String, Long> details,
    List<String> notes) {}
