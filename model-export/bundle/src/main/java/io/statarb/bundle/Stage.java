package io.statarb.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a bundle may go. */
public enum Stage {
  /** The simulated venue only; some merit gate failed, or nobody asked for more. */
  @JsonProperty("paper")
  PAPER,
  /** Real venues too: every gate passed. */
  @JsonProperty("live")
  LIVE;

  /** The word that files and pages use: {@code paper} or {@code live}. */
  public String word() {
    return switch (this) {
      case PAPER -> "paper";
      case LIVE -> "live";
    };
  }
}
