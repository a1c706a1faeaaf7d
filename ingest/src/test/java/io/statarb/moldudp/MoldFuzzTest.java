package io.statarb.moldudp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * ING-10: hostile datagrams. The recorded ones run in each build; {@code JAZZER_FUZZ=1} looks for
 * new ones.
 */
final class MoldFuzzTest {
  private static final long MS = 1_000_000L;
  private static final int MAX_PACKETS = 64;
  private static final MoldSettings SETTINGS =
      new MoldSettings("", 1, 64, 16, 1_000, MS, 2 * MS, 2, 10, MS, 50 * MS, 50 * MS);

  /** Any bytes: either refused, or all lengths stay within the datagram. */
  @FuzzTest(maxDuration = "60s")
  void shouldRefuseOrStayWithinTheBytes(byte[] bytes) {
    UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    MoldPacket.checkRequest(buffer, 0, bytes.length);
    if (MoldPacket.check(buffer, 0, bytes.length) != PacketCheck.OK) {
      return;
    }
    int count = MoldPacket.count(buffer, 0);
    int position = MoldPacket.HEADER_BYTES;
    for (int i = 0; i < count && count != MoldPacket.END_OF_SESSION; i++) {
      position += MoldPacket.LENGTH_BYTES + MoldPacket.messageLength(buffer, position);
    }
    assertThat(position).isEqualTo(bytes.length);
  }

  /** Any packets at any times: no message twice, none out of order, no gap that was not told. */
  @FuzzTest(maxDuration = "60s")
  void shouldKeepItsWordWhateverComes(FuzzedDataProvider data) {
    Recording recording = new Recording();
    RetransmissionRequests requests =
        data.consumeBoolean()
            ? (session, sequence, count) -> {
              assertThat(sequence).isPositive();
              assertThat(count).isBetween(1, 10);
            }
            : null;
    MoldSession session = new MoldSession(SETTINGS, 2, recording, requests, null, 0);
    long nowNs = 0;
    for (int packets = 0; packets < MAX_PACKETS && data.remainingBytes() > 0; packets++) {
      int line = data.consumeInt(MoldSession.RETRANSMISSION, 1);
      nowNs += data.consumeInt(0, 5) * MS;
      UnsafeBuffer packet = packet(data);
      session.onPacket(line, packet, 0, packet.capacity(), nowNs);
      session.onTime(nowNs);
      assertThat(session.expectedSequence()).isLessThanOrEqualTo(session.announcedEnd());
      assertThat(session.state() == MoldState.LIVE && !session.complete()).isFalse();
    }
    check(recording);
  }

  private static UnsafeBuffer packet(FuzzedDataProvider data) {
    if (data.consumeBoolean()) {
      return new UnsafeBuffer(data.consumeBytes(64));
    }
    long sequence = data.consumeBoolean() ? data.consumeInt(1, 200) : data.consumeLong();
    int kind = data.consumeInt(0, 5);
    if (kind == 0) {
      return Packets.heartbeat(sequence);
    }
    return kind == 1 ? Packets.end(sequence) : Packets.messages(sequence, kind - 1);
  }

  private static void check(Recording recording) {
    long last = 0;
    int lost = 0;
    for (Recording.Message message : recording.messages) {
      while (lost < recording.lost.size() && recording.lost.get(lost).from() == last + 1) {
        last = recording.lost.get(lost++).to() - 1;
      }
      assertThat(message.sequence()).isEqualTo(last + 1);
      last = message.sequence();
    }
  }
}
