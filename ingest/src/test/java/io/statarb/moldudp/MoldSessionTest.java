package io.statarb.moldudp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ING-01, ING-02, ING-03, ING-04 and ING-12 on hand-made packets and time. */
final class MoldSessionTest {
  private static final int A = 0;
  private static final int B = 1;
  private static final long MS = 1_000_000L;
  private static final MoldSettings SETTINGS =
      new MoldSettings(
          Packets.SESSION,
          1,
          16,
          32,
          1_000,
          2 * MS,
          10 * MS,
          3,
          100,
          50 * MS,
          3_000 * MS,
          3_000 * MS);

  private final Recording recording = new Recording();
  private final List<String> requests = new ArrayList<>();
  private MoldSession session = session(SETTINGS, true, null);
  private long nowNs;

  private MoldSession session(
      MoldSettings settings, boolean server, @Nullable SnapshotSource snapshots) {
    RetransmissionRequests port = (name, sequence, count) -> requests.add(sequence + "+" + count);
    return new MoldSession(settings, 2, recording, server ? port : null, snapshots, 0);
  }

  private void receive(int line, UnsafeBuffer packet) {
    session.onPacket(line, packet, 0, packet.capacity(), nowNs);
    session.onTime(nowNs);
  }

  private void passMs(long ms) {
    for (long i = 0; i < ms; i++) {
      nowNs += MS;
      session.onTime(nowNs);
    }
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  @Test
  void shouldDeliverInOrderWhenNothingIsMissing() {
    receive(A, Packets.messages(1, 3));
    receive(A, Packets.messages(4, 2));
    assertThat(recording.sequences()).isEqualTo(range(1, 6));
    assertThat(recording.messages.get(4).text()).isEqualTo("message 5");
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
    assertThat(recording.states).containsExactly(MoldState.LIVE);
  }

  @Test
  void shouldTakeTheFirstAndCountTheSecondWhenBothLinesSpeak() {
    receive(A, Packets.messages(1, 3));
    receive(B, Packets.messages(1, 4));
    receive(A, Packets.messages(4, 1));
    assertThat(recording.sequences()).isEqualTo(range(1, 5));
    assertThat(session.counters().duplicates()).isEqualTo(4);
  }

  @Test
  void shouldHoldBackAndAskWhenAMessageIsMissing() {
    receive(A, Packets.messages(1, 2));
    receive(A, Packets.messages(4, 2));
    assertThat(session.state()).isEqualTo(MoldState.GAP);
    assertThat(recording.sequences()).isEqualTo(range(1, 3));
    passMs(1);
    assertThat(requests).isEmpty();
    passMs(1);
    assertThat(requests).containsExactly("3+1");
    receive(MoldSession.RETRANSMISSION, Packets.messages(3, 1));
    assertThat(recording.sequences()).isEqualTo(range(1, 6));
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
    assertThat(session.counters().recovered()).isEqualTo(1);
    assertThat(recording.gaps).containsExactly(new Recording.Range(3, 4));
  }

  @Test
  void shouldNotAskWhenTheOtherLineFillsTheGap() {
    receive(A, Packets.messages(1, 1));
    receive(A, Packets.messages(3, 1));
    receive(B, Packets.messages(1, 1));
    receive(B, Packets.messages(2, 1));
    passMs(100);
    assertThat(recording.sequences()).isEqualTo(range(1, 4));
    assertThat(requests).isEmpty();
    assertThat(session.counters().recovered()).isZero();
  }

  @Test
  void shouldFindTheLossOfTheLastPacketWithOneHeartbeat() {
    receive(A, Packets.messages(1, 2));
    receive(A, Packets.heartbeat(4));
    assertThat(session.state()).isEqualTo(MoldState.GAP);
    passMs(2);
    assertThat(requests).containsExactly("3+1");
  }

  @Test
  void shouldAskAgainThenBeBlindWhenNoAnswerComes() {
    receive(A, Packets.messages(1, 1));
    receive(A, Packets.messages(3, 1));
    passMs(31);
    assertThat(requests).containsExactly("2+1", "2+1", "2+1");
    assertThat(session.state()).isEqualTo(MoldState.GAP);
    passMs(1);
    assertThat(session.state()).isEqualTo(MoldState.BLIND);
    assertThat(recording.lost).containsExactly(new Recording.Range(2, 3));
    assertThat(recording.sequences()).containsExactly(1L, 3L);
    receive(B, Packets.messages(2, 1));
    assertThat(session.counters().late()).isEqualTo(1);
    receive(A, Packets.messages(4, 1));
    assertThat(session.state()).isEqualTo(MoldState.BLIND);
    assertThat(recording.sequences()).containsExactly(1L, 3L, 4L);
  }

  @Test
  void shouldBeBlindAtOnceBehindTheWaitWhenThereIsNoServer() {
    session = session(SETTINGS, false, null);
    receive(A, Packets.messages(2, 1));
    passMs(2);
    assertThat(session.state()).isEqualTo(MoldState.BLIND);
    assertThat(recording.lost).containsExactly(new Recording.Range(1, 2));
  }

  @Test
  void shouldGoOnBehindTheSnapshotWhenMessagesCannotBeHad() {
    List<Long> asked = new ArrayList<>();
    SnapshotSource snapshots =
        new SnapshotSource() {
          @Override
          public void request(long minNextSequence, long nowNs) {
            asked.add(minNextSequence);
          }

          @Override
          public long poll(long nowNs) {
            return session.announcedEnd() >= 6 ? 5 : PENDING;
          }
        };
    session = session(SETTINGS, true, snapshots);
    receive(A, Packets.messages(1, 1));
    receive(A, Packets.messages(3, 2));
    passMs(40);
    assertThat(asked).containsExactly(3L);
    assertThat(session.state()).isEqualTo(MoldState.GAP);
    receive(A, Packets.messages(5, 1));
    assertThat(recording.snapshots).containsExactly(5L);
    assertThat(recording.sequences()).containsExactly(1L, 5L);
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
    assertThat(recording.lost).isEmpty();
  }

  @Test
  void shouldBeBlindWhenTheSnapshotDoesNotComeInTime() {
    SnapshotSource never =
        new SnapshotSource() {
          @Override
          public void request(long minNextSequence, long nowNs) {}

          @Override
          public long poll(long nowNs) {
            return PENDING;
          }
        };
    session = session(SETTINGS, false, never);
    receive(A, Packets.messages(2, 1));
    passMs(51);
    assertThat(session.state()).isEqualTo(MoldState.GAP);
    passMs(2);
    assertThat(session.state()).isEqualTo(MoldState.BLIND);
  }

  @Test
  void shouldLoseNothingSilentlyWhenMoreComesThanCanBeHeld() {
    receive(A, Packets.messages(2, 40));
    assertThat(session.counters().notHeld()).isPositive();
    assertThat(session.announcedEnd()).isEqualTo(42);
    passMs(2);
    assertThat(requests).containsExactly("1+1");
    receive(MoldSession.RETRANSMISSION, Packets.messages(1, 1));
    assertThat(session.state()).isEqualTo(MoldState.GAP);
    receive(MoldSession.RETRANSMISSION, Packets.messages(17, 25));
    assertThat(recording.sequences()).isEqualTo(range(1, 42));
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
  }

  @Test
  void shouldAskAgainForAMessageTooLongToBeHeld() {
    PacketBuilder builder = new PacketBuilder(MoldPacket.session(Packets.SESSION), 1_400);
    builder.begin(2);
    assertThat(builder.add(new UnsafeBuffer(new byte[200]), 0, 200)).isTrue();
    session.onPacket(A, builder.buffer(), 0, builder.length(), nowNs);
    receive(A, Packets.messages(1, 1));
    assertThat(session.state()).isEqualTo(MoldState.GAP);
    session.onPacket(MoldSession.RETRANSMISSION, builder.buffer(), 0, builder.length(), nowNs);
    assertThat(recording.messages.get(1).text()).hasSize(200);
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
  }

  @Test
  void shouldRefuseAPacketFarAheadAndBelieveTheSecond() {
    receive(A, Packets.messages(1, 1));
    receive(A, Packets.heartbeat(Long.MAX_VALUE));
    assertThat(session.state()).isEqualTo(MoldState.GAP);
    assertThat(session.counters().refusedJumps()).isEqualTo(1);
    receive(B, Packets.messages(2, 1));
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
    receive(A, Packets.messages(5_000_000, 1));
    receive(A, Packets.messages(5_000_001, 1));
    assertThat(session.announcedEnd()).isEqualTo(5_000_002);
    passMs(40);
    assertThat(session.state()).isEqualTo(MoldState.BLIND);
    assertThat(recording.sequences()).containsExactly(1L, 2L);
    assertThat(recording.lost).containsExactly(new Recording.Range(3, 5_000_002));
  }

  @Test
  void shouldStayWithinItsBoundsWhenSequencesReachTheirEnd() {
    receive(A, Packets.messages(Long.MAX_VALUE - 3, 2));
    receive(A, Packets.messages(Long.MAX_VALUE - 3, 2));
    passMs(40);
    assertThat(session.state()).isEqualTo(MoldState.BLIND);
    assertThat(session.expectedSequence()).isEqualTo(Long.MAX_VALUE - 1);
    receive(A, Packets.messages(1, 1));
    assertThat(recording.messages).isEmpty();
  }

  @Test
  void shouldRefuseAndCountWhatIsOfAnotherSession() {
    receive(A, Packets.messages(1, 1));
    UnsafeBuffer other = Packets.messages(2, 1);
    other.putByte(0, (byte) 'X');
    receive(A, other);
    assertThat(session.counters().refusedSession()).isEqualTo(1);
    assertThat(recording.sequences()).containsExactly(1L);
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 19, 21, 25, 37})
  void shouldRefuseAndCountWhatIsCutShort(int length) {
    UnsafeBuffer packet = Packets.messages(1, 2);
    session.onPacket(A, packet, 0, length, nowNs);
    assertThat(session.counters().refusedMalformed()).isEqualTo(1);
    assertThat(recording.messages).isEmpty();
    assertThat(session.state()).isEqualTo(MoldState.WAITING);
  }

