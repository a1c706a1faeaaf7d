package io.statarb.moldudp;

/** Where missing messages are asked for. */
@FunctionalInterface
public interface RetransmissionRequests {
  /**
   * Asks for messages; what cannot be sent is as good as not answered.
   *
   * @param session name of the session, 10 bytes
   * @param sequence first one
   * @param count how many, 1 to 65,534; an answer may hold fewer
   */
  void request(byte[] session, long sequence, int count);
}
