package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.UNKNOWN_TIME;

import io.statarb.quality.Finding;
import java.util.Arrays;
import java.util.List;

/** When the records of a file were received, of those that say when they were sent. */
final class ReceiveTimes {
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

  /** What is wrong with the recorder's clock. */
  List<Finding> findings(String symbols, String file) {
    return new RecorderClock(
            symbols, file, Arrays.copyOf(recvNs, count), Arrays.copyOf(eventNs, count))
        .findings();
  }
}
