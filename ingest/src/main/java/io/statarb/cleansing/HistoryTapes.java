package io.statarb.cleansing;

import io.statarb.digest.AtomicFiles;
import io.statarb.instruments.Universe;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.TapeWriting;
import io.statarb.ticks.ActionRecord;
import io.statarb.ticks.TickColumns;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Writes history tapes: DateStart, a Tick per line with the corporate actions where they become
 * known, DateEnd. Stateless.
 */
public final class HistoryTapes {
  private HistoryTapes() {}

  /**
   * Writes the tape of a session, whole or not at all; one that is there is replaced.
   *
   * @param folder folder of the tape
   * @param result what ingest made of the session
   * @param universe the instruments
   * @param strategy name of the strategy
   * @param settingsSha256 digest of the effective settings, hex
   */
  public static void write(
      Path folder,
      SessionResult result,
      Universe universe,
      String strategy,
      String settingsSha256) {
    AtomicFiles.removeLeftovers(folder);
    Path temporary = AtomicFiles.temporary(folder);
    try (TapeWriter writer = TapeWriter.create(temporary)) {
      TapeWriting writing = new TapeWriting();
      TickColumns ticks = result.ticks();
      writing.dateStart(writer, result.session(), universe, strategy, settingsSha256);
      Iterator<ActionRecord> actions = result.actions().iterator();
      @Nullable ActionRecord action = next(actions);
      for (int i = 0; i < ticks.count(); i++) {
        for (; action != null && action.tsNs() <= ticks.tsNs()[i]; action = next(actions)) {
          write(writing, writer, action);
        }
        writing.tick(
            writer,
            ticks.tsNs()[i],
            i,
            ticks.instrumentId()[i],
            ticks.bidPxTicks()[i],
            ticks.askPxTicks()[i],
            ticks.condition()[i],
            ticks.fileId()[i],
            ticks.line()[i]);
      }
      for (; action != null; action = next(actions)) {
        write(writing, writer, action);
      }
      writing.dateEnd(writer, result.session().endNs(), ticks.count());
    }
    AtomicFiles.replaceFolder(temporary, folder);
  }

  private static @Nullable ActionRecord next(Iterator<ActionRecord> actions) {
    return actions.hasNext() ? actions.next() : null;
  }

  private static void write(TapeWriting writing, TapeWriter writer, ActionRecord action) {
    writing.corporateAction(
        writer,
        action.tsNs(),
        action.actionId(),
        action.exNs(),
        action.knownNs(),
        action.newUnits(),
        action.oldUnits(),
        action.cashE9(),
        action.instrumentId(),
        action.kind());
  }
}
