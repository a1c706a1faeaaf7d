package io.statarb.offline;

import io.statarb.features.FeatureService;
import io.statarb.features.PairDefinition;
import io.statarb.features.PairFeatures;
import io.statarb.features.PairLegs;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.instruments.Universe;
import io.statarb.ticks.ActionFeed;
import io.statarb.ticks.ActionRecord;
import io.statarb.ticks.TickColumns;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Task: runs the kernels of all pairs over the ticks of its sessions; rows come by session, pair,
 * tick_seq.
 */
final class KernelRows implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
  private static final long serialVersionUID = 1L;

  private final String plan;

  /** What a task needs to know, sent as JSON: nothing of ours is serialised by Java. */
  record Plan(
      String service,
      List<PairDefinition> pairs,
      List<Instrument> instruments,
      SortedMap<String, List<ActionRecord>> actions) {}

  /**
   * @param plan {@link Plan} as JSON
   */
  KernelRows(String plan) {
    this.plan = plan;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> ticks) {
    return new Rows(PlanJson.read(plan, Plan.class), ticks);
  }

  private static final class Rows implements Iterator<InternalRow> {
    private final SessionTicks.Reader sessions;
    private final PairRun[] runs;
    private final SpecificInternalRow row;
    private final SortedMap<String, List<ActionRecord>> actions;
    private SessionTicks session = new SessionTicks("", new TickColumns(0));
    private int run;
    private boolean ready;

    Rows(Plan plan, Iterator<InternalRow> ticks) {
      FeatureService service = FeatureService.named(plan.service());
      Universe universe = new Universe(plan.instruments());
      this.sessions =
          new SessionTicks.Reader(
              ticks, plan.instruments().stream().map(Instrument::name).toList());
      this.runs =
          plan.pairs().stream()
              .map(pair -> new PairRun(service, pair, universe))
              .toArray(PairRun[]::new);
      this.row = new SpecificInternalRow(FeatureTable.schema(service));
      this.actions = plan.actions();
      this.run = runs.length;
    }

    @Override
    public boolean hasNext() {
      while (!ready) {
        if (run < runs.length) {
          ready = runs[run].advance(session.ticks());
          run += ready ? 0 : 1;
          if (!ready && run < runs.length) {
            begin(runs[run]);
          }
        } else if (sessions.hasNext()) {
          session = sessions.next();
          row.update(0, UTF8String.fromString(session.tradeDate()));
          run = 0;
          begin(runs[run]);
        } else {
          return false;
        }
      }
      return true;
    }

    private void begin(PairRun next) {
      next.begin(actions.getOrDefault(session.tradeDate(), List.of()));
      row.update(1, next.name);
      row.setInt(2, next.pairId);
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ready = false;
      runs[run].fill(session.ticks(), row);
      return row;
    }
  }

  /** One pair on its way through the ticks of a session. */
  private static final class PairRun {
    private final PairFeatures features;
    private final UTF8String name;
    private final int pairId;
    private final PairLegs legs;
    private final int instruments;
    private ActionFeed feed;
    private int next;

    PairRun(FeatureService service, PairDefinition pair, Universe universe) {
      this.legs = PairLegs.of(pair, universe);
      this.features = PairFeatures.of(service, pair, legs.instruments());
      this.name = UTF8String.fromString(pair.name());
      this.pairId = pair.pairId();
      this.instruments = universe.count();
      this.feed = new ActionFeed(List.of(), instruments);
    }

    void begin(List<ActionRecord> actions) {
      feed = new ActionFeed(actions, instruments);
      features.reset();
      next = 0;
    }

    /** Feeds ticks until one makes a row; false at the end of the session. */
    boolean advance(TickColumns ticks) {
      int count = ticks.count();
      int[] instrumentId = ticks.instrumentId();
      while (next < count) {
        int i = next++;
        int leg = legs.leg(instrumentId[i]);
        if (leg == PairLegs.NONE) {
          continue;
        }
        feed.before(ticks.tsNs()[i], this::apply);
        if (features.onTick(
            ticks.tsNs()[i],
            leg,
            ticks.bidPxTicks()[i],
            ticks.askPxTicks()[i],
            ticks.condition()[i])) {
          return true;
        }
      }
      return false;
    }

    private void apply(int id, @Nullable Rebasing rebasing, boolean suspended) {
      int leg = legs.leg(id);
      if (leg != PairLegs.NONE) {
        features.apply(leg, rebasing, suspended);
      }
    }

    void fill(TickColumns ticks, SpecificInternalRow row) {
      int i = next - 1;
      row.setLong(3, i);
      row.setLong(4, ticks.tsNs()[i]);
      row.setDouble(5, features.spread());
      double[] values = features.values();
      for (int k = 0; k < values.length; k++) {
        row.setDouble(FeatureTable.FIRST_FEATURE + k, values[k]);
      }
    }
  }
}
