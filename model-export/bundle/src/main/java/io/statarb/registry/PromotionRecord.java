package io.statarb.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One promotion or rollback.
 *
 * @param number from 1, without gaps
 * @param action what was done
 * @param sha256 the version that became champion
 * @param stage its stage
 * @param asked the stage that was asked for
 * @param gates the verdict of every gate; of a rollback, those of the version's own promotion
 * @param previous the champion before, null at the first promotion
 */
public record PromotionRecord(
    long number,
    Action action,
    String sha256,
    Stage stage,
    Stage asked,
    List<GateVerdict> gates,
    @Nullable AliasEntry previous) {
  /** Copies the verdicts. */
  public PromotionRecord {
    gates = List.copyOf(gates);
  }

  /** What was done. */
  public enum Action {
    /** A version became champion by its gates. */
    @JsonProperty("promote")
    PROMOTE,
    /** The champion before became champion again. */
    @JsonProperty("rollback")
    ROLLBACK
  }

  /** The champion's alias that this record leads to. */
  AliasEntry champion() {
    return new AliasEntry(sha256, stage, number);
  }
}
