package io.statarb.engine;

import io.statarb.cli.Refusal;
import io.statarb.orders.VenueMode;
import java.util.Locale;

/** How the one engine trades. */
public enum EngineMode {
  /** The model decides, the venue has latency, fees and limits. */
  LIVE(VenueMode.SIMULATED, true, true),
  /** The model decides, the venue has neither latency nor costs: what the signal would be worth. */
  FRICTIONLESS(VenueMode.FRICTIONLESS, true, false),
  /** The plain z-score rule without a model, on the venue of {@link #LIVE}: what the model adds. */
  BASELINE(VenueMode.SIMULATED, false, false);

  private final VenueMode venue;
  private final boolean scored;
  private final boolean recordsEveryRow;

  EngineMode(VenueMode venue, boolean scored, boolean recordsEveryRow) {
    this.venue = venue;
    this.scored = scored;
    this.recordsEveryRow = recordsEveryRow;
  }

  /** The venue that orders go to. */
  public VenueMode venue() {
    return venue;
  }

  /** Whether the model is asked; where it is not, the tape holds NaN for its score. */
  public boolean scored() {
    return scored;
  }

  /**
   * Whether every feature row goes on the tape. A comparison run records only the rows that it
   * decides on: its tape is a sixth of the size, and no one compares its rows with the batch side.
   */
  public boolean recordsEveryRow() {
    return recordsEveryRow;
  }

  /** The word on the tape and on the command line, e.g. {@code live}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of a word; {@link Refusal#usage} when there is none. */
  public static EngineMode of(String word) {
    for (EngineMode mode : values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw Refusal.usage("no such mode: mode=%s known=live, frictionless, baseline".formatted(word));
  }
}
