package io.statarb.tape;

import java.nio.file.Path;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** How a tape uses the queue: one file, whatever the day and however long it is written. */
final class TapeQueue {
  /** Unit in which the file grows and is mapped: small, as there are many tapes. */
  private static final int BLOCK_BYTES = 4 << 20;

  /**
   * How long a lock of a dead process is waited for, in ms; our own lock file keeps live ones out.
   */
  private static final long LOCK_TIMEOUT_MS = 500;

  private TapeQueue() {}

  static SingleChronicleQueue open(Path folder, boolean readOnly) {
    return SingleChronicleQueueBuilder.binary(folder)
        .rollCycle(RollCycles.FAST_DAILY)
        // The queue rolls by this clock. It stands still: a tape is one file, also when it is
        // resumed or replayed on another day.
        .timeProvider(() -> 0L)
        .blockSize(BLOCK_BYTES)
        .timeoutMS(LOCK_TIMEOUT_MS)
        .checkInterrupts(false)
        .readOnly(readOnly)
        .build();
  }
}
