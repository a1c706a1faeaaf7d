package io.statarb.gates;

import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.Stage;
import java.util.List;

/**
 * A bundle that became champion.
 *
 * @param bundleSha256 its name
 * @param stage how far it may go
 * @param verdicts the verdict of every gate
 */
public record Promotion(String bundleSha256, Stage stage, List<GateVerdict> verdicts) {
  /** Copies the verdicts. */
  public Promotion {
    verdicts = List.copyOf(verdicts);
  }
}
