package io.statarb.report;

import io.statarb.attribution.LegTrade;
import io.statarb.attribution.RoundTrip;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A pair from flat to flat, or to the end of the date when something was left.
 *
 * @param tradeDate session
 * @param tripId number in the session, from 1, in order of entry
 * @param pair name of the pair
 * @param direction +1 long the spread, -1 short
 * @param openedNs when its entry was sent, UTC ns
 * @param closedNs its last fill, UTC ns
 * @param entryZ z-score at the decision to enter
 * @param entryZThreshold threshold in force
 * @param entryScore model score at the decision to enter, or null without a model
 * @param entryScoreThreshold threshold in force
 * @param exitReason why it was closed, in lower case
 * @param legs what each leg did, Y first
 * @param fills number of fills
 * @param pnlMicros net P&amp;L
 * @param attribution P&amp;L by cause
 * @param firstFillId id of its first fill, as {@code explain} takes it
 */
public record RoundTripLine(
    String tradeDate,
    int tripId,
    String pair,
    int direction,
    long openedNs,
    long closedNs,
    double entryZ,
    double entryZThreshold,
    @Nullable Double entryScore,
    double entryScoreThreshold,
    String exitReason,
    List<LegLine> legs,
    int fills,
    long pnlMicros,
    SortedMap<String, Long> attribution,
    String firstFillId) {

  /** Copies the list. */
  public RoundTripLine {
    legs = List.copyOf(legs);
  }

  /**
   * One leg.
   *
   * @param instrument what was traded
   * @param lots lots that the entry filled, + bought
   * @param entryPrice mean price of those fills in quote currency, or null
   * @param exitPrice mean price of all later fills, or null
   */
  public record LegLine(
      String instrument, long lots, @Nullable Double entryPrice, @Nullable Double exitPrice) {
    static LegLine of(LegTrade leg) {
      return new LegLine(
          leg.instrument(), leg.lots(), finite(leg.entryPrice()), finite(leg.exitPrice()));
    }
  }

  static RoundTripLine of(RoundTrip trip, String pair, String firstFillId) {
    return new RoundTripLine(
        trip.tradeDate(),
        trip.tripId(),
        pair,
        trip.direction(),
        trip.entryTsNs(),
        trip.exitTsNs(),
        trip.entryZ(),
        trip.entryZThreshold(),
        finite(trip.entryScore()),
        trip.entryScoreThreshold(),
        trip.exitReason().toLowerCase(Locale.ROOT),
        trip.legs().stream().map(LegLine::of).toList(),
        trip.fills(),
        trip.netMicros(),
        CauseWords.byName(trip.causes()),
        firstFillId);
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
