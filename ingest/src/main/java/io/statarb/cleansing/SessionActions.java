package io.statarb.cleansing;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.reference.ActionHistory;
import io.statarb.reference.ActionKind;
import io.statarb.reference.CorporateAction;
import io.statarb.settings.Strategy;
import io.statarb.tape.sbe.CorporateActionKind;
import io.statarb.ticks.ActionRecord;
import io.statarb.time.TradingSession;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The corporate actions that stand on the tape of a session.
 *
 * <p>What is known when the session begins stands at its start, what becomes known during it where
 * it does. Splits since the run began are told at the start of each later session: pairs were
 * fitted in the units of the first one. Dividends before the session are over and not told. An
 * ex-date begins at midnight of the calendar's zone. Stateless.
 */
final class SessionActions {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int CASH_DECIMALS = 9;
  private static final long UNKNOWN_CASH = -1;

  private final ActionHistory history;
  private final Universe universe;
  private final ZoneId zone;
  private final long runStartNs;

  private SessionActions(ActionHistory history, Universe universe, ZoneId zone, long runStartNs) {
    this.history = history;
    this.universe = universe;
    this.zone = zone;
    this.runStartNs = runStartNs;
  }

  /**
   * Records of a session in the order of the tape; none when the settings name no file.
   *
   * @param plan the run; its first session sets the units
   */
  static List<ActionRecord> of(
      Strategy strategy, Universe universe, Path dataDir, IngestPlan plan, TradingSession session) {
    String file = strategy.data().corporateActions();
    if (file.isEmpty()) {
      return List.of();
    }
    return new SessionActions(
            ActionHistory.load(dataDir.resolve(file)),
            universe,
            ZoneId.of(strategy.calendar().zone()),
            plan.sessions().getFirst().session().startNs())
        .records(session);
  }

  private List<ActionRecord> records(TradingSession session) {
    List<ActionRecord> records = new ArrayList<>();
    List<String> ids = history.ids();
    for (int number = 0; number < ids.size(); number++) {
      CorporateAction atStart = null;
      for (CorporateAction version : history.versions(ids.get(number))) {
        long knownNs = ns(version.knownAt());
        if (knownNs <= session.startNs()) {
          atStart = version;
        } else if (knownNs < session.endNs() && inForce(version, session)) {
          add(records, number, version, knownNs, knownNs);
        }
      }
      if (atStart != null && !atStart.withdrawn() && inForce(atStart, session)) {
        add(records, number, atStart, session.startNs(), ns(atStart.knownAt()));
      }
    }
    records.sort(
        Comparator.comparingLong(ActionRecord::tsNs).thenComparingLong(ActionRecord::actionId));
    return records;
  }

  /** Whether a session has to know of it: it falls into it, or its ratio came before. */
  private boolean inForce(CorporateAction action, TradingSession session) {
    long exNs = exNs(action);
    boolean ratio = action.kind().hasRatio() && action.factorKnown();
    return action.kind() != ActionKind.SYMBOL_CHANGE
        && exNs < session.endNs()
        && (exNs > session.startNs() || (ratio && exNs > runStartNs));
  }

  private void add(
      List<ActionRecord> records, int number, CorporateAction action, long tsNs, long knownNs) {
    for (Instrument instrument : universe.instruments()) {
      if (instrument.symbol().equals(action.symbol())) {
        records.add(
            new ActionRecord(
                tsNs,
                actionId(number, instrument),
                exNs(action),
                knownNs,
                action.withdrawn() ? 1 : action.newUnits(),
                action.withdrawn() ? 1 : action.oldUnits(),
                cashE9(action),
                instrument.id(),
                CorporateActionKind.valueOf(action.kind().name())));
      }
    }
  }

  /** An action of a symbol is one for each venue that quotes it. */
  private long actionId(int number, Instrument instrument) {
    return (long) number * universe.count() + instrument.id();
  }

  private static long cashE9(CorporateAction action) {
    if (action.withdrawn() || !action.kind().hasCash()) {
      return 0;
    }
    @Nullable BigDecimal cash = action.cash();
    return cash == null ? UNKNOWN_CASH : cash.movePointRight(CASH_DECIMALS).longValueExact();
  }

  private long exNs(CorporateAction action) {
    return action.exDate().atStartOfDay(zone).toEpochSecond() * NANOS_PER_SECOND;
  }

  private static long ns(Instant moment) {
    return Math.addExact(
        Math.multiplyExact(moment.getEpochSecond(), NANOS_PER_SECOND), moment.getNano());
  }
}
