package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.UNKNOWN_TIME;

import io.statarb.quality.Finding;
import java.util.Arrays;
import java.util.List;

/** When the records of a file were received, of those that say when they were sent. */
final class ReceiveTimes {
  /** Records looked at on either side of one. */
  private static final int SIDE = 5;

  /** Of those as many may be wrong as well. */
  private static final int OTHERS_ALONE = 2;

  /** A wrong time is off by more than this, and by more than so many times what the others vary. */
  private static final long FAR_NS = 10_000_000L;

  private static final int SPREADS = 3;

  private long[] recvNs = new long[1 << 10];
  private long[] eventNs = new long[1 << 10];
  private int count;

  /** Takes the two times of a record; one that lacks either says nothing. */
  void add(long newEventNs, long newRecvNs) {
    if (newEventNs == UNKNOWN_TIME || newRecvNs == UNKNOWN_TIME) {
      return;
    }
    if (count == recvNs.length) {
      recvNs = Arrays.copyOf(recvNs, 2 * count);
      eventNs = Arrays.copyOf(eventNs, 2 * count);
    }
    recvNs[count] = newRecvNs;
    eventNs[count] = newEventNs;
    count++;
  }

  /**
   * What is wrong with the recorder's clock. One wrong time among right ones is no clock, and is
   * told as a row that is out of order: an envelope would hang on it.
   */
  List<Finding> findings(String symbols, String file) {
    long[] recv = new long[count];
    long[] event = new long[count];
    int n = 0;
    long[] around = new long[2 * SIDE];
    for (int i = 0; i < count; i++) {
      if (!alone(i, around)) {
        recv[n] = recvNs[i];
        event[n] = eventNs[i];
        n++;
      }
    }
    return new RecorderClock(symbols, file, Arrays.copyOf(recv, n), Arrays.copyOf(event, n))
        .findings();
  }

  /** Whether a record's latency is far from nearly all of those around it, on the same side. */
  private boolean alone(int i, long[] around) {
    if (i < SIDE || i + SIDE >= count) {
      return false;
    }
    for (int k = 1; k <= SIDE; k++) {
      around[2 * k - 2] = recvNs[i - k] - eventNs[i - k];
      around[2 * k - 1] = recvNs[i + k] - eventNs[i + k];
    }
    Arrays.sort(around);
    long low = around[OTHERS_ALONE];
    long high = around[2 * SIDE - 1 - OTHERS_ALONE];
    long far = Math.max(FAR_NS, SPREADS * (high - low));
    long latency = recvNs[i] - eventNs[i];
    return latency < low - far || latency > high + far;
  }
}
