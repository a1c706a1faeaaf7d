package io.statarb.ticks;

import io.statarb.instruments.Rebasing;
import io.statarb.ticks.CorporateActions.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the corporate actions of a session into force for whoever runs over its ticks without the
 * tape that they stand on: at the same ticks at which the engine does. One thread.
 */
public final class ActionFeed {
  private final List<ActionRecord> records;
  private final int instruments;
  private CorporateActions actions;
  private int next;

  /** Takes an action that comes into force. */
  @FunctionalInterface
  public interface Applier {
    /**
     * An action is in force.
     *
     * @param instrumentId its instrument
     * @param rebasing what a unit became; null while that is not known
     * @param suspended whether prices of the instrument are in units that nobody knows
     */
    void apply(int instrumentId, @Nullable Rebasing rebasing, boolean suspended);
  }

  /**
   * The feed of one session.
   *
   * @param records its records in the order of the tape
   * @param instruments number of instruments
   */
  public ActionFeed(List<ActionRecord> records, int instruments) {
    this.records = List.copyOf(records);
    this.instruments = instruments;
    this.actions = new CorporateActions(instruments);
  }

  /** Applies what is in force by a tick at this time and was not before. */
  public void before(long nowNs, Applier applier) {
    while (next < records.size() && records.get(next).tsNs() <= nowNs) {
      ActionRecord record = records.get(next++);
      actions.know(record.action());
      comeIntoForce(record.tsNs(), applier);
    }
    comeIntoForce(nowNs, applier);
  }

  private void comeIntoForce(long nowNs, Applier applier) {
    while (actions.due(nowNs)) {
      Action action = actions.take(nowNs);
      int id = action.instrumentId();
      applier.apply(id, action.rebasing(), actions.suspended(id));
    }
  }

  /** Begins the session again. */
  public void reset() {
    actions = new CorporateActions(instruments);
    next = 0;
  }
}
