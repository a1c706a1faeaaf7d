package io.statarb.live;

import io.statarb.tape.Journal;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.time.NanoClock;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Passes records on and notes when the last order of a tick went out. Owned by the hot thread. */
final class OrderStamps implements Journal {
  private static final int TEMPLATE_ID_OFFSET = 2;

  private final Journal journal;
  private final NanoClock clock;
  private boolean sent;
  private long lastOrderNs;

  OrderStamps(Journal journal, NanoClock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** Forgets the orders of the tick before. */
  void begin() {
    sent = false;
  }

  /** Whether an order went out since {@link #begin}. */
  boolean sent() {
    return sent;
  }

  /** When the last one was on the tape, and so sent; wall clock. */
  long lastOrderNs() {
    return lastOrderNs;
  }

  @Override
  public long nextSeq() {
    return journal.nextSeq();
  }

  @Override
  public void append(DirectBuffer buffer, int offset, int length) {
    journal.append(buffer, offset, length);
    if (buffer.getShort(offset + TEMPLATE_ID_OFFSET, ByteOrder.LITTLE_ENDIAN)
        == ChildOrderDecoder.TEMPLATE_ID) {
      lastOrderNs = clock.nowNs();
      sent = true;
    }
  }
}
