package io.statarb.moldudp;

import io.statarb.time.NanoClock;
import java.net.InetSocketAddress;

/** The receiver itself as what is under test. */
final class RealReceiver implements FeedRig.Subject {
  private final MoldReceiver receiver;

  RealReceiver(
      MoldSettings settings, ReceiverAddresses addresses, MoldListener listener, NanoClock clock) {
    receiver = new MoldReceiver(addresses, settings, listener, null, null, clock, clock);
  }

  /** With the defaults and a server to ask. */
  static RealReceiver asking(ReceiverAddresses addresses, MoldListener listener, NanoClock clock) {
    return new RealReceiver(MoldSettings.of(Packets.SESSION), addresses, listener, clock);
  }

  /** With the defaults and nobody to ask. */
  static RealReceiver alone(ReceiverAddresses addresses, MoldListener listener, NanoClock clock) {
    return asking(new ReceiverAddresses(addresses.lines(), null, null), listener, clock);
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
    return receiver.session().blind();
  }

  MoldCounters counters() {
    return receiver.session().counters();
  }

  @Override
  public void close() {
    receiver.close();
  }
}
