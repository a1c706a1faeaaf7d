package io.statarb.settings;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * All settings of one strategy, as read from its YAML file over the defaults.
 *
 * @param name name of the strategy, also of its bundles
 * @param description one line for people
 * @param seed seed of everything random
 * @param currency currency of capital, limits and P&amp;L
 * @param capital capital base in units of {@code currency}
 * @param calendar when a trading date ends
 * @param dates which dates train and which trade
 * @param data where ticks come from and what is refused
 * @param venues venues by name in upper case
 * @param instruments symbols by name in upper case
 * @param pairs the pairs to fit
 * @param screen how pairs are found when the file lists none
 * @param features the feature service
 * @param label what a model predicts
 * @param training models tried and how they are validated
 * @param entry when a position is opened
 * @param exit when it is closed
 * @param order how orders are made
 * @param risk limits of the gate before every order
 * @param health when a pair is no longer traded as it was formed
 * @param gates what a bundle must pass to be promoted
 * @param spark the batch engine
 */
public record Strategy(
    String name,
    String description,
    long seed,
    String currency,
    long capital,
    CalendarSettings calendar,
    DateSettings dates,
    DataSettings data,
    SortedMap<String, VenueSettings> venues,
    SortedMap<String, InstrumentSettings> instruments,
    List<PairSettings> pairs,
    ScreenSettings screen,
    FeatureSettings features,
    LabelSettings label,
    TrainingSettings training,
    EntrySettings entry,
    ExitSettings exit,
    OrderSettings order,
    RiskSettings risk,
    HealthSettings health,
    GateSettings gates,
    SparkSettings spark) {

  /**
   * Settings of a venue.
   *
   * @param name its name in upper case
   * @throws IllegalArgumentException when the strategy does not have it
   */
  public VenueSettings venue(String name) {
    VenueSettings venue = venues.get(name);
    if (venue == null) {
      throw new IllegalArgumentException(
          "no settings for venue: venue=%s known=%s".formatted(name, venues.keySet()));
    }
    return venue;
  }

  /**
   * The end of a trading date.
   *
   * @param exchange calendar of the exchange, e.g. {@code NYSE}; empty for a market of 24 hours
   * @param zone time zone of {@code dayEnds}, e.g. {@code America/New_York}
   * @param dayEnds local time at which a trading date ends, e.g. {@code 17:00}
   */
  public record CalendarSettings(String exchange, String zone, String dayEnds) {}

  /**
   * Which trading dates are used.
   *
   * @param from first trading date (ISO), or empty for the first in the data
   * @param train number of trading dates to train on
   * @param formation number of the first training dates that fit hedge ratios
   * @param trade number of trading dates to trade after them; 0 means all that follow
   * @param sessionBars days of one session of daily bars; 0 where a session is one trading date
   * @param fold step of a walk forward, from 0: each leaves {@code trade} more sessions behind; -1
   *     for the last that the data are enough for
   * @param splitShortData whether data with fewer dates is cut into equal sessions within dates
   */
  public record DateSettings(
      String from,
      int train,
      int formation,
      int trade,
      int sessionBars,
      int fold,
      boolean splitShortData) {}

  /**
   * Raw data.
   *
   * @param format name of the loader, e.g. {@code lean-quotes}
   * @param corporateActions file of corporate actions below the data folder, as {@code statarb
   *     reference actions} reads it; empty where prices are adjusted or there are none
   * @param maxQuarantinedShare largest share of quarantined ticks per series and date, a fraction
   * @param maxClockOffsetMs largest clock offset between two venues of one symbol, in ms
   * @param maxJumpBps a quote whose mid moves more than this from the last good one is quarantined
   *     as a jump
   * @param maxSessionMove a quote further than this from one that several have confirmed is a jump
   *     however long it lasts, a fraction
   */
  public record DataSettings(
      String format,
      String corporateActions,
      double maxQuarantinedShare,
      double maxClockOffsetMs,
      double maxJumpBps,
      double maxSessionMove) {}

  /**
   * A venue and how the simulated one behaves.
   *
   * @param utcOffset offset of the times in its files, e.g. {@code -05:00}; empty when not stated:
   *     then it is UTC and the quotes must bear that out
   * @param latencyMs time from sending an order to its arrival, in ms
   * @param feePerMillion fee in currency units per million of notional
   * @param maxFillLots most lots that one order can fill
   * @param staleAfterMs a quote older than this is not tradable, in ms
   * @param halfSpreadBps half the spread that is assumed around a price without quotes, in bps
   * @param fillsAtOpen whether an order sent after the close is dealt in the next opening, at its
   *     price alone; otherwise a fill is never better than the quote that the order met
   */
  public record VenueSettings(
      String utcOffset,
      double latencyMs,
      double feePerMillion,
      long maxFillLots,
      double staleAfterMs,
      double halfSpreadBps,
      boolean fillsAtOpen) {
    /** Offset of the times in its files; UTC where none is stated. */
    public ZoneOffset offset() {
      return utcOffset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(utcOffset);
    }
  }

  /**
   * A symbol.
   *
   * @param securityType folder of the data set that holds it, e.g. {@code forex}
   * @param tick size of one price tick in quote currency, as decimal text
   * @param lot units of the base asset in one lot
   * @param currency quote currency
   * @param venues venues that quote it
   * @param sector sector of an equity, or empty
   */
  public record InstrumentSettings(
      String securityType,
      String tick,
      long lot,
      String currency,
      List<String> venues,
      String sector) {}

  /**
   * A pair or basket to fit: {@code spread = log y - sum of hedge ratio x log x - intercept}.
   *
   * @param y instrument name of leg Y, e.g. {@code EURUSD.FXCM}
   * @param x instrument names of the hedge legs: one of a pair, several of a basket; a file may
   *     write one without brackets
   * @param hedgeRatios their hedge ratios in the same order where they are given; empty: they are
   *     fitted on the formation sessions
   */
  public record PairSettings(String y, List<String> x, List<Double> hedgeRatios) {
    /** Copies the lists. */
    public PairSettings {
      x = List.copyOf(x);
      hedgeRatios = List.copyOf(hedgeRatios);
    }

    /** A pair of two legs whose hedge ratio is fitted. */
    public PairSettings(String y, String x) {
      this(y, List.of(x), List.of());
    }

    /** Instrument names of all legs, Y first. */
    public List<String> legs() {
      List<String> legs = new ArrayList<>();
      legs.add(y);
      legs.addAll(x);
      return List.copyOf(legs);
    }

    /** Name for people, tables and models: the legs joined by {@code -}. */
    public String name() {
      return String.join("-", legs());
    }
  }

  /**
   * The search for pairs among all symbols of the data, on the formation sessions of each fold
   * alone.
   *
   * @param pairs most pairs taken; 0 where the file lists its pairs itself
   * @param pairsPerSymbol most of them that one symbol may be a leg of, baskets not counted
   * @param baskets most baskets taken: a stock against several others
   * @param basketLegs most hedge legs of a basket
   * @param withinSectors whether both legs must be of one sector
   * @param fdr largest expected share of false discoveries, a fraction; pairs beyond it may be
   *     traded on paper only
   * @param minHalfLifeBars a spread that comes back faster is not traded
   * @param maxHalfLifeBars nor one that comes back more slowly
   * @param minSdToCost least sd of the spread in multiples of the cost of a round trip
   * @param sectors file with the sector of each symbol, below the data folder; may be empty
   * @param members folder with dated member lists, below the data folder; may be empty
   * @param instrument what each symbol is
   */
  public record ScreenSettings(
      int pairs,
      int pairsPerSymbol,
      int baskets,
      int basketLegs,
      boolean withinSectors,
      double fdr,
      double minHalfLifeBars,
      double maxHalfLifeBars,
      double minSdToCost,
      String sectors,
      String members,
      InstrumentSettings instrument) {}

  /**
   * The feature service.
   *
   * @param service name of the feature service
   * @param decisionZ feature that the entry and exit rules read as the z-score
   */
  public record FeatureSettings(String service, String decisionZ) {}

  /**
   * What a model predicts: the change of the spread over {@code horizonMs}, in units of the sd of
   * such changes in the formation window.
   *
   * @param horizonMs horizon in ms
   */
  public record LabelSettings(long horizonMs) {}

  /**
   * Model search.
   *
   * @param models families tried: {@code ridge}, {@code gradient-boosting}
   * @param maxRows most rows a fit may use; rows are thinned evenly
   * @param embargoMs gap after a training window during which no row is validated, in ms
   * @param ridgeLambdas penalties tried
   * @param boostingTrees numbers of trees tried
   * @param boostingLeaves most leaves of a tree
   * @param boostingShrinkage learning rate, a fraction
   */
  public record TrainingSettings(
      List<String> models,
      int maxRows,
      long embargoMs,
      List<Double> ridgeLambdas,
      List<Integer> boostingTrees,
      int boostingLeaves,
      double boostingShrinkage) {}

  /**
   * Entry rule: |z| at least {@code z} and a score toward reversion at least the threshold.
   *
   * @param z entry threshold of the z-score, in sd
   * @param scoreQuantile the score threshold is this quantile of |score| over training rows, a
   *     fraction
   * @param edgeToCost least predicted gain as a multiple of the quoted cost of a round trip; 0
   *     switches it off
   */
  public record EntrySettings(double z, double scoreQuantile, double edgeToCost) {}

  /**
   * Exit rules.
   *
   * @param z the position is closed when |z| falls to this, in sd
   * @param stopZ the position is closed at a loss when z against it reaches this, in sd
   * @param maxHoldingMs longest holding in ms
   * @param cooldownMs no new entry in the pair within this after an exit, in ms
   * @param flatBeforeEndMs no entry, and positions closed, within this before the end of the
   *     session, in ms
   */
  public record ExitSettings(
      double z, double stopZ, long maxHoldingMs, long cooldownMs, long flatBeforeEndMs) {}

  /**
   * Orders.
   *
   * @param lots lots of leg Y of an entry, where {@code notional} is 0
   * @param notional value of leg Y of an entry in currency units, to whole lots below; 0: by lots
   * @param limitSlackBps how far beyond the touch a limit may reach, in bps
   * @param unwindSlackBps the same for exits and for unwinding a missing leg, in bps
   * @param maxUnwindAttempts attempts to unwind before the pair is left for the end of the date
   */
  public record OrderSettings(
      long lots,
      long notional,
      double limitSlackBps,
      double unwindSlackBps,
      int maxUnwindAttempts) {}

  /**
   * Limits of the risk gate; each is inclusive.
   *
   * @param maxOrderLots most lots of one order
   * @param maxOrderNotional largest notional of one order, in currency units
   * @param priceCollarBps furthest limit price from the mid, in bps
   * @param maxGrossNotional largest gross exposure with orders in flight, in currency units
   * @param maxMessages most orders within {@code messageWindowMs}
   * @param messageWindowMs length of that window, in ms
   * @param duplicateWindowMs the same order twice within this is a duplicate, in ms
   * @param maxDailyLoss largest loss of a date, in currency units
   */
  public record RiskSettings(
      long maxOrderLots,
      long maxOrderNotional,
      double priceCollarBps,
      long maxGrossNotional,
      int maxMessages,
      long messageWindowMs,
      long duplicateWindowMs,
      long maxDailyLoss) {}

  /**
   * Health of a pair: how it is measured and what comes of it.
   *
   * @param enforce whether a verdict has an effect on trading; it is recorded in any case
   * @param stepMs distance of two samples of the spread, in ms, or a multiple of it for a slow pair
   * @param window samples of a check
   * @param windowHalfLives half-lives of the formation window that a window spans at least
   * @param checkEvery samples from one check to the next
   * @param sizeDown beyond one of these, entries are smaller
   * @param exitOnly beyond one of these, nothing is entered
   * @param hedgeDriftT a drift of the hedge ratio counts from so many of its standard errors
   * @param breakAlpha probability that a pair without a break is ever found broken, by any of the
   *     tests for it, a fraction
   * @param breakShiftSd a break counts from a shift of the spread's level by so many sd of the
   *     formation window
   * @param recoverChecks checks in a row that must be better before the verdict is
   * @param sizeDownShare lots of a smaller entry, a fraction of {@code order.lots}
   * @param exitQuarantined whether the position of a quarantined pair is closed at once
   */
  public record HealthSettings(
      boolean enforce,
      long stepMs,
      int window,
      int windowHalfLives,
      int checkEvery,
      HealthLimits sizeDown,
      HealthLimits exitOnly,
      double hedgeDriftT,
      double breakAlpha,
      double breakShiftSd,
      int recoverChecks,
      double sizeDownShare,
      boolean exitQuarantined) {}

  /**
   * Limits of one verdict on a pair; each is inclusive.
   *
   * @param pValue largest p-value of the unit-root test of the spread, a fraction
   * @param halfLifeRatio longest half-life as a multiple of that of the formation window
   * @param sdRatio largest sd of the spread as a multiple of that of the formation window
   * @param hedgeDrift furthest that the hedge ratio may be from that of the formation window, a
   *     fraction of it
   */
  public record HealthLimits(
      double pValue, double halfLifeRatio, double sdRatio, double hedgeDrift) {}

  /**
   * Promotion gates; merit gates only decide between {@code paper} and {@code live}.
   *
   * @param minParityRows least feature rows compared before promotion
   * @param minValidationRoundTrips least round trips in validation (merit)
   * @param minValidationNetBps least mean net gain of a round trip in validation, in bps (merit)
   * @param minDeflatedSharpe least probability that the Sharpe ratio is above that of the best of
   *     all trials (merit)
   */
  public record GateSettings(
      long minParityRows,
      long minValidationRoundTrips,
      double minValidationNetBps,
      double minDeflatedSharpe) {}

  /**
   * The batch engine.
   *
   * @param master Spark master, e.g. {@code local[2]}
   * @param shufflePartitions partitions of a shuffle
   */
  public record SparkSettings(String master, int shufflePartitions) {}
}
