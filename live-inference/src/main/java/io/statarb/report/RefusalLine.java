package io.statarb.report;

import io.statarb.attribution.AttributionFold;
import io.statarb.instruments.Universe;
import io.statarb.risk.RiskGate;
import io.statarb.tape.sbe.HealthRefusalDecoder;
import io.statarb.tape.sbe.HealthState;
import io.statarb.tape.sbe.RefusalCode;
import io.statarb.tape.sbe.RiskRefusalDecoder;
import java.util.Locale;

/**
 * A check of the risk gate, or the health of the pair, that stopped an order.
 *
 * @param tradeDate session
 * @param tsNs time, UTC ns
 * @param pair name of the pair
 * @param instrument name of the instrument, or {@code all legs}
 * @param code why, in lower case
 * @param limitValue the limit in {@code unit}
 * @param actualValue the value that broke it, in {@code unit}
 * @param unit unit of both: {@code micros}, {@code ns}, {@code lots}, {@code orders}, {@code e8}
 *     (parts of 1e8), {@code condition} (value of a quote condition, -1 without a quote), {@code
 *     health} (value of a {@link HealthState}) or empty
 */
public record RefusalLine(
    String tradeDate,
    long tsNs,
    String pair,
    String instrument,
    String code,
    long limitValue,
    long actualValue,
    String unit) {

  private static final String ALL_LEGS = "all legs";

  static RefusalLine of(
      RiskRefusalDecoder record, String tradeDate, PairNames pairs, Universe universe) {
    int instrument = record.instrumentId();
    return new RefusalLine(
        tradeDate,
        record.tsNs(),
        pairs.name(record.pairId()),
        instrument == RiskGate.ALL_LEGS ? ALL_LEGS : universe.instrument(instrument).name(),
        word(record.code().name()),
        record.limitValue(),
        record.actualValue(),
        unit(record.code()));
  }

  static RefusalLine of(HealthRefusalDecoder record, String tradeDate, PairNames pairs) {
    return new RefusalLine(
        tradeDate,
        record.tsNs(),
        pairs.name(record.pairId()),
        ALL_LEGS,
        word(AttributionFold.PAIR_HEALTH),
        // Nothing stricter than this may enter.
        HealthState.SIZE_DOWN.value(),
        record.state().value(),
        "health");
  }

  /** A code as files have it. */
  static String word(String code) {
    return code.toLowerCase(Locale.ROOT);
  }

  private static String unit(RefusalCode code) {
    return switch (code) {
      case MAX_NOTIONAL, GROSS_EXPOSURE, DAILY_LOSS -> "micros";
      case STALE_QUOTE, DUPLICATE_ORDER -> "ns";
      case MAX_QTY -> "lots";
      case MESSAGE_RATE -> "orders";
      case PRICE_COLLAR -> "e8";
      case NOT_TRADABLE -> "condition";
      case KILL_SWITCH, INVALID_ORDER, NULL_VAL -> "";
    };
  }
}
