package io.statarb.moldudp;

import io.statarb.time.NanoClock;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/**
 * A receiver with a mistake in it, made of the real one and what it tells its listener: the checks
 * of the simulation must find each of them.
 */
final class CarelessReceiver implements FeedRig.Subject {
  /** What it does wrong. */
  enum Mistake {
    /** Goes on behind a gap as if nothing were missing. */
    SKIPS_THE_GAP_CHECK,
    /** Applies what both lines bring twice. */
    APPLIES_DUPLICATES,
    /** Gives up messages and tells nobody. */
    HIDES_WHAT_IS_LOST
  }

  private final MoldReceiver receiver;
  private final Mistake mistake;

  CarelessReceiver(
      Mistake mistake, ReceiverAddresses addresses, MoldListener listener, NanoClock clock) {
    this.mistake = mistake;
    PacketTap tap =
        mistake == Mistake.HIDES_WHAT_IS_LOST
            ? null
            : (line, nowNs, stampNs, buffer, offset, length) ->
                takeAll(listener, buffer, offset, length);
    // The real receiver only moves the packets; what it makes of them is thrown away.
    MoldListener heard =
        (sequence, buffer, offset, length) -> {
          if (mistake == Mistake.HIDES_WHAT_IS_LOST) {
            listener.onMessage(sequence, buffer, offset, length);
          }
        };
    receiver =
        new MoldReceiver(
            new ReceiverAddresses(addresses.lines(), null, null),
            MoldSettings.of(Packets.SESSION),
            heard,
            null,
            tap,
            clock,
            clock);
  }

  private long next = 1;

  private void takeAll(MoldListener listener, DirectBuffer buffer, int offset, int length) {
    if (MoldPacket.check(buffer, offset, length) != PacketCheck.OK) {
      return;
    }
    int count = MoldPacket.count(buffer, offset) % MoldPacket.END_OF_SESSION;
    long sequence = MoldPacket.sequence(buffer, offset);
    int position = offset + MoldPacket.HEADER_BYTES;
    for (int i = 0; i < count; i++, sequence++) {
      int messageLength = MoldPacket.messageLength(buffer, position);
      position += MoldPacket.LENGTH_BYTES;
      if (sequence >= next || mistake == Mistake.APPLIES_DUPLICATES) {
        next = sequence + 1;
        listener.onMessage(sequence, buffer, position, messageLength);
      }
      position += messageLength;
    }
  }

  @Override
  public InetSocketAddress lineAddress(int line) {
    return receiver.lineAddress(line);
  }

  @Override
  public void doWork() {
    receiver.doWork();
  }

  @Override
  public long packets() {
    return receiver.session().counters().packets();
  }

  @Override
  public boolean ended() {
    return receiver.session().state() == MoldState.ENDED;
  }

  @Override
  public boolean blind() {
    return false;
  }

  @Override
  public void close() {
    receiver.close();
  }
}
