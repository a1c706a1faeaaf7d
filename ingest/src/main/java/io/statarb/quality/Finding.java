package io.statarb.quality;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;

/**
 * One defect of one series.
 *
 * @param symbol series, as its source spells it; {@code A/B} where two sources disagree
 * @param from first moment or day it concerns, ISO, UTC
 * @param to last one
 * @param kind what it is
 * @param evidence what was measured, by name, with units in the names
 * @param verdict what follows
 */
public record Finding(
    String symbol,
    String from,
    String to,
    FindingKind kind,
    Map<String, Object> evidence,
    Verdict verdict) {

  /** What follows from a finding, or from all of a day and symbol. */
  public enum Verdict {
    /** Noted; the data may be used. */
    PASS,
    /** To be looked at; the data may be used without what was quarantined. */
    WARN,
    /** The series must not be used over this span. */
    FAIL;

    /** Name in JSON. */
    @JsonValue
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The graver of two. */
    public Verdict and(Verdict other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }
}
