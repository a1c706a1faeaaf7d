package io.statarb.engine;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.TradablePair;
import io.statarb.cli.Refusal;
import io.statarb.instruments.Universe;
import io.statarb.scoring.Scorer;
import io.statarb.settings.Settings;
import io.statarb.settings.Settings.Effective;
import io.statarb.settings.Strategy;
import io.statarb.tape.Journal;
import io.statarb.tape.TapeWriting;
import io.statarb.tape.sbe.DateStartDecoder;
import io.statarb.time.TradingSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An opened bundle made ready to trade: its settings, and one loaded scorer per pair. Serves one
 * session after the other on one thread.
 */
public final class TradingSetup implements AutoCloseable {
  private final Bundle bundle;
  private final Effective settings;
  private final Universe universe;
  private final List<Scorer> scorers;

  private TradingSetup(Bundle bundle, Effective settings, List<Scorer> scorers) {
    this.bundle = bundle;
    this.settings = settings;
    this.universe = bundle.universe();
    this.scorers = scorers;
  }

  /**
   * Loads the models of a bundle.
   *
   * @param bundle an opened, so a verified, bundle
   * @param sets {@code key=value} settings over those of the bundle; empty for the bundle as it was
   *     signed
   */
  public static TradingSetup of(Bundle bundle, List<String> sets) {
    Effective settings =
        sets.isEmpty() ? bundle.settings() : Settings.with(bundle.settings(), sets);
    List<Scorer> scorers = new ArrayList<>();
    try {
      for (TradablePair pair : bundle.pairs()) {
        scorers.add(bundle.scorer(pair));
      }
    } catch (RuntimeException e) {
      scorers.forEach(Scorer::close);
      throw e;
    }
    return new TradingSetup(bundle, settings, scorers);
  }

  /** Digest of the bundle. */
  public String bundleSha256() {
    return bundle.sha256();
  }

  /** The bundle. */
  public Bundle bundle() {
    return bundle;
  }

  /** Settings in force. */
  public Strategy strategy() {
    return settings.strategy();
  }

  /** Settings in force as canonical JSON. */
  public String settingsText() {
    return settings.canonicalJson();
  }

  /** Digest of the settings in force. */
  public String settingsSha256() {
    return settings.sha256();
  }

  /** Instruments of the bundle, by the ids of its tapes. */
  public Universe universe() {
    return universe;
  }

  /**
   * Begins a tape with DateStart, Activation and HealthOpening and makes the engine that goes on
   * with it.
   *
   * @param journal an empty tape, or one being caught up with
   * @param session the session
   * @param stage stage of the bundle, in lower case
   * @param mode how it trades
   * @param opening verdicts that pairs bring along from the session before
   */
  public TradingEngine begin(
      Journal journal,
      TradingSession session,
      String stage,
      EngineMode mode,
      HealthOpening opening) {
    new TapeWriting().dateStart(journal, session, universe, strategy().name(), settings.sha256());
    new EngineRecords(journal).activation(session.startNs(), bundle.sha256(), stage, mode.word());
    TradingEngine engine =
        new TradingEngine(
            strategy(),
            universe,
            bundle.featureService(),
            bundle.pairs(),
            scorers,
            journal,
            mode,
            session);
    engine.onHealthOpening(session.startNs(), opening);
    return engine;
  }

  /**
   * Checks that a tape is one of the instruments that the bundle trades.
   *
   * @param start the tape's first record
   * @param tape names the tape in messages
   * @throws Refusal naming the first instrument that differs
   */
  public void requireInstruments(DateStartDecoder start, Path tape) {
    DateStartDecoder.InstrumentsDecoder onTape = start.instruments();
    if (onTape.count() != universe.count()) {
      throw Refusal.data(
          "tape %s has other instruments than the bundle: tape=%d bundle=%d"
              .formatted(tape, onTape.count(), universe.count()));
    }
    while (onTape.hasNext()) {
      onTape.next();
      int id = onTape.instrumentId();
      long tickSizeE9 = onTape.tickSizeE9();
      long microsPerTickLot = onTape.microsPerTickLot();
      String name = onTape.name();
      if (id >= universe.count()
          || !universe.instrument(id).name().equals(name)
          || universe.instrument(id).tickSizeE9() != tickSizeE9
          || universe.instrument(id).microsPerTickLot() != microsPerTickLot) {
        throw Refusal.data(
            "tape %s has another instrument than the bundle: instrumentId=%d name=%s tickSizeE9=%d microsPerTickLot=%d"
                .formatted(tape, id, name, tickSizeE9, microsPerTickLot));
      }
    }
  }

  /** Releases the models. */
  @Override
  public void close() {
    scorers.forEach(Scorer::close);
  }
}
