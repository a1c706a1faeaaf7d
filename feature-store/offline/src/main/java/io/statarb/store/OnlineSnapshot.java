package io.statarb.store;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Features of a few entities as of a moment.
 *
 * @param service the service
 * @param schemaHash its schema hash
 * @param at the moment
 * @param atNs the same as UTC ns
 * @param versions versions of the tables that were read, {@code view@version}
 * @param entities one entry for each entity that was asked for, in this order
 */
public record OnlineSnapshot(
    String service,
    String schemaHash,
    @JsonSerialize(using = ToStringSerializer.class) Instant at,
    long atNs,
    List<String> versions,
    List<EntityRow> entities) {
  /** Copies the lists. */
  public OnlineSnapshot {
    versions = List.copyOf(versions);
    entities = List.copyOf(entities);
  }

  /**
   * One entity.
   *
   * @param entity as it was asked for
   * @param usable whether no value is absent
   * @param features its values in the order of the service
   */
  public record EntityRow(String entity, boolean usable, List<Value> features) {
    /** Copies the list. */
    public EntityRow {
      features = List.copyOf(features);
    }
  }

  /**
   * One value, or why there is none.
   *
   * @param name of the column
   * @param value the value; null if it is absent, and never a number in its place
   * @param absent why it is absent; null if it is not
   * @param detail the fact behind that, in words; null if it is not absent
   * @param eventTime event time of the fact; null if none is known
   * @param knownAt from when on the fact was known; null if none is
   */
  public record Value(
      String name,
      @Nullable Object value,
      @Nullable Reason absent,
      @Nullable String detail,
      @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant eventTime,
      @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant knownAt) {}

  /** Why a value is absent. */
  public enum Reason {
    /** No fact of this entity, or the fact has no value there. */
    MISSING,
    /** The latest known fact is older than the time-to-live. */
    STALE,
    /** The entity's facts were not known by then. */
    NOT_KNOWN_YET
  }
}
