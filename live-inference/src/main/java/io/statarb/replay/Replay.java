package io.statarb.replay;

import io.statarb.cli.Refusal;
import io.statarb.engine.EngineMode;
import io.statarb.engine.TradingEngine;
import io.statarb.engine.TradingSetup;
import io.statarb.replay.TapeContents.Activation;
import io.statarb.tape.TapeDigest;
import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.sbe.CommandDecoder;
import io.statarb.tape.sbe.CorporateActionDecoder;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.TickDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/**
 * Runs a trading tape again: reads its input records (DateStart, Activation, HealthOpening, Tick,
 * Command, CorporateAction, DateEnd) and nothing else, feeds them to the engine, and writes a new
 * tape.
 */
public final class Replay {
  private static final long NONE = -1;

  private Replay() {}

  /**
   * What came of one tape.
   *
   * @param tradeDate its trade date
   * @param records records on the new tape
   * @param ticks Tick records fed
   * @param decisions decisions made
   * @param orders orders sent
   * @param sourceSha256 digest of the source's records
   * @param tapeSha256 digest of the new tape's records
   * @param firstDifferentSeq seq of the first record that differs; -1 when none does
   */
  public record Replayed(
      String tradeDate,
      long records,
      long ticks,
      long decisions,
      long orders,
      String sourceSha256,
      String tapeSha256,
      long firstDifferentSeq) {}

  /**
   * Replays one tape.
   *
   * @param source the trading tape
   * @param target folder of the new tape; absent or empty
   * @param setups gives what a tape traded with
   * @throws Refusal when the source is no trading tape
   */
  public static Replayed run(Path source, Path target, Function<Activation, TradingSetup> setups) {
    TapeContents contents = TapeContents.of(source);
    Activation activation = contents == null ? null : contents.activation();
    if (contents == null || activation == null) {
      throw Refusal.data(
          "tape %s has no Activation record, so it has not traded; a history tape is run by backtest"
              .formatted(source));
    }
    EngineMode mode = EngineMode.of(activation.mode());
    TradingSetup setup = setups.apply(activation);
    try (TapeWriter tape = TapeWriter.create(target);
        TapeReader input = TapeReader.open(source)) {
      TradingEngine engine =
          setup.begin(tape, contents.session(), activation.stage(), mode, contents.opening());
      feed(input, engine);
      return new Replayed(
          contents.session().tradeDate(),
          tape.nextSeq(),
          engine.ticks(),
          engine.decisions(),
          engine.orders(),
          TapeDigest.of(List.of(source)),
          TapeDigest.of(List.of(target)),
          firstDifferentSeq(source, target));
    }
  }

  private static void feed(TapeReader input, TradingEngine engine) {
    MessageHeaderDecoder header = new MessageHeaderDecoder();
    DateEndDecoder dateEnd = new DateEndDecoder();
    while (input.next()) {
      switch (input.templateId()) {
        case TickDecoder.TEMPLATE_ID ->
            engine.onTick(input.buffer(), input.offset(), input.length());
        case CommandDecoder.TEMPLATE_ID ->
            engine.onCommand(input.buffer(), input.offset(), input.length());
        case CorporateActionDecoder.TEMPLATE_ID ->
            engine.onCorporateAction(input.buffer(), input.offset(), input.length());
        case DateEndDecoder.TEMPLATE_ID -> {
          dateEnd.wrapAndApplyHeader(input.buffer(), input.offset(), header);
          engine.endOfDate(dateEnd.tsNs());
        }
        default -> {
          // Derived, or read already.
        }
      }
    }
  }

  private static long firstDifferentSeq(Path a, Path b) {
    try (TapeReader left = TapeReader.open(a);
        TapeReader right = TapeReader.open(b)) {
      long seq = 0;
      while (true) {
        boolean more = left.next();
        if (more != right.next()) {
          return seq;
        }
        if (!more) {
          return NONE;
        }
        if (!same(left, right)) {
          return seq;
        }
        seq++;
      }
    }
  }

  private static boolean same(TapeReader left, TapeReader right) {
    if (left.length() != right.length()) {
      return false;
    }
    DirectBuffer a = left.buffer();
    DirectBuffer b = right.buffer();
    for (int i = 0; i < left.length(); i++) {
      if (a.getByte(left.offset() + i) != b.getByte(right.offset() + i)) {
        return false;
      }
    }
    return true;
  }
}
