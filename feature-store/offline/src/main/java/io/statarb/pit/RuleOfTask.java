package io.statarb.pit;

import java.io.Serializable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An {@link AsOfRule} on its way to a task: an {@link OptionalLong} cannot be sent. */
record RuleOfTask(boolean strict, long ttlNs, @Nullable Long asKnownAtNs) implements Serializable {
  private static final long serialVersionUID = 1L;

  static RuleOfTask of(AsOfRule rule) {
    return new RuleOfTask(
        rule.boundary() == Boundary.STRICT,
        rule.ttlNs(),
        rule.asKnownAtNs().isPresent() ? rule.asKnownAtNs().getAsLong() : null);
  }

  AsOfRule rule() {
    return new AsOfRule(
        strict ? Boundary.STRICT : Boundary.INCLUSIVE,
        ttlNs,
        asKnownAtNs == null ? OptionalLong.empty() : OptionalLong.of(asKnownAtNs));
  }
}
