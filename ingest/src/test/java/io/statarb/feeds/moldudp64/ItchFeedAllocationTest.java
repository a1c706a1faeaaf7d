package io.statarb.feeds.moldudp64;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.statarb.feeds.FeedJournal;
import io.statarb.itch.ItchFileMessages;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener allocates between the socket and the book. */
final class ItchFeedAllocationTest {
  private static final int ROUNDS = 60;
  private static final long NS_PER_MESSAGE = 1_000;

  @TempDir Path temp;

  private List<UnsafeBuffer> recorded() {
    List<UnsafeBuffer> all = new ArrayList<>();
    Path file = FeedTrial.file(temp, "nasdaq-20191230-0930.itch");
    try (ItchFileMessages messages = ItchFileMessages.open(file)) {
      while (messages.next()) {
        int end = messages.offset() + messages.length();
        all.add(new UnsafeBuffer(Arrays.copyOfRange(messages.bytes(), messages.offset(), end)));
      }
    }
    return all;
  }

  @Test
  void shouldJournalAndBookWithoutAllocationWhenWarm() {
    List<UnsafeBuffer> messages = recorded();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long stale = messages.size() * NS_PER_MESSAGE / 2;
    ItchFeed feed = new ItchFeed(stale, line -> {});
    JournalTap tap = new JournalTap(feed);
    long allocated = 0;
    long measured = 0;
    try (FeedJournal journal = FeedJournal.create(temp.resolve("raw"), "test", Map.of())) {
      tap.to(journal);
      long sequence = 1;
      for (int round = 0; round < ROUNDS; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < messages.size(); i++) {
          UnsafeBuffer message = messages.get(i);
          long nowNs = sequence * NS_PER_MESSAGE;
          tap.onPacket(0, nowNs, nowNs, message, 0, message.capacity());
          feed.onMessage(sequence++, message, 0, message.capacity());
          feed.watch(nowNs);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        if (round >= ROUNDS / 2) {
          allocated += bytes;
          measured += messages.size();
        }
      }
    }
    System.out.printf("feeds: allocated bytes=%d messages=%d%n", allocated, measured);
    // Less than one object in a hundred messages: what is left is the JVM's own.
    assertThat(allocated).isLessThan(measured * 16 / 100);
  }
}
