package io.statarb.moldudp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * ING-01, ING-02 and ING-03 on real sockets: whatever the lines do, the receiver delivers what was
 * published or is blind. {@code -Dseeds=1000} for as many runs of each, {@code -Dseed=N} to replay
 * one.
 */
final class MoldFeedTest {
  private static final int SEEDS = Integer.getInteger("seeds", 100);
  private static final LineFaults FIVE_PERCENT = new LineFaults(0.05, 0, 0, 0, 0);

  private final MessageList recorded = MessageList.recorded();
  private final MessageList synthetic = MessageList.synthetic();

  private static List<Long> seeds() {
    String one = System.getProperty("seed", "");
    if (!one.isEmpty()) {
      return List.of(Long.parseLong(one));
    }
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  /** The synthetic messages are many: they take every tenth seed. */
  private MessageList messages(long seed) {
    return seed % 10 == 0 ? synthetic : recorded;
  }

  private static FeedRig.Scenario drawn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LineFaults> faults = new ArrayList<>();
    int lines = 1 + random.nextInt(2);
    for (int line = 0; line < lines; line++) {
      faults.add(
          new LineFaults(
              random.nextDouble(0.1),
              random.nextDouble(0.1),
              random.nextDouble(0.1),
              random.nextLong(3_000_000),
              random.nextLong(3_000_000)));
    }
    boolean server = random.nextInt(5) > 0;
    double answerDrop = random.nextDouble(0.5);
    return new FeedRig.Scenario(faults, server, answerDrop, 1 + random.nextInt(6), List.of(), seed);
  }

  private static FeedRig.Scenario twoLines(long seed, LineFaults faults, int perPacket) {
    return new FeedRig.Scenario(List.of(faults, faults), true, 0, perPacket, List.of(), seed);
  }

  @Test
  void shouldEqualTheLosslessStreamOrBeBlindWhateverTheLinesDo() {
    int blind = 0;
    int faultless = 0;
    for (long seed : seeds()) {
      try (FeedRig rig = new FeedRig(messages(seed), drawn(seed), RealReceiver::asking)) {
        assertThat(rig.run()).describedAs("-Dseed=%d", seed).isEmpty();
        blind += rig.check().lost() > 0 ? 1 : 0;
        faultless += rig.publisher().packetsDropped() == 0 ? 1 : 0;
      }
    }
    System.out.printf("moldudp: %d seeds, %d of them blind%n", seeds().size(), blind);
    if (seeds().size() >= SEEDS) {
      assertThat(blind).isPositive().isLessThan(SEEDS / 2);
      assertThat(faultless).isLessThan(SEEDS / 4);
    }
  }

  @Test
  void shouldEqualTheLosslessStreamWhenTwoLinesLoseFivePercentEach() {
    for (long seed : seeds()) {
      try (FeedRig rig =
          new FeedRig(messages(seed), twoLines(seed, FIVE_PERCENT, 2), RealReceiver::asking)) {
        assertThat(rig.run()).describedAs("-Dseed=%d", seed).isEmpty();
        assertThat(rig.check().lost()).describedAs("-Dseed=%d", seed).isZero();
      }
    }
  }

  @Test
  void shouldBeBlindExactlyWhenBothLinesLostAPacketAndNobodyCanBeAsked() {
    int blind = 0;
    for (long seed : seeds()) {
      try (FeedRig rig =
          new FeedRig(recorded, twoLines(seed, FIVE_PERCENT, 2), RealReceiver::alone)) {
        assertThat(rig.run()).describedAs("-Dseed=%d", seed).isEmpty();
        blind += rig.check().lost() > 0 ? 1 : 0;
      }
    }
    System.out.printf(
        "moldudp: without retransmission %d of %d seeds blind%n", blind, seeds().size());
    // 500 packets, each lost on both lines with 0.25 %: 71 % of the runs lose one.
    if (seeds().size() >= SEEDS) {
      assertThat(blind).isBetween(SEEDS / 2, SEEDS);
    }
  }

  @Test
  void shouldBeBlindWhenTheServerIsDead() {
    FeedRig.Scenario scenario =
        new FeedRig.Scenario(List.of(FIVE_PERCENT), false, 0, 2, List.of(), 7);
    try (FeedRig rig = new FeedRig(recorded, scenario, RealReceiver::asking)) {
      assertThat(rig.run()).isEmpty();
      assertThat(rig.check().lost()).isPositive();
    }
  }

  @Test
  void shouldBeBlindWhenAllAnswersAreLost() {
    FeedRig.Scenario scenario =
        new FeedRig.Scenario(List.of(FIVE_PERCENT), true, 1, 2, List.of(), 7);
    try (FeedRig rig = new FeedRig(recorded, scenario, RealReceiver::asking)) {
      assertThat(rig.run()).isEmpty();
      assertThat(rig.check().lost()).isPositive();
      assertThat(rig.publisher().answersDropped()).isPositive();
    }
  }

  @Test
  void shouldRecoverEverythingWhenTheLineBringsNothingButItsEnd() {
    FeedRig.Scenario scenario =
        new FeedRig.Scenario(
            List.of(new LineFaults(0.97, 0, 0, 0, 0)), true, 0.2, 1, List.of(), 11);
    try (FeedRig rig = new FeedRig(recorded, scenario, RealReceiver::asking)) {
      assertThat(rig.run()).isEmpty();
      assertThat(rig.check().lost()).isZero();
      assertThat(rig.publisher().answers()).isPositive();
    }
  }

  @Test
  void shouldNotBeMovedByGarbage() {
    List<ByteBuffer> garbage = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      garbage.add(ByteBuffer.wrap(bytes));
    }
    byte[] cut = new byte[Packets.messages(1, 3).capacity() - 1];
    Packets.messages(1, 3).getBytes(0, cut);
    garbage.add(ByteBuffer.wrap(cut));
    byte[] other = new byte[MoldPacket.HEADER_BYTES];
    Packets.heartbeat(900_000).getBytes(0, other);
    other[0] = 'X';
    garbage.add(ByteBuffer.wrap(other));
    FeedRig.Scenario scenario =
        new FeedRig.Scenario(List.of(FIVE_PERCENT, FIVE_PERCENT), true, 0, 2, garbage, 5);
    try (FeedRig rig = new FeedRig(recorded, scenario, RealReceiver::asking)) {
      assertThat(rig.run()).isEmpty();
      assertThat(rig.check().lost()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldCatchAReceiverWithAMistake(CarelessReceiver.Mistake mistake) {
    LineFaults faults = new LineFaults(0.05, 0.05, 0, 0, 0);
    for (long seed : List.of(1L, 2L, 3L, 4L, 5L)) {
      FeedRig.Scenario scenario =
          new FeedRig.Scenario(List.of(faults), true, 0, 2, List.of(), seed);
      try (FeedRig rig =
          new FeedRig(
              recorded,
              scenario,
              (addresses, listener, clock) ->
                  new CarelessReceiver(mistake, addresses, listener, clock))) {
        assertThat(rig.run()).describedAs("seed=%d", seed).isNotEmpty();
      }
    }
  }
}
