package io.statarb.moldudp;

/**
 * Limits of a receiver; times in ns of the monotonic clock.
 *
 * @param session name of the session, or empty: that of the first packet
 * @param firstSequence first message wanted, from 1
 * @param heldMessages how many messages behind a gap can be held back; a power of two
 * @param heldMessageBytes longest message that can be held back; a longer one is asked for again
 * @param maxJump how far beyond the next message a single packet is believed to be; what lies
 *     further is believed when another packet of the same line says so too
 * @param reorderWaitNs how long a missing message may come by itself before it is asked for
 * @param requestTimeoutNs how long an answer is waited for
 * @param maxAttempts requests without progress before messages count as lost
 * @param maxRequestMessages most messages asked for at once, 1 to 65,534
 * @param snapshotTimeoutNs how long a snapshot is waited for
 * @param staleAfterNs silence after which the feed is stale; heartbeats come once a second
 * @param alarmAfterNs silence since the start that is an alarm
 */
public record MoldSettings(
    String session,
    long firstSequence,
    int heldMessages,
    int heldMessageBytes,
    long maxJump,
    long reorderWaitNs,
    long requestTimeoutNs,
    int maxAttempts,
    int maxRequestMessages,
    long snapshotTimeoutNs,
    long staleAfterNs,
    long alarmAfterNs) {
  /** Most bytes that may be set aside for messages held back. */
  private static final long MAX_HELD_BYTES = 1L << 28;

  private static final long MS = 1_000_000L;

  /** Checks the limits. */
  public MoldSettings {
    if (!session.isEmpty()) {
      MoldPacket.session(session);
    }
    if (Integer.bitCount(heldMessages) != 1
        || heldMessageBytes < 1
        || (long) heldMessages * heldMessageBytes > MAX_HELD_BYTES) {
      throw new IllegalArgumentException(
          "heldMessages must be a power of two and all of them fit %d bytes: heldMessages=%d heldMessageBytes=%d"
              .formatted(MAX_HELD_BYTES, heldMessages, heldMessageBytes));
    }
    if (firstSequence < 1
        || maxJump < 1
        || reorderWaitNs < 0
        || requestTimeoutNs < 1
        || maxAttempts < 1
        || maxRequestMessages < 1
        || maxRequestMessages >= MoldPacket.END_OF_SESSION
        || snapshotTimeoutNs < 1
        || staleAfterNs < 1
        || alarmAfterNs < 1) {
      throw new IllegalArgumentException("limits must be positive: " + firstSequence);
    }
  }

  /**
   * Defaults for a session. Two lines are rarely further than 2 ms apart; 8 attempts of 25 ms each
   * outlast a burst; 3 s are three heartbeats; 16,384 messages of an order-by-order feed are some
   * 10 ms of its peak.
   */
  public static MoldSettings of(String session) {
    return new MoldSettings(
        session,
        1,
        1 << 14,
        64,
        10_000_000,
        2 * MS,
        25 * MS,
        8,
        4096,
        5_000 * MS,
        3_000 * MS,
        3_000 * MS);
  }
}
