package io.statarb.cleansing;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.settings.Strategy;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether a session may be used, and says why not. Confined to one thread. */
final class QualityCheck {
  private final Strategy.DataSettings settings;
  private final Map<String, Strategy.VenueSettings> venues;
  private final Universe universe;
  private final TradingSession session;
  private final boolean barred;
  private final List<ClockOffset> offsets = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();

  QualityCheck(Strategy strategy, Universe universe, TradingSession session) {
    this.settings = strategy.data();
    this.venues = strategy.venues();
    this.universe = universe;
    this.session = session;
    this.barred = strategy.dates().sessionBars() > 0;
  }

  /** A series must be there, and most of it must be good. */
  void series(List<SeriesQuality> series) {
    for (SeriesQuality s : series) {
      if (s.accepted() == 0 && barred) {
        notes.add(
            "%s has no bar in session %s and is not traded in it"
                .formatted(s.instrument(), session.tradeDate()));
      } else if (s.accepted() == 0) {
        refusals.add(
            String.format(
                Locale.ROOT,
                "%s has no usable quote in session %s: read=%d quarantined=%s",
                s.instrument(),
                session.tradeDate(),
                s.read(),
                s.quarantined()));
      } else if (!(s.quarantinedShare() <= settings.maxQuarantinedShare())) {
        refusals.add(
            String.format(
                Locale.ROOT,
                "too many quotes of %s are bad in session %s: quarantined share %.4f is above"
                    + " data.max_quarantined_share=%s %s",
                s.instrument(),
                session.tradeDate(),
                s.quarantinedShare(),
                settings.maxQuarantinedShare(),
                s.quarantined()));
      }
    }
  }

  /**
   * Two venues that quote one symbol must agree on its price. Within a spread of logarithms a file
   * in another unit would vanish in the intercept, and a wrong hour would look like a fortune.
   */
  void prices(List<TickColumns> ticks) {
    double maxGap = settings.maxJumpBps() * 1e-4;
    for (Instrument a : universe.instruments()) {
      for (Instrument b : universe.instruments()) {
        if (a.id() < b.id() && a.symbol().equals(b.symbol())) {
          PriceGap gap =
              PriceGap.find(
                  ticks.get(a.id()), staleAfterNs(a), ticks.get(b.id()), staleAfterNs(b), maxGap);
          if (gap != null) {
            refusals.add(
                "%s: in session %s the prices of %s are %s times those of %s for more than %d s from %s on: one of them is in another unit, of another instrument or wrong (data.max_jump_bps=%s)"
                    .formatted(
                        a.symbol(),
                        session.tradeDate(),
                        b.venue(),
                        decimal(gap.ratio(), 4),
                        a.venue(),
                        PriceGap.MAX_LENGTH_NS / 1_000_000_000,
                        Instant.ofEpochSecond(0, gap.sinceNs()),
                        decimal(settings.maxJumpBps(), 0)));
          }
        }
      }
    }
  }

  private long staleAfterNs(Instrument instrument) {
    Strategy.@Nullable VenueSettings venue = venues.get(instrument.venue());
    return venue == null ? 0 : (long) (venue.staleAfterMs() * 1e6);
  }

  /** Two venues that quote one symbol must agree on the time. */
  void clocks(List<TickColumns> ticks) {
    for (Instrument a : universe.instruments()) {
      for (Instrument b : universe.instruments()) {
        if (a.id() < b.id() && a.symbol().equals(b.symbol())) {
          judge(ClockOffset.measure(a, ticks.get(a.id()), b, ticks.get(b.id())));
        }
      }
    }
  }

  private void judge(ClockOffset offset) {
    offsets.add(offset);
    boolean apart = Math.abs(offset.offsetMs()) > settings.maxClockOffsetMs();
    switch (offset.verdict()) {
      case UNDECIDED ->
          notes.add(
              "%s: too little evidence in session %s to compare the clocks of %s and %s"
                  .formatted(
                      offset.symbol(), session.tradeDate(), offset.venueA(), offset.venueB()));
      case UNRELATED ->
          refusals.add(
              "%s: in session %s the quotes of %s and %s move together at no lag: a clock is far off, or they are not of one instrument"
                  .formatted(
                      offset.symbol(), session.tradeDate(), offset.venueA(), offset.venueB()));
      case COPY -> {
        if (apart) {
          refuse(offset, "are a copy of those of %s delayed by %s ms");
        } else {
          notes.add(
              "%s: the quotes of %s and %s in session %s are nearly the same series (correlation %s); they are no two sources"
                  .formatted(
                      offset.symbol(),
                      offset.venueA(),
                      offset.venueB(),
                      session.tradeDate(),
                      decimal(offset.correlation(), 3)));
        }
      }
      case MEASURED -> {
        if (apart) {
          refuse(offset, "come after those of %s by %s ms");
        }
      }
    }
  }

  private void refuse(ClockOffset offset, String how) {
    boolean bLate = offset.offsetMs() > 0;
    String late = bLate ? offset.venueB() : offset.venueA();
    String early = bLate ? offset.venueA() : offset.venueB();
    refusals.add(
        "%s: in session %s the quotes of %s %s, more than data.max_clock_offset_ms=%s allows: one clock is off or one venue is stale; %s s on the times of %s would bring them together"
            .formatted(
                offset.symbol(),
                session.tradeDate(),
                late,
                how.formatted(early, decimal(Math.abs(offset.offsetMs()), 0)),
                decimal(settings.maxClockOffsetMs(), 0),
                decimal(-Math.abs(offset.offsetMs()) / 1e3, 3),
                late));
  }

  private static String decimal(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }

  SessionQuality quality(List<SeriesQuality> series, List<FileQuality> files) {
    return new SessionQuality(
        session.tradeDate(),
        session.startNs(),
        session.endNs(),
        series,
        files,
        offsets,
        notes,
        refusals);
  }
}
