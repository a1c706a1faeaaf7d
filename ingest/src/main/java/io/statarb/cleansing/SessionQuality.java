package io.statarb.cleansing;

import io.statarb.cli.Refusal;
import java.util.List;

/**
 * Data quality of one session.
 *
 * @param tradeDate name of the session
 * @param startNs its start, UTC ns
 * @param endNs its end, UTC ns
 * @param series one entry per instrument, by id
 * @param files one entry per raw file that was read, by fileId
 * @param clockOffsets one entry per symbol and two venues that quote it
 * @param notes what a person should know, one sentence each
 * @param refusals why the session is refused, one sentence each; none when it may be used
 */
public record SessionQuality(
    String tradeDate,
    long startNs,
    long endNs,
    List<SeriesQuality> series,
    List<FileQuality> files,
    List<ClockOffset> clockOffsets,
    List<String> notes,
    List<String> refusals) {

  /** Copies the lists. */
  public SessionQuality {
    series = List.copyOf(series);
    files = List.copyOf(files);
    clockOffsets = List.copyOf(clockOffsets);
    notes = List.copyOf(notes);
    refusals = List.copyOf(refusals);
  }

  /**
   * Passes a session that may be used.
   *
   * @throws Refusal with the reasons when it may not
   */
  public void require() {
    if (!refusals.isEmpty()) {
      throw Refusal.data(refusals);
    }
  }
}
