package io.statarb.engine;

import io.statarb.tape.Journal;
import io.statarb.tape.TapeWriting;
import io.statarb.ticks.TickColumns;
import java.util.function.IntToLongFunction;
import org.agrona.DirectBuffer;

/** Hands Tick records to an engine instead of a tape. */
record ToEngine(TradingEngine engine) implements Journal {
  @Override
  public long nextSeq() {
    return 0;
  }

  @Override
  public void append(DirectBuffer buffer, int offset, int length) {
    engine.onTick(buffer, offset, length);
  }

  /**
   * Runs all ticks.
   *
   * @param shiftTicks by how much the prices of a tick are moved, by its position
   */
  void feed(TickColumns ticks, IntToLongFunction shiftTicks) {
    TapeWriting writing = new TapeWriting();
    for (int i = 0; i < ticks.count(); i++) {
      long shift = ticks.bidPxTicks()[i] > 0 ? shiftTicks.applyAsLong(i) : 0;
      writing.tick(
          this,
          ticks.tsNs()[i],
          i,
          ticks.instrumentId()[i],
          ticks.bidPxTicks()[i] + shift,
          ticks.askPxTicks()[i] + shift,
          ticks.condition()[i],
          0,
          i + 1);
    }
  }
}
