package io.statarb.store;

import io.statarb.cli.Refusal;
import io.statarb.snapshot.FeatureSnapshot;
import io.statarb.snapshot.SnapshotCell;
import io.statarb.store.OnlineSnapshot.EntityRow;
import io.statarb.store.OnlineSnapshot.Reason;
import io.statarb.store.OnlineSnapshot.Value;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Single values as a file for the trading side, which knows numbers alone. */
final class SnapshotExport {
  /** Greater whole numbers are not all doubles. */
  private static final long EXACT = 1L << 53;

  private final Declarations declarations;
  private final StoreService service;

  SnapshotExport(Declarations declarations, StoreService service) {
    this.declarations = declarations;
    this.service = service;
  }

  /**
   * The file.
   *
   * @throws Refusal if a value is text, or a whole number that no double is equal to
   */
  FeatureSnapshot of(OnlineSnapshot online) {
    SortedMap<String, List<SnapshotCell>> entities = new TreeMap<>();
    for (EntityRow row : online.entities()) {
      entities.put(row.entity(), row.features().stream().map(this::cell).toList());
    }
    List<String> columns = service.features().stream().map(ServiceColumn::name).toList();
    return FeatureSnapshot.of(
        service.name(), online.schemaHash(), online.atNs(), online.versions(), columns, entities);
  }

  private SnapshotCell cell(Value value) {
    if (value.absent() != null) {
      return new SnapshotCell(null, value.absent().name(), 0);
    }
    double number = number(value);
    return Double.isFinite(number)
        ? new SnapshotCell(number, null, expiresNs(value))
        : new SnapshotCell(null, Reason.MISSING.name(), 0);
  }

  private double number(Value value) {
    if (value.value() instanceof Double number) {
      return number;
    }
    if (value.value() instanceof Long number && Math.abs(number) <= EXACT) {
      return number;
    }
    throw Refusal.data(
        "column %s of service %s is %s, and a snapshot for the trading side holds numbers that a double can be"
            .formatted(value.name(), service.name(), value.value()));
  }

  /** The last instant at which the value is not older than the ttl of its view. */
  private long expiresNs(Value value) {
    Instant event = value.eventTime();
    for (ServiceColumn column : service.features()) {
      String ttl = declarations.view(column.view()).ttl();
      if (column.name().equals(value.name()) && ttl != null && event != null) {
        long ttlNs = Durations.ns(ttl);
        long eventNs = TimeColumn.ns(event);
        return eventNs > Long.MAX_VALUE - ttlNs ? Long.MAX_VALUE : eventNs + ttlNs;
      }
    }
    return Long.MAX_VALUE;
  }
}
