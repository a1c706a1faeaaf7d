package io.statarb.websocket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Serves GET requests and WebSocket connections on one port, in plain text, for loopback and tests.
 * One thread, which calls {@link #poll}; it never blocks.
 */
public final class HttpServer implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 256;

  private final HttpHandler handler;
  private final ServerSocketChannel channel;
  private final List<ServerConnection> connections = new ArrayList<>();

  /**
   * Listens.
   *
   * @param address port 0 takes a free one
   * @throws UncheckedIOException when the address cannot be had
   */
  public HttpServer(InetSocketAddress address, HttpHandler handler) {
    this.handler = handler;
    try {
      channel = ServerSocketChannel.open();
      channel.bind(address);
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on %s: %s".formatted(address, e.getMessage()), e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes new connections and serves those there are; how much there was to do. */
  public int poll() {
    int work = accept();
    for (int i = connections.size() - 1; i >= 0; i--) {
      ServerConnection connection = connections.get(i);
      work += connection.poll(handler);
      if (connection.isClosed()) {
        connections.remove(i);
        handler.onClosed(connection);
      }
    }
    return work;
  }

  private int accept() {
    try {
      int taken = 0;
      while (connections.size() < MOST_CONNECTIONS) {
        SocketChannel accepted = channel.accept();
        if (accepted == null) {
          return taken;
        }
        connections.add(new ServerConnection(accepted));
        taken++;
      }
      return taken;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts all connections and listens no more. */
  @Override
  public void close() {
    connections.forEach(ServerConnection::cut);
    Sockets.close(channel);
  }
}
