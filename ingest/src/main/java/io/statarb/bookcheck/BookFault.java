package io.statarb.bookcheck;

/**
 * One thing that is wrong with a book.
 *
 * @param record number of the record: message, line or update
 * @param symbol symbol, or empty when it is not known
 * @param kind which count it is part of, e.g. {@code quote_mismatch}
 * @param cause ids and facts
 */
public record BookFault(long record, String symbol, String kind, String cause) {}
