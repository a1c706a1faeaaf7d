package io.statarb.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.statarb.cli.Json;

/** Reads back what the driver sent to a task. */
final class PlanJson {
  private PlanJson() {}

  static <T> T read(String json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Invariant: the driver's JSON is read by its own type: type=" + type.getSimpleName(), e);
    }
  }
}
