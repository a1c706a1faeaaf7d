package io.statarb.engine;

import io.statarb.tape.Journal;
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
    SyntheticMarket.append(this, ticks, shiftTicks);
  }
}
