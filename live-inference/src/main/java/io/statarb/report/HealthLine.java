package io.statarb.report;

import io.statarb.engine.HealthOpening;
import io.statarb.health.HealthReason;
import io.statarb.tape.sbe.HealthState;
import io.statarb.tape.sbe.PairHealthDecoder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of the verdict on a pair, or the verdict that it opened a session with.
 *
 * @param tradeDate session
 * @param tsNs time, UTC ns
 * @param pair name of the pair
 * @param before verdict before, in lower case
 * @param state verdict from then on, in lower case
 * @param reasons why, as words of {@link HealthReason}
 * @param broughtFrom session that it was brought along from; empty for a change
 * @param measures what it rests on; null where it was brought along
 */
public record HealthLine(
    String tradeDate,
    long tsNs,
    String pair,
    String before,
    String state,
    List<String> reasons,
    String broughtFrom,
    @Nullable Measures measures) {

  /**
   * The measures of a check, each null where it is no number.
   *
   * @param pValue p-value of the unit-root test
   * @param halfLifeS half-life in seconds, or in bars where features come from bars
   * @param hedgeRatio hedge ratio of the window
   * @param hedgeDriftT its distance from that of the formation window, in standard errors
   * @param sdRatio sd of the spread as a multiple of that of the formation window
   * @param shiftSd shift of the spread's level in sd of the formation window
   * @param breakRatio sum of innovations over its boundary
   */
  public record Measures(
      @Nullable Double pValue,
      @Nullable Double halfLifeS,
      @Nullable Double hedgeRatio,
      @Nullable Double hedgeDriftT,
      @Nullable Double sdRatio,
      @Nullable Double shiftSd,
      @Nullable Double breakRatio) {}

  static HealthLine of(PairHealthDecoder record, String tradeDate, PairNames pairs) {
    return new HealthLine(
        tradeDate,
        record.tsNs(),
        pairs.name(record.pairId()),
        word(record.before()),
        word(record.state()),
        HealthReason.words(record.reasons()),
        "",
        new Measures(
            finite(record.pValue()),
            finite(record.halfLifeS()),
            finite(record.hedgeRatio()),
            finite(record.hedgeDriftT()),
            finite(record.sdRatio()),
            finite(record.shiftSd()),
            finite(record.breakRatio())));
  }

  static List<HealthLine> of(HealthOpening opening, long tsNs, String tradeDate, PairNames pairs) {
    return opening.verdicts().stream()
        .map(verdict ->
            new HealthLine(
                tradeDate,
                tsNs,
                pairs.name(verdict.pairId()),
                word(verdict.state()),
                word(verdict.state()),
                HealthReason.words(verdict.reasons()),
                opening.tradeDate(),
                null))
        .toList();
  }

  private static String word(HealthState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