  @Test
  void shouldEndOnlyWhenAllMessagesAreThere() {
    receive(A, Packets.messages(1, 2));
    receive(A, Packets.end(4));
    assertThat(session.state()).isEqualTo(MoldState.GAP);
    receive(B, Packets.messages(3, 1));
    assertThat(session.state()).isEqualTo(MoldState.ENDED);
    receive(B, Packets.messages(4, 1));
    assertThat(recording.sequences()).isEqualTo(range(1, 4));
    assertThat(session.counters().refusedEnd()).isEqualTo(1);
    passMs(5_000);
    assertThat(session.state()).isEqualTo(MoldState.ENDED);
    assertThat(recording.alarms).isEmpty();
  }

  @Test
  void shouldRefuseAnEndThatComesBeforeWhatWasAnnounced() {
    receive(A, Packets.messages(1, 5));
    receive(A, Packets.end(3));
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
    assertThat(session.counters().refusedEnd()).isEqualTo(1);
  }

  @Test
  void shouldBeStaleWithinTheThresholdWhenTheFeedFreezes() {
    receive(A, Packets.messages(1, 1));
    passMs(3_000);
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
    passMs(1);
    assertThat(session.state()).isEqualTo(MoldState.STALE);
    assertThat(recording.alarms).containsExactly(MoldAlarm.FEED_SILENT);
    receive(A, Packets.heartbeat(2));
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
  }

