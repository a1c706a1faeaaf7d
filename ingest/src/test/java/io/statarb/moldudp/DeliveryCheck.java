package io.statarb.moldudp;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Holds a receiver to the truth: each message once, in order, with its own bytes; what is left out
 * was said to be lost, and whoever lost something is blind.
 */
final class DeliveryCheck implements MoldListener {
  private static final int SHOWN = 5;

  private final MessageList truth;
  private final List<String> problems = new ArrayList<>();
  private long next = 1;
  private long lost;
  private long delivered;

  DeliveryCheck(MessageList truth) {
    this.truth = truth;
  }

  @Override
  public void onMessage(long sequence, DirectBuffer buffer, int offset, int length) {
    delivered++;
    if (sequence != next) {
      problem("message %d where %d was due: a silent gap or a repetition", sequence, next);
    }
    next = sequence + 1;
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    if (sequence > truth.count() || !java.util.Arrays.equals(bytes, truth.message(sequence))) {
      problem("message %d has other bytes than were published", sequence, 0);
    }
  }

  @Override
  public void onLost(long from, long to) {
    if (from != next) {
      problem("lost from %d where %d was due", from, next);
    }
    lost += to - from;
    next = to;
  }

  private void problem(String format, long a, long b) {
    if (problems.size() < SHOWN) {
      problems.add(format.formatted(a, b));
    }
  }

  long lost() {
    return lost;
  }

  /** What is wrong in the end; empty when nothing is. */
  List<String> verdict(boolean blind) {
    List<String> all = new ArrayList<>(problems);
    if (next != truth.count() + 1) {
      all.add("ended at %d of %d messages".formatted(next - 1, truth.count()));
    }
    if (lost > 0 && !blind) {
      all.add("lost %d messages and is not blind".formatted(lost));
    }
    if (!blind && delivered != truth.count()) {
      all.add("delivered %d of %d messages and is not blind".formatted(delivered, truth.count()));
    }
    return all;
  }
}
