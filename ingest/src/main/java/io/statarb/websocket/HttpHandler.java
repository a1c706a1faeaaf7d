package io.statarb.websocket;

import java.util.SortedMap;

/** What a server does with what comes in. Called by the thread that polls the server. */
public interface HttpHandler {
  /**
   * A GET request. Answers now or later with {@link ServerConnection#respond}, or with {@link
   * ServerConnection#upgrade} when {@link ServerConnection#asksForUpgrade}.
   *
   * @param path without the query, decoded
   * @param query values by name, decoded; of a name that comes again the last one
   */
  void onRequest(ServerConnection connection, String path, SortedMap<String, String> query);

  /** A message on an upgraded connection; the range is valid during the call. */
  default void onMessage(ServerConnection connection, byte[] bytes, int from, int to) {}

  /** A pong on an upgraded connection. */
  default void onPong(ServerConnection connection) {}

  /** The connection is over, whoever ended it. */
  default void onClosed(ServerConnection connection) {}
}