  @Test
  void shouldTellOfASilentLineWhenTheOtherSpeaks() {
    for (int second = 0; second < 5; second++) {
      receive(A, Packets.heartbeat(1));
      passMs(1_000);
    }
    assertThat(recording.alarms).containsExactly(MoldAlarm.LINE_SILENT);
    assertThat(session.lineSilent(B)).isTrue();
    assertThat(session.state()).isEqualTo(MoldState.LIVE);
  }

  @Test
  void shouldAlarmWithinFiveSecondsWhenNothingIsHeardAtTheOpen() {
    passMs(10_000);
    assertThat(recording.alarms).containsExactly(MoldAlarm.NO_DATA_AT_OPEN);
    assertThat(recording.alarmTimesNs.getFirst()).isLessThanOrEqualTo(5_000 * MS);
    assertThat(session.state()).isEqualTo(MoldState.WAITING);
  }

  @Test
  void shouldTakeTheNameOfTheFirstPacketWhenNoneIsGiven() {
    session = session(new MoldSettings("", 1, 16, 32, 1_000, 0, 1, 1, 1, 1, MS, MS), false, null);
    receive(A, Packets.messages(1, 1));
    UnsafeBuffer other = Packets.messages(2, 1);
    other.putByte(9, (byte) '2');
    receive(A, other);
    assertThat(recording.sequences()).containsExactly(1L);
    assertThat(session.counters().refusedSession()).isEqualTo(1);
  }
}
