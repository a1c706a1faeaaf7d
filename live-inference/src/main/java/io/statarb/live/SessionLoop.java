package io.statarb.live;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.engine.EngineMode;
import io.statarb.engine.HealthOpening;
import io.statarb.engine.TradingEngine;
import io.statarb.engine.TradingSetup;
import io.statarb.replay.ResumingJournal;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.CommandKind;
import io.statarb.tape.sbe.CorporateActionDecoder;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.DateStartDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.TickDecoder;
import io.statarb.time.NanoClock;
import io.statarb.time.TradingSession;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Feeds one session's history to the engine, tick by tick, and obeys commands in between. The one
 * loop of live trading and of backtests; owned by the hot thread.
 */
final class SessionLoop {
  /** How a session ended. */
  enum End {
    /** The tape is whole. */
    COMPLETE,
    /** A stop was asked for; the tape can be resumed. */
    STOPPED
  }

  /** Ticks between two words to the progress display. */
  private static final int PROGRESS_TICKS = 1 << 14;

  private final TradingSetup setup;
  private final EngineMode mode;
  private final String stage;
  private final TradingSession session;
  private final Path history;
  private final Controls controls;
  private final NanoClock clock;
  private final Pacing pacing;
  private final Histogram tickToOrderNs;
  private final Progress progress;
  private final CommandRecord commandRecord = new CommandRecord();

  SessionLoop(
      TradingSetup setup,
      EngineMode mode,
      String stage,
      TradingSession session,
      Path history,
      Controls controls,
      NanoClock clock,
      double speed,
      Histogram tickToOrderNs,
      Progress progress) {
    this.setup = setup;
    this.mode = mode;
    this.stage = stage;
    this.session = session;
    this.history = history;
    this.controls = controls;
    this.clock = clock;
    this.pacing = new Pacing(speed, clock);
    this.tickToOrderNs = tickToOrderNs;
    this.progress = progress;
  }

  /**
   * Runs the session to its end or to a stop.
   *
   * @param tape the session's tape, empty or to be resumed
   * @param opening verdicts that pairs bring along from the session before
   */
  End run(ResumingJournal tape, HealthOpening opening) {
    OrderStamps stamps = new OrderStamps(tape, clock);
    TickDecoder tick = new TickDecoder();
    DateStartDecoder dateStart = new DateStartDecoder();
    DateEndDecoder dateEnd = new DateEndDecoder();
    MessageHeaderDecoder header = new MessageHeaderDecoder();
    String step = "%s %s".formatted(mode.word(), session.tradeDate());
    long lengthNs = session.endNs() - session.startNs();
    try (TapeReader input = TapeReader.open(history)) {
      TradingEngine engine = setup.begin(stamps, session, stage, mode, opening);
      long nowNs = session.startNs();
      while (input.next()) {
        switch (input.templateId()) {
          case TickDecoder.TEMPLATE_ID -> {
            tick.wrapAndApplyHeader(input.buffer(), input.offset(), header);
            long tsNs = tick.tsNs();
            do {
              if (obey(tape, engine, nowNs) == End.STOPPED) {
                return End.STOPPED;
              }
            } while (!tape.catchingUp() && pacing.heldBack(tsNs));
            nowNs = tsNs;
            runTick(tape, stamps, engine, input);
            if ((engine.ticks() & (PROGRESS_TICKS - 1)) == 0) {
              progress.update(step, nowNs - session.startNs(), lengthNs);
            }
          }
          case CorporateActionDecoder.TEMPLATE_ID -> {
            if (obey(tape, engine, nowNs) == End.STOPPED) {
              return End.STOPPED;
            }
            engine.onCorporateAction(input.buffer(), input.offset(), input.length());
          }
          case DateEndDecoder.TEMPLATE_ID -> {
            dateEnd.wrapAndApplyHeader(input.buffer(), input.offset(), header);
            if (obey(tape, engine, nowNs) == End.STOPPED) {
              return End.STOPPED;
            }
            engine.endOfDate(dateEnd.tsNs());
            progress.update(step, lengthNs, lengthNs);
            return end(tape);
          }
          case DateStartDecoder.TEMPLATE_ID -> {
            dateStart.wrapAndApplyHeader(input.buffer(), input.offset(), header);
            setup.requireInstruments(dateStart, history);
          }
          default ->
              throw Refusal.data(
                  "tape %s is no history tape: templateId=%d"
                      .formatted(history, input.templateId()));
        }
      }
    }
    throw Refusal.data("tape %s has no DateEnd: ingest has not finished it".formatted(history));
  }

  private void runTick(
      ResumingJournal tape, OrderStamps stamps, TradingEngine engine, TapeReader input) {
    boolean again = tape.catchingUp();
    stamps.begin();
    long readNs = clock.nowNs();
    engine.onTick(input.buffer(), input.offset(), input.length());
    if (stamps.sent() && !again) {
      tickToOrderNs.recordValue(
          Math.min(stamps.lastOrderNs() - readNs, tickToOrderNs.getHighestTrackableValue()));
    }
  }

  /**
   * Feeds the commands that stand on a tape being caught up with; behind it, makes new ones of what
   * is asked.
   */
  private End obey(ResumingJournal tape, TradingEngine engine, long nowNs) {
    for (TapeReader command = tape.nextCommand(); command != null; command = tape.nextCommand()) {
      engine.onCommand(command.buffer(), command.offset(), command.length());
    }
    if (tape.catchingUp()) {
      return controls.stopRequested() ? End.STOPPED : End.COMPLETE;
    }
    Controls.@Nullable Order kill = controls.kill();
    if (kill != null && !engine.killed()) {
      command(engine, tape.nextSeq(), nowNs, CommandKind.KILL, kill);
    } else if (kill == null && engine.killed()) {
      Controls.@Nullable Order resumed = controls.resumed();
      if (resumed != null) {
        command(engine, tape.nextSeq(), nowNs, CommandKind.RESUME, resumed);
      }
    }
    if (controls.stopRequested()) {
      command(
          engine,
          tape.nextSeq(),
          nowNs,
          CommandKind.STOP,
          new Controls.Order("signal", "", "the process was asked to end"));
      return End.STOPPED;
    }
    return End.COMPLETE;
  }

  private void command(
      TradingEngine engine, long seq, long nowNs, CommandKind kind, Controls.Order order) {
    int length = commandRecord.encode(seq, nowNs, kind, order);
    engine.onCommand(commandRecord.buffer(), 0, length);
  }

  private End end(ResumingJournal tape) {
    if (tape.catchingUp()) {
      throw Refusal.data(
          "tape of %s goes on behind its DateEnd: seq=%d"
              .formatted(session.tradeDate(), tape.nextSeq()));
    }
    return End.COMPLETE;
  }
}
