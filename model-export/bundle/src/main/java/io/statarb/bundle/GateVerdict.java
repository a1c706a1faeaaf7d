package io.statarb.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The verdict of one gate.
 *
 * @param name name of the gate in snake case, e.g. {@code export_certificate}
 * @param kind whether a failure refuses the bundle or limits its stage
 * @param passed the verdict
 * @param value what was measured; NaN when it could not be
 * @param limit what it was compared with
 * @param detail one line for people: what the two numbers are
 */
public record GateVerdict(
    String name, Kind kind, boolean passed, double value, double limit, String detail) {

  /** What a failure means. */
  public enum Kind {
    /** Never waived: a failure refuses the bundle. */
    @JsonProperty("integrity")
    INTEGRITY,
    /** Decides how far: a failure leaves the bundle at {@link Stage#PAPER}. */
    @JsonProperty("merit")
    MERIT
  }

  /** Checks that the gate has a name. */
  public GateVerdict {
    if (name.isBlank()) {
      throw new IllegalArgumentException("gate needs a name: detail=" + detail);
    }
  }
}
