package io.statarb.moldudp;

/** What a look at the bytes of a datagram finds. */
public enum PacketCheck {
  /** All lengths agree. */
  OK,
  /** Shorter than a header. */
  TOO_SHORT,
  /** Longer than {@link MoldPacket#MAX_PACKET_BYTES}. */
  TOO_LONG,
  /** A message reaches beyond the end. */
  TRUNCATED,
  /** Bytes follow the last message. */
  TRAILING_BYTES,
  /** A sequence below 1 or beyond what a session can hold, or a request for nothing. */
  BAD_SEQUENCE
}
