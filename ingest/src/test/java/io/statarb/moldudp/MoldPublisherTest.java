package io.statarb.moldudp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publisher says when there is nothing to say, on a clock of its own. */
final class MoldPublisherTest {
  private static final long HEARTBEAT_NS = 1_000_000_000L;
  private static final long LINGER_NS = 2 * HEARTBEAT_NS;
  private static final long STEP_NS = 10_000_000L;

  private DatagramChannel line;
  private MoldPublisher publisher;
  private long nowNs = 1_000_000_000_000L;

  @BeforeEach
  void open() {
    line = UdpChannels.receiving(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null);
    publisher =
        new MoldPublisher(
            new PublisherSettings(
                Packets.SESSION,
                List.of(UdpChannels.localAddress(line)),
                List.of(LineFaults.NONE),
                null,
                0,
                null,
                0,
                1_400,
                100,
                HEARTBEAT_NS,
                LINGER_NS,
                1),
            MessageList.recorded().source(),
            () -> nowNs);
    while (!publisher.ended()) {
      publisher.doWork();
    }
  }

  @AfterEach
  void close() throws IOException {
    publisher.close();
    line.close();
  }

  private void pass(long ns) {
    for (long untilNs = nowNs + ns; nowNs < untilNs; nowNs += STEP_NS) {
      publisher.doWork();
    }
  }

  /** With a loss of one in five, ends as rare as heartbeats are all lost in 1 of 125 sessions. */
  @Test
  void shouldRepeatItsEndSoOftenThatAReceiverCannotLoseItByChance() {
    long before = publisher.packets();
    pass(LINGER_NS);
    assertThat(publisher.packets() - before).isBetween(30L, 50L);
  }

  @Test
  void shouldSayNothingMoreOnceItHasLingered() {
    pass(LINGER_NS);
    long before = publisher.packets();
    pass(LINGER_NS);
    assertThat(publisher.packets()).isEqualTo(before);
    assertThat(publisher.finished()).isTrue();
  }
}
