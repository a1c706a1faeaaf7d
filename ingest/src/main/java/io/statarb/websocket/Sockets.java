package io.statarb.websocket;

import java.io.IOException;
import java.nio.channels.Channel;

/** Closes sockets whose end is decided already. Stateless. */
final class Sockets {
  private Sockets() {}

  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The connection is over either way, and its owner has said why.
      assert !channel.isOpen();
    }
  }
}
