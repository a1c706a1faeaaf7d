package io.statarb.moldudp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends packets to one address and lets go wrong what it was told to, by its seed. Packets that
 * wait stand in a bounded queue; when it is full, the one that is due first goes out early.
 *
 * <p>Confined to one thread; nothing is allocated per packet.
 */
final class FaultyLine {
  private static final int QUEUE_SLOTS = 256;

  private static final int MAX_OVERTAKING = 3;
  private static final int FREE = -1;

  private final DatagramChannel channel;
  private final InetSocketAddress target;
  private final LineFaults faults;
  private final SplittableRandom random;
  private final int slotBytes;
  private final ByteBuffer slots;
  private final UnsafeBuffer slotBuffer;
  private final int[] lengths = new int[QUEUE_SLOTS];
  private final long[] dueNs = new long[QUEUE_SLOTS];
  private final long[] order = new long[QUEUE_SLOTS];
  private final int[] toOvertake = new int[QUEUE_SLOTS];
  private int waiting;
  private long nextOrder;
  private long lastDueNs = Long.MIN_VALUE;
  private long sent;
  private long dropped;
  private long duplicated;
  private long reordered;
  private long delayed;
  private long sendErrors;

  FaultyLine(
      DatagramChannel channel,
      InetSocketAddress target,
      LineFaults faults,
      int maxPacketBytes,
      long seed) {
    this.channel = channel;
    this.target = target;
    this.faults = faults;
    this.random = new SplittableRandom(seed);
    this.slotBytes = maxPacketBytes;
    this.slots = ByteBuffer.allocateDirect(QUEUE_SLOTS * maxPacketBytes);
    this.slotBuffer = new UnsafeBuffer(slots);
    java.util.Arrays.fill(lengths, FREE);
  }

  /** Takes a packet: it is sent now, later, twice or not at all. */
  void offer(DirectBuffer packet, int length, long nowNs) {
    // Always the same number of draws, so that one fault's share does not move the others.
    boolean drop = random.nextDouble() < faults.drop();
    boolean duplicate = random.nextDouble() < faults.duplicate();
    boolean reorder = random.nextDouble() < faults.reorder();
    int overtaking = 1 + random.nextInt(MAX_OVERTAKING);
    double wait = random.nextDouble();
    if (drop) {
      dropped++;
      return;
    }
    long due = nowNs + faults.skewNs() + delayNs(wait);
    lastDueNs = lastDueNs == Long.MIN_VALUE ? due : lastDueNs + Math.max(0, due - lastDueNs);
    if (reorder) {
      reordered++;
      queue(packet, length, lastDueNs + LineFaults.REORDER_WAIT_NS, overtaking);
    } else {
      queue(packet, length, lastDueNs, 0);
    }
    if (duplicate) {
      duplicated++;
      queue(packet, length, lastDueNs, 0);
    }
    flush(nowNs);
  }

  /** A draw below the share of delayed packets is uniform up to it: no other draw is needed. */
  private long delayNs(double draw) {
    if (draw >= faults.delay() || faults.delayNs() == 0) {
      return 0;
    }
    delayed++;
    return (long) (draw / faults.delay() * faults.delayNs());
  }

  private void queue(DirectBuffer packet, int length, long due, int overtaking) {
    if (waiting == QUEUE_SLOTS) {
      send(first());
    }
    int slot = 0;
    while (lengths[slot] != FREE) {
      slot++;
    }
    slotBuffer.putBytes(slot * slotBytes, packet, 0, length);
    lengths[slot] = length;
    dueNs[slot] = due;
    order[slot] = nextOrder++;
    toOvertake[slot] = overtaking;
    waiting++;
  }

  /** The slot that is due first. */
  private int first() {
    int first = FREE;
    for (int slot = 0; slot < QUEUE_SLOTS; slot++) {
      if (lengths[slot] != FREE && (first == FREE || isBefore(slot, first))) {
        first = slot;
      }
    }
    return first;
  }

  private boolean isBefore(int a, int b) {
    long difference = dueNs[a] - dueNs[b];
    return difference < 0 || (difference == 0 && order[a] < order[b]);
  }

  /** Sends what is due. */
  int flush(long nowNs) {
    int done = 0;
    while (waiting > 0) {
      int slot = first();
      if (dueNs[slot] - nowNs > 0) {
        return done;
      }
      long sentOrder = order[slot];
      send(slot);
      done++;
      letOvertakenGo(sentOrder, nowNs);
    }
    return done;
  }

  /** Packets that were overtaken by enough later ones are due. */
  private void letOvertakenGo(long sentOrder, long nowNs) {
    for (int slot = 0; slot < QUEUE_SLOTS; slot++) {
      if (lengths[slot] != FREE && toOvertake[slot] > 0 && order[slot] < sentOrder) {
        toOvertake[slot]--;
        if (toOvertake[slot] == 0) {
          dueNs[slot] = nowNs;
        }
      }
    }
  }

  private void send(int slot) {
    int offset = slot * slotBytes;
    slots.clear().position(offset).limit(offset + lengths[slot]);
    lengths[slot] = FREE;
    waiting--;
    try {
      if (channel.send(slots, target) > 0) {
        sent++;
        return;
      }
    } catch (IOException e) {
      // A network that refuses a packet has lost it; receivers must be able to bear that.
    }
    sendErrors++;
  }

  long sent() {
    return sent;
  }

  long dropped() {
    return dropped;
  }

  long duplicated() {
    return duplicated;
  }

  long reordered() {
    return reordered;
  }

  long delayed() {
    return delayed;
  }

  long sendErrors() {
    return sendErrors;
  }
}
