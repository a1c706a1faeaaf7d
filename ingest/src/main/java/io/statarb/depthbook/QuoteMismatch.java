package io.statarb.depthbook;

/**
 * A best bid and offer of the venue that the book from its changes does not agree with.
 *
 * @param symbol as the source spells it
 * @param updateId last update in the book
 * @param bookRecord record that brought the book there
 * @param quoteUpdateId last update id of a quote up to there
 * @param quoteRecord record of that quote
 * @param nextQuoteUpdateId update id of the quote after it, beyond the book
 * @param bookBidPxE9 best bid of the book, or NULL_PX
 * @param bookBidQtyE8 its quantity
 * @param bookAskPxE9 best ask of the book, or NULL_PX
 * @param bookAskQtyE8 its quantity
 * @param quoteBidPxE9 best bid of the quote, or NULL_PX
 * @param quoteBidQtyE8 its quantity
 * @param quoteAskPxE9 best ask of the quote, or NULL_PX
 * @param quoteAskQtyE8 its quantity
 * @param cause what the records around it say about the reason
 */
public record QuoteMismatch(
    String symbol,
    long updateId,
    long bookRecord,
    long quoteUpdateId,
    long quoteRecord,
    long nextQuoteUpdateId,
    long bookBidPxE9,
    long bookBidQtyE8,
    long bookAskPxE9,
    long bookAskQtyE8,
    long quoteBidPxE9,
    long quoteBidQtyE8,
    long quoteAskPxE9,
    long quoteAskQtyE8,
    Cause cause) {

  /** What the records around a mismatch say about its reason. */
  public enum Cause {
    /**
     * The next changes bring the price that the quote had: the venue left it out of the set whose
     * ids cover it.
     */
    CHANGE_LATE,
    /** The next quote agrees with the book: the quotes left out an update in between. */
    QUOTE_LEFT_OUT,
    /** Neither; the book or the quote is wrong. */
    UNEXPLAINED
  }

  QuoteMismatch because(Cause found) {
    return new QuoteMismatch(
        symbol,
        updateId,
        bookRecord,
        quoteUpdateId,
        quoteRecord,
        nextQuoteUpdateId,
        bookBidPxE9,
        bookBidQtyE8,
        bookAskPxE9,
        bookAskQtyE8,
        quoteBidPxE9,
        quoteBidQtyE8,
        quoteAskPxE9,
        quoteAskQtyE8,
        found);
  }
}
