package io.statarb.binance.stream;

import io.statarb.websocket.ServerConnection;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One connection's way out, where messages get lost, late and out of order. One thread. */
final class FaultyStream {
  /** A message is sent after all when nothing overtakes it. */
  private static final long REORDER_WAIT_NS = 50_000_000;

  private final ServerConnection connection;
  private final StreamFaults faults;
  private final SplittableRandom random;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private @Nullable Waiting overtaken;
  private long lastDueNs = Long.MIN_VALUE;

  /** What happened on all connections. */
  static final class Counts {
    long sent;
    long dropped;
    long duplicated;
    long reordered;
    long cut;
  }

  // Arrays are never written to once they are here.
  @SuppressWarnings("ArrayRecordComponent")
  private record Waiting(byte[] message, long dueNs) {}

  FaultyStream(ServerConnection connection, StreamFaults faults, long seed) {
    this.connection = connection;
    this.faults = faults;
    this.random = new SplittableRandom(seed);
  }

  boolean isEmpty() {
    return waiting.isEmpty() && overtaken == null;
  }

  /** Takes a message: it is sent now, later, twice or not at all. */
  void offer(byte[] message, boolean spared, long nowNs, Counts counts) {
    // Always the same number of draws, so that one fault's share does not move the others.
    boolean drop = random.nextDouble() < faults.drop();
    boolean duplicate = random.nextDouble() < faults.duplicate();
    boolean reorder = random.nextDouble() < faults.reorder();
    boolean cut = faults.cutEvery() > 0 && random.nextDouble() * faults.cutEvery() < 1;
    boolean delay = random.nextDouble() < faults.delay();
    long delayNs = (long) (random.nextDouble() * faults.delayNs());
    long dueNs = Math.max(lastDueNs, nowNs + (delay ? delayNs : 0));
    if (drop && !spared) {
      counts.dropped++;
      return;
    }
    lastDueNs = dueNs;
    if (reorder && !spared && overtaken == null) {
      counts.reordered++;
      overtaken = new Waiting(message, dueNs + REORDER_WAIT_NS);
      return;
    }
    waiting.add(new Waiting(message, dueNs));
    if (duplicate && !spared) {
      counts.duplicated++;
      waiting.add(new Waiting(message, dueNs));
    }
    sendOvertaken(dueNs);
    flush(nowNs, counts);
    if (cut && !spared) {
      counts.cut++;
      connection.cut();
    }
  }

  /** Sends what is due. */
  int flush(long nowNs, Counts counts) {
    Waiting held = overtaken;
    if (held != null && held.dueNs - nowNs <= 0) {
      sendOvertaken(nowNs);
    }
    int done = 0;
    for (Waiting next = waiting.peek();
        next != null && next.dueNs - nowNs <= 0;
        next = waiting.peek()) {
      connection.send(next.message, 0, next.message.length);
      waiting.remove();
      counts.sent++;
      done++;
    }
    return done;
  }

  private void sendOvertaken(long dueNs) {
    Waiting held = overtaken;
    if (held != null) {
      overtaken = null;
      waiting.add(new Waiting(held.message, dueNs));
    }
  }
}
