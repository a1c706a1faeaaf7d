package io.statarb.moldudp;

/** Supplies the state of everything at some message, for when messages cannot be had again. */
public interface SnapshotSource {
  /** Result of {@link #poll}: not there yet. */
  long PENDING = 0;

  /** Result of {@link #poll}: will not come. */
  long FAILED = -1;

  /**
   * Asks for a snapshot.
   *
   * @param minNextSequence it is of use only if the first message it does not hold is this or later
   */
  void request(long minNextSequence, long nowNs);

  /**
   * Looks for the snapshot asked for. A whole one is put in place of what the listener has built
   * before this returns.
   *
   * @return the first sequence that it does not hold, {@link #PENDING} or {@link #FAILED}
   */
  long poll(long nowNs);
}
