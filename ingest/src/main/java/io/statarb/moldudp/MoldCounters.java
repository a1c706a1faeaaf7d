package io.statarb.moldudp;

/**
 * What a receiver has counted since its start. Written by the receiver's thread; another thread may
 * see older values.
 */
public final class MoldCounters {
  long packets;
  long heartbeats;
  long refusedMalformed;
  long refusedSession;
  long refusedJumps;
  long refusedEnd;
  long messages;
  long recovered;
  long duplicates;
  long late;
  long held;
  long notHeld;
  long gaps;
  long requests;
  long lostRanges;
  long lost;
  long snapshots;
  long alarms;

  MoldCounters() {}

  /** Datagrams looked at, those refused included. */
  public long packets() {
    return packets;
  }

  /** Heartbeats among them. */
  public long heartbeats() {
    return heartbeats;
  }

  /** Datagrams that are no packets. */
  public long refusedMalformed() {
    return refusedMalformed;
  }

  /** Packets of another session. */
  public long refusedSession() {
    return refusedSession;
  }

  /** Packets further ahead than is believed of one packet. */
  public long refusedJumps() {
    return refusedJumps;
  }

  /** Packets that contradict the end of the session. */
  public long refusedEnd() {
    return refusedEnd;
  }

  /** Messages delivered. */
  public long messages() {
    return messages;
  }

  /** Messages among them that the retransmission server had to supply. */
  public long recovered() {
    return recovered;
  }

  /** Messages dropped because they had been delivered or were held already. */
  public long duplicates() {
    return duplicates;
  }

  /** Messages dropped because they came after they had been given up. */
  public long late() {
    return late;
  }

  /** Messages that had to be held back. */
  public long held() {
    return held;
  }

  /** Messages ahead of their turn for which there was no room; they are asked for again. */
  public long notHeld() {
    return notHeld;
  }

  /** Gaps found. */
  public long gaps() {
    return gaps;
  }

  /** Requests sent. */
  public long requests() {
    return requests;
  }

  /** Ranges of messages given up. */
  public long lostRanges() {
    return lostRanges;
  }

  /** Messages in these ranges. */
  public long lost() {
    return lost;
  }

  /** Snapshots that took the place of lost messages. */
  public long snapshots() {
    return snapshots;
  }

  /** Alarms raised. */
  public long alarms() {
    return alarms;
  }
}
