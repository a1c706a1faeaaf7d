package io.statarb.feeds.moldudp64;

import io.statarb.itch.ItchFileMessages;
import io.statarb.moldudp.MessageSource;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages of a file, timed by their own words or evenly at a rate. Confined to one thread. */
final class PacedMessages implements MessageSource {
  private static final double NS_PER_SECOND = 1e9;

  private final ItchFileMessages messages;
  private final double nsPerMessage;
  private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);

  /**
   * Makes a source.
   *
   * @param rate messages per second of the times told; 0: the messages' own times
   */
  PacedMessages(ItchFileMessages messages, double rate) {
    this.messages = messages;
    this.nsPerMessage = rate == 0 ? 0 : NS_PER_SECOND / rate;
    buffer.wrap(messages.bytes());
  }

  @Override
  public boolean next() {
    return messages.next();
  }

  @Override
  public DirectBuffer buffer() {
    return buffer;
  }

  @Override
  public int offset() {
    return messages.offset();
  }

  @Override
  public int length() {
    return messages.length();
  }

  @Override
  public long timeNs() {
    return nsPerMessage == 0 ? messages.timeNs() : (long) (messages.messages() * nsPerMessage);
  }
}
