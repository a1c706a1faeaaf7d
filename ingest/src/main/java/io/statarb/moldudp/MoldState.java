package io.statarb.moldudp;

/** What a receiver can vouch for; only in {@link #LIVE} may anything be decided on the stream. */
public enum MoldState {
  /** Nothing was heard yet. */
  WAITING,
  /** Each message up to the newest that was announced has been delivered. */
  LIVE,
  /** Messages are missing and being asked for; what follows them is held back. */
  GAP,
  /** Messages are lost for good: whatever was built from the stream may be wrong. */
  BLIND,
  /** Neither messages nor heartbeats came for too long. */
  STALE,
  /** The session has ended and no message of it is outstanding. */
  ENDED
}
