package io.statarb.leaks;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a probe found.
 *
 * @param probed what was probed: {@code kernels} or {@code point-in-time join}
 * @param service the service
 * @param schemaHash its schema hash
 * @param entities entities that have rows
 * @param rows rows from all of the data
 * @param cuts where the future began
 * @param valuesCompared values that were compared over all cuts and changes
 * @param changedValues values that changed, by feature
 * @param leaks the first changed value of each feature and change
 * @param planted features that were planted and must be among the changed ones
 */
public record ProbeReport(
    String probed,
    String service,
    String schemaHash,
    List<String> entities,
    long rows,
    @JsonSerialize(contentUsing = ToStringSerializer.class) List<Instant> cuts,
    long valuesCompared,
    Map<String, Long> changedValues,
    List<Leak> leaks,
    List<String> planted) {
  /** Copies the collections. */
  public ProbeReport {
    entities = List.copyOf(entities);
    cuts = List.copyOf(cuts);
    changedValues = Map.copyOf(changedValues);
    leaks = List.copyOf(leaks);
    planted = List.copyOf(planted);
  }

  /** Whether a value changed. */
  public boolean found() {
    return !changedValues.isEmpty();
  }

  /** Planted leaks that were not found: then the probe is blind. */
  public List<String> missed() {
    return planted.stream().filter(each -> !changedValues.containsKey(each)).toList();
  }
}
