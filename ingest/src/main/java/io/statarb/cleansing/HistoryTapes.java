package io.statarb.cleansing;

import io.statarb.digest.AtomicFiles;
import io.statarb.instruments.Universe;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.TapeWriting;
import io.statarb.ticks.TickColumns;
import java.nio.file.Path;

/** Writes history tapes: DateStart, a Tick per line, DateEnd. Stateless. */
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
      for (int i = 0; i < ticks.count(); i++) {
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
      writing.dateEnd(writer, result.session().endNs(), ticks.count());
    }
    AtomicFiles.replaceFolder(temporary, folder);
  }
}
