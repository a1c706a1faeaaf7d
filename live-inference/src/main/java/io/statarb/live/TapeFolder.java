package io.statarb.live;

import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.engine.EngineMode;
import io.statarb.engine.HealthOpening;
import io.statarb.engine.TradingSetup;
import io.statarb.replay.ResumingJournal;
import io.statarb.replay.TapeContents;
import io.statarb.replay.TapeContents.Activation;
import io.statarb.time.TradingSession;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of one session's trading tape, and what to do with what it holds already. */
final class TapeFolder {
  private final Path folder;
  private final TradingSetup setup;
  private final String stage;
  private final EngineMode mode;
  private final TradingSession session;

  TapeFolder(
      Path folder, TradingSetup setup, String stage, EngineMode mode, TradingSession session) {
    this.folder = folder;
    this.setup = setup;
    this.stage = stage;
    this.mode = mode;
    this.session = session;
  }

  /** Runs a session. */
  interface Trade {
    /**
     * Runs it to its end or to a stop.
     *
     * @param tape its tape, empty or to be resumed
     * @param opening verdicts that pairs bring along
     */
    SessionLoop.End run(ResumingJournal tape, HealthOpening opening);
  }

  /** What was done about a session. */
  enum Done {
    /** The tape was whole already. */
    KEPT,
    /** It was written from its beginning. */
    TRADED,
    /** A tape that had broken off was gone on with. */
    RESUMED,
    /** A stop was asked for. */
    STOPPED
  }

  /**
   * Brings the tape to its end.
   *
   * <p>A whole tape of the same bundle and settings is kept. One that broke off is resumed. A whole
   * tape of another bundle or settings is replaced when the new one is whole. A tape of another
   * bundle or settings that broke off is refused, since the orders on it cannot be accounted for by
   * this bundle; {@code anew} sets it aside.
   *
   * @param anew whether a tape of something else that broke off is replaced too
   * @param opening verdicts that pairs bring along; a tape that is gone on with keeps its own
   * @param trade runs the session on a tape
   */
  Done bring(boolean anew, HealthOpening opening, Trade trade) {
    AtomicFiles.removeLeftovers(folder);
    TapeContents contents = Files.isDirectory(folder) ? TapeContents.of(folder) : null;
    if (contents == null) {
      return trade(folder, opening, trade, Done.TRADED);
    }
    String difference = difference(contents);
    if (difference == null) {
      HealthOpening begun = contents.brokeOffBeforeOpening() ? opening : contents.opening();
      return contents.complete() ? Done.KEPT : trade(folder, begun, trade, Done.RESUMED);
    }
    if (!contents.complete() && !anew) {
      throw Refusal.data(
          "tape %s broke off with another %s; promote that again to resume it, or give --anew to trade the session from its beginning"
              .formatted(folder, difference));
    }
    Path beside = AtomicFiles.temporary(folder);
    Done done = trade(beside, opening, trade, Done.TRADED);
    if (done == Done.TRADED) {
      AtomicFiles.replaceFolder(beside, folder);
    } else {
      AtomicFiles.delete(beside);
    }
    return done;
  }

  /** Whether the tape is whole and of what trades now. */
  boolean whole() {
    TapeContents contents = Files.isDirectory(folder) ? TapeContents.of(folder) : null;
    return contents != null && contents.complete() && difference(contents) == null;
  }

  private Done trade(Path target, HealthOpening opening, Trade trade, Done done) {
    try (ResumingJournal tape = ResumingJournal.open(target)) {
      return switch (trade.run(tape, opening)) {
        case COMPLETE -> done;
        case STOPPED -> Done.STOPPED;
      };
    }
  }

  /** What the tape was written with other than what is to trade now; null when nothing is. */
  private @Nullable String difference(TapeContents contents) {
    Activation active = contents.activation();
    if (!contents.session().equals(session)) {
      return "session: tape=%s now=%s".formatted(contents.session(), session);
    }
    if (!contents.settingsSha256().equals(setup.settingsSha256())) {
      return "settings: tape=%s now=%s"
          .formatted(contents.settingsSha256(), setup.settingsSha256());
    }
    // A tape that broke off before its Activation has no orders on it.
    if (active == null || active.equals(new Activation(setup.bundleSha256(), stage, mode.word()))) {
      return null;
    }
    return "bundle, stage or mode: tape=%s now=%s/%s/%s"
        .formatted(active, setup.bundleSha256(), stage, mode.word());
  }
}
