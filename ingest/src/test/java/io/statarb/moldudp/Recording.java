package io.statarb.moldudp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Keeps what a session says. */
final class Recording implements MoldListener {
  record Message(long sequence, String text) {}

  record Range(long from, long to) {}

  final List<Message> messages = new ArrayList<>();
  final List<Range> gaps = new ArrayList<>();
  final List<Range> lost = new ArrayList<>();
  final List<Long> snapshots = new ArrayList<>();
  final List<MoldState> states = new ArrayList<>();
  final List<MoldAlarm> alarms = new ArrayList<>();
  final List<Long> alarmTimesNs = new ArrayList<>();

  @Override
  public void onMessage(long sequence, DirectBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    messages.add(new Message(sequence, new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  @Override
  public void onState(MoldState from, MoldState to, long nowNs) {
    states.add(to);
  }

  @Override
  public void onGap(long from, long to, long nowNs) {
    gaps.add(new Range(from, to));
  }

  @Override
  public void onLost(long from, long to) {
    lost.add(new Range(from, to));
  }

  @Override
  public void onSnapshot(long nextSequence) {
    snapshots.add(nextSequence);
  }

  @Override
  public void onAlarm(MoldAlarm alarm, long detail, long nowNs) {
    alarms.add(alarm);
    alarmTimesNs.add(nowNs);
  }

  List<Long> sequences() {
    return messages.stream().map(Message::sequence).toList();
  }
}
