package io.statarb.engine;

import io.statarb.tape.sbe.HealthOpeningDecoder;
import io.statarb.tape.sbe.HealthState;
import java.util.ArrayList;
import java.util.List;

/**
 * What pairs bring along from the last session that the same bundle traded. Windows and monitors
 * begin anew, since nothing was sampled overnight, but what they had found stands: a quarantine
 * until a new bundle has formed the pair again, any other verdict until a full window agrees on a
 * better one.
 *
 * @param tradeDate the session that it comes from; empty where there is nothing to bring along
 * @param verdicts those other than healthy; a pair that is not named opens healthy
 */
public record HealthOpening(String tradeDate, List<Verdict> verdicts) {
  /** All pairs open healthy. */
  public static final HealthOpening NONE = new HealthOpening("", List.of());

  /**
   * The verdict on one pair.
   *
   * @param pairId the pair
   * @param state its state
   * @param reasons why, as bits of {@link io.statarb.health.HealthReason}
   */
  public record Verdict(int pairId, HealthState state, int reasons) {}

  /** Copies the list. */
  public HealthOpening {
    verdicts = List.copyOf(verdicts);
  }

  /** Reads a record. */
  public static HealthOpening of(HealthOpeningDecoder record) {
    List<Verdict> verdicts = new ArrayList<>();
    for (HealthOpeningDecoder.VerdictsDecoder verdict : record.verdicts()) {
      verdicts.add(new Verdict(verdict.pairId(), verdict.state(), verdict.reasons()));
    }
    return new HealthOpening(record.tradeDate(), verdicts);
  }
}
