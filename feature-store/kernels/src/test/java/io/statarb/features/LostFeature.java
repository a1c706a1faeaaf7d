package io.statarb.features;

import static org.assertj.core.api.Assertions.assertThat;

/** FST-03: what a row must hold of a feature that is lost: never 0 in silence, never the last. */
public final class LostFeature {
  private LostFeature() {}

  /**
   * Checks one feature of a row without which the row would count.
   *
   * @param field the feature
   * @param value its value in the row
   * @param usable whether the row counts
   */
  public static void check(FeatureField field, double value, boolean usable) {
    if (field.missing() instanceof MissingPolicy.Degrade policy) {
      assertThat(value).as(field.name()).isEqualTo(policy.neutral());
      assertThat(usable).as(field.name()).isTrue();
    } else {
      assertThat(value).as(field.name()).isNaN();
      assertThat(usable).as(field.name()).isFalse();
    }
  }
}
