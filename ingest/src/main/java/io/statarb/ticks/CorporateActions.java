package io.statarb.ticks;

import io.statarb.instruments.Rebasing;
import io.statarb.tape.sbe.CorporateActionDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The corporate actions of one session as its records tell of them: which come into force when, and
 * which instruments are not to be entered, or not to be understood at all, because a factor is
 * missing. Whoever runs over a session's records uses it the same way:
 *
 * <pre>
 *   CorporateAction record: know(Action.of(record))
 *   before any other record at nowNs: while due(nowNs): take(nowNs), and act on it
 * </pre>
 *
 * <p>A later record of the same number replaces an earlier one until the action is in force with a
 * factor; after that it is a repetition and changes nothing. Confined to one thread. Asking costs
 * one comparison; an action is rare and may allocate.
 */
public final class CorporateActions {
  private static final long NEVER = Long.MAX_VALUE;

  /** Known, not yet in force; the earliest first. */
  private final List<Action> coming = new ArrayList<>();

  /** In force without a factor. */
  private final List<Action> unknown = new ArrayList<>();

  private final Set<Long> applied = new HashSet<>();
  private final boolean[] barred;
  private long nextExNs = NEVER;

  /** No action of any of so many instruments. */
  public CorporateActions(int instruments) {
    barred = new boolean[instruments];
  }

  /**
   * What is known of one action.
   *
   * @param actionId its number
   * @param exNs when it comes into force
   * @param instrumentId its instrument
   * @param rebasing what a unit becomes; null while that is not known or when the series ends
   */
  public record Action(long actionId, long exNs, int instrumentId, @Nullable Rebasing rebasing) {
    /** Reads a record; anything that is no ratio is a factor that is not known. */
    public static Action of(CorporateActionDecoder record) {
      return ActionRecord.of(record).action();
    }
  }

  /** Takes what is known of an action from now on. */
  public void know(Action action) {
    if (action.instrumentId() >= barred.length) {
      throw new IllegalArgumentException(
          "an action is of an instrument of the session: actionId=%d instrumentId=%d instruments=%d"
              .formatted(action.actionId(), action.instrumentId(), barred.length));
    }
    if (applied.contains(action.actionId())) {
      return;
    }
    coming.removeIf(other -> other.actionId() == action.actionId());
    unknown.removeIf(other -> other.actionId() == action.actionId());
    coming.add(action);
    coming.sort(Comparator.comparingLong(Action::exNs));
    look();
  }

  /** Whether an action comes into force by now that has not been taken. */
  public boolean due(long nowNs) {
    return nowNs >= nextExNs;
  }

  /**
   * The next action that comes into force, each once. Without a {@link Action#rebasing} its
   * instrument's prices are in units that nobody knows: {@link #suspended}.
   *
   * @throws IllegalStateException when none is {@link #due}
   */
  public Action take(long nowNs) {
    if (!due(nowNs)) {
      throw new IllegalStateException("Invariant: an action is due: nowNs=" + nowNs);
    }
    Action action = coming.removeFirst();
    if (action.rebasing() == null) {
      unknown.add(action);
    } else {
      applied.add(action.actionId());
    }
    look();
    return action;
  }

  /** Whether no position in the instrument may be opened: the factor of an action is missing. */
  public boolean barred(int instrumentId) {
    return barred[instrumentId];
  }

  /** Whether the units of the instrument's prices are not known, so that no quote of it counts. */
  public boolean suspended(int instrumentId) {
    return unknown.stream().anyMatch(action -> action.instrumentId() == instrumentId);
  }

  private void look() {
    Arrays.fill(barred, false);
    coming.stream()
        .filter(action -> action.rebasing() == null)
        .forEach(action -> barred[action.instrumentId()] = true);
    unknown.forEach(action -> barred[action.instrumentId()] = true);
    nextExNs = coming.isEmpty() ? NEVER : coming.getFirst().exNs();
  }
}
