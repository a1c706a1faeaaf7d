package io.statarb.features;

import java.util.List;
import java.util.function.Function;

/**
 * A family of features: its columns and how its kernel is made. A service is a list of families; to
 * add one, write a {@link FeatureKernel} with its fields and name it in a new service of {@link
 * BasketServices}.
 *
 * @param name what it is about, in words
 * @param fields the columns its kernel writes, in order
 * @param make makes the kernel of one basket
 */
record FeatureFamily(
    String name, List<FeatureField> fields, Function<BasketState, FeatureKernel> make) {
  /** The mark of degraded rows, which {@link RowRules} sets after all kernels. */
  static final FeatureFamily MARK =
      new FeatureFamily("mark", List.of(RowRules.DEGRADED_VALUES), state -> (values, offset) -> {});
}
