package io.statarb.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/**
 * Where to connect to and what to ask for there.
 *
 * @param host name or address
 * @param port given or that of the scheme
 * @param target path and query, as they are sent
 */
record Endpoint(String host, int port, String target) {
  /**
   * Of an address such as {@code ws://127.0.0.1:9443/ws} or {@code http://127.0.0.1:9443/depth}.
   *
   * @throws IllegalArgumentException when the address is of another kind
   */
  static Endpoint of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null || !(scheme.equals("ws") || scheme.equals("http"))) {
      throw new IllegalArgumentException("no ws:// or http:// address with a host: " + uri);
    }
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new Endpoint(host, uri.getPort() < 0 ? 80 : uri.getPort(), path + query);
  }

  /** Begins to connect. */
  SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new IOException("no address of host " + host);
      }
      channel.connect(address);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Value of the field {@code Host}. */
  String authority() {
    String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return port == 80 ? name : name + ":" + port;
  }
}
