package io.statarb.store;

import io.statarb.cli.Refusal;
import io.statarb.pit.Absence;
import io.statarb.pit.AsOfMatches;
import io.statarb.pit.AsOfRule;
import io.statarb.snapshot.FeatureSnapshot;
import io.statarb.store.OnlineSnapshot.EntityRow;
import io.statarb.store.OnlineSnapshot.Reason;
import io.statarb.store.OnlineSnapshot.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Features of single entities as they were known at a moment; needs no Spark. */
public final class OnlineFeatures {
  private final StoreFolder store;
  private final boolean everyDigest;
  private final Declarations declarations;

  /**
   * Features of an applied store. Files whose size and time of last change are those of when the
   * store was written are taken for unchanged; of the pages that are read of them, the checksums
   * are compared.
   */
  public OnlineFeatures(StoreFolder store) {
    this(store, false);
  }

  /**
   * Features of an applied store.
   *
   * @param everyDigest whether to compare the digests of all files, which reads every byte of them
   */
  public OnlineFeatures(StoreFolder store, boolean everyDigest) {
    this.store = store;
    this.everyDigest = everyDigest;
    this.declarations = StoreRegistry.read(store).declarations();
  }

  /** What one view says of the entities. */
  private record Answer(FeatureView view, EntityFacts facts, AsOfMatches fresh, AsOfMatches any) {}

  /**
   * The features of a service.
   *
   * @param serviceName the service
   * @param asked keys; of a service over several entities {@code entity=key+entity=key}
   * @param at the moment
   * @throws Refusal if nothing was materialised, or a file is damaged
   */
  public OnlineSnapshot at(String serviceName, List<String> asked, Instant at) {
    StoreService service = declarations.service(serviceName);
    long atNs = TimeColumn.ns(at);
    List<FeatureView> views = declarations.only(service).views();
    Map<String, Answer> answers = new HashMap<>();
    List<String> versions = new ArrayList<>();
    for (FeatureView view : views) {
      ViewTable table = new ViewTable(store, view, declarations.entityOf(view));
      TableManifest manifest = table.current();
      versions.add(view.name() + "@" + manifest.version());
      List<String> keys = asked.stream().map(a -> key(a, view, views)).toList();
      answers.put(view.name(), answer(view, table, manifest, keys, atNs));
    }
    List<EntityRow> rows = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      List<Value> values = new ArrayList<>();
      for (ServiceColumn column : service.features()) {
        Answer answer = answers.get(column.view());
        if (answer == null) {
          throw new IllegalStateException("Invariant: each view was asked");
        }
        values.add(value(column, answer, i, atNs));
      }
      boolean usable = values.stream().allMatch(v -> v.absent() == null);
      rows.add(new EntityRow(asked.get(i), usable, values));
    }
    String schemaHash = declarations.schemaHash(service);
    return new OnlineSnapshot(serviceName, schemaHash, at, atNs, versions, rows);
  }

  /**
   * Values as a file for the trading side.
   *
   * @param online what {@link #at} gave
   * @throws Refusal if a value is not a number
   */
  public FeatureSnapshot forTrading(OnlineSnapshot online) {
    return new SnapshotExport(declarations, declarations.service(online.service())).of(online);
  }

  /** The key of a view's entity in what was asked for. */
  private String key(String asked, FeatureView view, List<FeatureView> views) {
    Entity entity = declarations.entityOf(view);
    for (String part : asked.split("\\+", -1)) {
      if (part.startsWith(entity.name() + "=")) {
        return checked(entity, part.substring(entity.name().length() + 1));
      }
    }
    if (views.stream().map(FeatureView::entity).distinct().count() > 1) {
      throw Refusal.usage(
          "--entity: the service is over several entities, so name them, e.g. %s=KEY+...: %s"
              .formatted(entity.name(), asked));
    }
    return checked(entity, asked);
  }

  private static String checked(Entity entity, String key) {
    if (entity.type() == FieldType.LONG && !key.matches("-?[0-9]{1,18}")) {
      throw Refusal.usage(
          "--entity: a key of %s is a whole number: %s".formatted(entity.name(), key));
    }
    return key;
  }

  private Answer answer(
      FeatureView view, ViewTable table, TableManifest manifest, List<String> keys, long atNs) {
    AsOfRule rule =
        view.ttl() == null
            ? AsOfRule.LATEST
            : AsOfRule.LATEST.withTtl(Duration.ofNanos(Durations.ns(view.ttl())));
    EntityFacts facts = new EntityFacts(view, table.entity(), keys.stream().distinct().toList());
    for (Path file : everyDigest ? table.verified(manifest) : table.unchanged(manifest)) {
      facts.read(file);
    }
    return new Answer(
        view, facts, facts.match(keys, atNs, rule), facts.match(keys, atNs, AsOfRule.LATEST));
  }

  private static Value value(ServiceColumn column, Answer answer, int entity, long atNs) {
    Absence absence = answer.fresh().absence(entity);
    if (absence != null) {
      return absent(column, answer, entity, absence, atNs);
    }
    int fact = answer.fresh().fact(entity);
    Instant event = Moments.instant(answer.facts().eventNs(fact));
    Instant known = Moments.instant(answer.facts().knownNs(fact));
    Object value = answer.facts().value(fact, column.field());
    if (value == null || value.equals(Double.NaN)) {
      String detail = value == null ? "the fact has no value" : "the value is NaN";
      return new Value(column.name(), null, Reason.MISSING, detail, event, known);
    }
    return new Value(column.name(), value, null, null, event, known);
  }

  private static Value absent(
      ServiceColumn column, Answer answer, int entity, Absence absence, long atNs) {
    return switch (absence) {
      case NO_ENTITY -> without(column, Reason.MISSING, "there is no fact of this entity");
      case NOT_YET ->
          without(column, Reason.NOT_KNOWN_YET, "the entity's first fact is of a later time");
      case NOT_KNOWN ->
          without(column, Reason.NOT_KNOWN_YET, "facts of that time became known later");
      case EXPIRED -> {
        int fact = answer.any().fact(entity);
        long eventNs = answer.facts().eventNs(fact);
        yield new Value(
            column.name(),
            null,
            Reason.STALE,
            "ttl %s, age %s".formatted(answer.view().ttl(), Duration.ofNanos(atNs - eventNs)),
            Moments.instant(eventNs),
            Moments.instant(answer.facts().knownNs(fact)));
      }
    };
  }

  private static Value without(ServiceColumn column, Reason reason, String detail) {
    return new Value(column.name(), null, reason, detail, null, null);
  }
}
