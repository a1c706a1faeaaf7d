package io.statarb.feeds.moldudp64;

import io.statarb.feeds.FeedJournal;
import io.statarb.moldudp.PacketTap;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Appends to the journal what moves a session, packets before they do; tells the feed the time. */
final class JournalTap implements PacketTap {
  private final ItchFeed feed;
  private final UnsafeBuffer step = new UnsafeBuffer(new byte[Long.BYTES]);
  private @Nullable FeedJournal journal;

  JournalTap(ItchFeed feed) {
    this.feed = feed;
  }

  /** Writes to a journal from now on. */
  void to(FeedJournal newJournal) {
    journal = newJournal;
  }

  @Override
  public void onPacket(
      int line, long nowNs, long stampNs, DirectBuffer buffer, int offset, int length) {
    if (journal != null) {
      journal.append(RawJournal.PACKET, line, nowNs, stampNs, buffer, offset, length);
    }
    feed.at(nowNs);
  }

  @Override
  public void onTime(long nowNs, long stampNs) {
    if (journal != null) {
      journal.append(RawJournal.TIME, 0, nowNs, stampNs);
    }
    feed.at(nowNs);
  }

  @Override
  public void onClockStep(long stepNs, long nowNs, long stampNs) {
    if (journal != null) {
      step.putLong(0, stepNs, ByteOrder.BIG_ENDIAN);
      journal.append(RawJournal.CLOCK_STEP, 0, nowNs, stampNs, step, 0, Long.BYTES);
    }
  }
}
