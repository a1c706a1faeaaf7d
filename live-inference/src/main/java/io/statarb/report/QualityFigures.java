package io.statarb.report;

import io.statarb.cleansing.ClockOffset;
import io.statarb.cleansing.RunQuality;
import io.statarb.cleansing.SessionQuality;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What ingest made of the raw files; accepted + quarantined = read.
 *
 * @param read ticks read
 * @param accepted ticks accepted
 * @param quarantined ticks quarantined by reason, in lower case
 * @param series the same by session and instrument
 * @param clockOffsets how far apart the venues of a symbol are in time, by session
 * @param notes what ingest found worth saying
 */
public record QualityFigures(
    long read,
    long accepted,
    SortedMap<String, Long> quarantined,
    List<SeriesFigures> series,
    List<ClockFigures> clockOffsets,
    List<String> notes) {

  /**
   * One instrument in one session.
   *
   * @param tradeDate session
   * @param instrument name of the instrument
   * @param read ticks read
   * @param accepted ticks accepted
   * @param locked those of them with bid equal to ask, which are not traded on
   * @param quarantined ticks quarantined by reason
   */
  public record SeriesFigures(
      String tradeDate,
      String instrument,
      long read,
      long accepted,
      long locked,
      SortedMap<String, Long> quarantined) {}

  /**
   * Two venues of a symbol in one session.
   *
   * @param tradeDate session
   * @param symbol the symbol
   * @param venueA one venue
   * @param venueB the other
   * @param verdict {@code measured}, {@code undecided} or {@code copy}
   * @param offsetMs by how much venue B comes after venue A, ms
   * @param correlation of the changes of their mids at that lag
   */
  public record ClockFigures(
      String tradeDate,
      String symbol,
      String venueA,
      String venueB,
      String verdict,
      double offsetMs,
      double correlation) {}

  static QualityFigures of(RunQuality quality) {
    List<SeriesFigures> series = new ArrayList<>();
    List<ClockFigures> offsets = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>();
    for (SessionQuality session : quality.sessions()) {
      session
          .series()
          .forEach(one ->
              series.add(
                  new SeriesFigures(
                      session.tradeDate(),
                      one.instrument(),
                      one.read(),
                      one.accepted(),
                      one.locked(),
                      words(one.quarantined()))));
      for (ClockOffset offset : session.clockOffsets()) {
        offsets.add(
            new ClockFigures(
                session.tradeDate(),
                offset.symbol(),
                offset.venueA(),
                offset.venueB(),
                offset.verdict().name().toLowerCase(Locale.ROOT),
                offset.offsetMs(),
                offset.correlation()));
      }
      notes.addAll(session.notes());
    }
    return new QualityFigures(
        quality.read(),
        quality.accepted(),
        words(quality.quarantined()),
        series,
        offsets,
        List.copyOf(notes));
  }

  private static SortedMap<String, Long> words(SortedMap<String, Long> reasons) {
    SortedMap<String, Long> words = new TreeMap<>();
    reasons.forEach((reason, count) -> words.put(reason.toLowerCase(Locale.ROOT), count));
    return words;
  }

  /** Ticks quarantined for any reason. */
  public long quarantinedTicks() {
    return quarantined.values().stream().mapToLong(Long::longValue).sum();
  }
}
