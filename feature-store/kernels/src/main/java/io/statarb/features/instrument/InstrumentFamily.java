package io.statarb.features.instrument;

import io.statarb.features.FeatureField;
import io.statarb.features.RowRules;
import java.util.List;
import java.util.function.Function;

/**
 * A family of features of one instrument: its columns and how its kernel is made. To add one, write
 * an {@link InstrumentKernel} with its fields and name it in a new service of {@link
 * InstrumentServices}.
 *
 * @param name what it is about, in words
 * @param fields the columns its kernel writes, in order
 * @param make makes the kernel of one instrument
 */
record InstrumentFamily(
    String name, List<FeatureField> fields, Function<InstrumentState, InstrumentKernel> make) {
  /** The mark of degraded rows, which {@link RowRules} sets after all kernels. */
  static final InstrumentFamily MARK =
      new InstrumentFamily(
          "mark", List.of(RowRules.DEGRADED_VALUES), state -> (values, offset) -> {});
}
