package io.statarb.leaks;

import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import io.statarb.features.instrument.InstrumentServices;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Runs the kernels of a service over data and over the same data with another future, and compares
 * every value of the rows before the cut by its bits.
 */
public final class KernelProbe {
  /** Changed rows of a run that are looked at value by value. */
  private static final int MOST_ROWS = 200;

  private final FeatureService service;
  private final RowSource source;
  private final boolean planted;
  private final Set<String> entities = new LinkedHashSet<>();
  private final Findings findings = new Findings();

  private KernelProbe(FeatureService service, RowSource source, boolean planted) {
    this.service = service;
    this.planted = planted;
    this.source = planted ? new PlantedRowSource(source) : source;
  }

  /**
   * Probes one service.
   *
   * @param service a service of the kernels
   * @param data market data
   * @param cutCount how many cuts
   * @param seed chooses the cuts
   * @param planted whether to add columns that see the future
   * @throws Refusal if the data makes no row
   */
  public static ProbeReport run(
      FeatureService service, ProbeData data, int cutCount, long seed, boolean planted) {
    return run(service, source(service), data, cutCount, seed, planted);
  }

  /** Probes rows that a source makes. */
  static ProbeReport run(
      FeatureService service,
      RowSource source,
      ProbeData data,
      int cutCount,
      long seed,
      boolean planted) {
    return new KernelProbe(service, source, planted).run(data, cutCount, seed);
  }

  /** The kernels of a service. */
  static RowSource source(FeatureService service) {
    return InstrumentServices.known().contains(service.name())
        ? new InstrumentRowSource(service)
        : new BasketRowSource(service, !service.name().startsWith("basket"));
  }

  /** Rows of a run in their order: event, time and a digest of entity, time and values. */
  private static final class Digests {
    private int[] events = new int[1024];
    private long[] times = new long[1024];
    private long[] digests = new long[1024];
    private int count;

    void add(String entity, int event, long tsNs, double[] values) {
      if (count == times.length) {
        events = Arrays.copyOf(events, count * 2);
        times = Arrays.copyOf(times, count * 2);
        digests = Arrays.copyOf(digests, count * 2);
      }
      events[count] = event;
      times[count] = tsNs;
      digests[count++] = digest(entity, tsNs, values);
    }

    /** Moments with rows before them, so that each cut has something to compare. */
    List<Long> cuts(int wanted, long seed) {
      return new SplittableRandom(seed)
          .ints(wanted, count / 4, Math.max(count / 4 + 1, count - 1))
          .mapToObj(row -> times[row])
          .sorted()
          .distinct()
          .toList();
    }

    /** Events that make a row and are followed by another of the same moment. */
    List<Integer> withinMoments(ProbeData data, int wanted, long seed) {
      int[] found =
          Arrays.stream(events, 0, count)
              .distinct()
              .filter(event -> event + 1 < data.events().size())
              .filter(event ->
                  data.events().get(event).knownNs() == data.events().get(event + 1).knownNs())
              .toArray();
      return found.length == 0
          ? List.of()
          : new SplittableRandom(seed)
              .ints(wanted, 0, found.length)
              .mapToObj(i -> found[i])
              .sorted()
              .distinct()
              .toList();
    }

    /** Rows that an event or one before it made. */
    int untilEvent(int event) {
      int rows = 0;
      while (rows < count && events[rows] <= event) {
        rows++;
      }
      return rows;
    }

    /** Rows up to a time; rows come in the order of their times. */
    int until(long cutNs) {
      int rows = 0;
      while (rows < count && times[rows] <= cutNs) {
        rows++;
      }
      return rows;
    }
  }

  /** 64 bits mixed over all bits of a row; equal rows alone are taken for equal. */
  private static long digest(String entity, long tsNs, double[] values) {
    long mixed = mix(entity.hashCode() * 0x9E3779B97F4A7C15L + tsNs);
    for (double value : values) {
      mixed = mix(mixed * 31 + Double.doubleToRawLongBits(value));
    }
    return mixed;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  /** A row whose values are needed. */
  private record KeptRow(String entity, long tsNs, List<Double> values) {}

  private ProbeReport run(ProbeData data, int cutCount, long seed) {
    Digests all = new Digests();
    source.rows(
        data,
        (entity, event, tsNs, values) -> {
          entities.add(entity);
          all.add(entity, event, tsNs, values);
        });
    if (all.count == 0) {
      throw Refusal.data(
          "the data makes no row of %s: it needs %s"
              .formatted(
                  service.name(),
                  InstrumentServices.known().contains(service.name())
                      ? "quotes"
                      : "quotes of two instruments at the same time"));
    }
    List<Long> cuts = all.cuts(cutCount, seed);
    for (long cutNs : cuts) {
      for (FutureChange change : FutureChange.OF_ALL_LATER) {
        compare(data, data.changed(change, cutNs), all, all.until(cutNs), change, cutNs);
      }
    }
    for (int event : all.withinMoments(data, cutCount, seed)) {
      compare(
          data,
          data.upTo(event),
          all,
          all.untilEvent(event),
          FutureChange.TRUNCATED_WITHIN_A_MOMENT,
          data.events().get(event).knownNs());
    }
    return new ProbeReport(
        "kernels",
        service.name(),
        service.schemaHash(),
        List.copyOf(entities),
        all.count,
        cuts.stream().map(Findings::instant).toList(),
        findings.compared(),
        findings.changedValues(),
        findings.leaks(),
        planted ? PlantedRowSource.PLANTED : List.of());
  }

  /** Compares the first rows with those of changed data. */
  private void compare(
      ProbeData data, ProbeData other, Digests all, int expected, FutureChange change, long cutNs) {
    Map<Integer, KeptRow> changed = new TreeMap<>();
    int[] seen = {0};
    source.rows(
        other,
        (entity, _, tsNs, values) -> {
          if (tsNs > cutNs) {
            return;
          }
          int row = seen[0]++;
          boolean same = row < expected && all.digests[row] == digest(entity, tsNs, values);
          if (!same && changed.size() < MOST_ROWS) {
            changed.put(row, new KeptRow(entity, tsNs, Arrays.stream(values).boxed().toList()));
          }
        });
    findings.compared((long) expected * source.columns().size());
    if (seen[0] != expected) {
      findings.note(
          Leak.ROW,
          "all",
          cutNs,
          cutNs,
          change,
          expected + " rows up to the cut",
          seen[0] + " rows");
    }
    if (!changed.isEmpty()) {
      name(data, changed, change, cutNs);
    }
  }

  /** Runs over all of the data again for the values of the rows that changed. */
  private void name(
      ProbeData data, Map<Integer, KeptRow> changed, FutureChange change, long cutNs) {
    int[] at = {0};
    source.rows(
        data,
        (entity, _, tsNs, values) -> {
          KeptRow other = changed.get(at[0]++);
          if (other == null) {
            return;
          }
          if (!other.entity().equals(entity) || other.tsNs() != tsNs) {
            findings.note(Leak.ROW, entity, tsNs, cutNs, change, "present", "other");
            return;
          }
          for (int k = 0; k < values.length; k++) {
            double was = values[k];
            double is = other.values().get(k);
            if (Double.doubleToRawLongBits(was) != Double.doubleToRawLongBits(is)) {
              String feature = source.columns().get(k);
              findings.note(
                  feature, entity, tsNs, cutNs, change, Double.toString(was), Double.toString(is));
            }
          }
        });
  }
}
