package io.statarb.features.instrument;

/** Takes the rows of {@link InstrumentFeed} as they arise. */
public interface InstrumentRows {
  /**
   * A row.
   *
   * @param symbol number of the instrument, from 0 in the order of their first event
   * @param event position of the event in the feed, from 0, over all instruments
   * @param tsNs time of the event as the features see it
   * @param features the features of the instrument, whose values are the row
   */
  void row(int symbol, long event, long tsNs, InstrumentFeatures features);
}
