package io.statarb.moldudp;

import org.agrona.DirectBuffer;

/** Messages to publish, in order. */
public interface MessageSource {
  /** Time of a message that tells none. */
  long UNKNOWN_TIME = Long.MIN_VALUE;

  /** Moves to the next message; false when there is none. */
  boolean next();

  /** Holds the message until the next call of {@link #next}. */
  DirectBuffer buffer();

  /** Where it starts. */
  int offset();

  /** Its bytes. */
  int length();

  /** Its time by its own words, ns since anything, or {@link #UNKNOWN_TIME}: at once. */
  long timeNs();
}
