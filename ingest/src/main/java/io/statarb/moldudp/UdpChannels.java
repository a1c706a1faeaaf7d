package io.statarb.moldudp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** Opens datagram channels that never block. */
final class UdpChannels {
  /** What the kernel may keep for a reader that is busy; it may grant less. */
  private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

  private UdpChannels() {}

  /**
   * A channel that receives what is sent to an address, a multicast group included.
   *
   * @param networkInterface where a group is joined; null: where the system's default is
   */
  static DatagramChannel receiving(
      InetSocketAddress address, @Nullable NetworkInterface networkInterface) {
    InetAddress host = address.getAddress();
    try {
      DatagramChannel channel = open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      if (host.isMulticastAddress()) {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(new InetSocketAddress(address.getPort()));
        channel.join(host, networkInterface == null ? defaultInterface() : networkInterface);
      } else {
        channel.bind(address);
      }
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + text(address), e);
    }
  }

  /** A channel that talks to one peer alone; what others send to it is dropped by the kernel. */
  static DatagramChannel connected(InetSocketAddress peer) {
    try {
      DatagramChannel channel = open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      channel.connect(peer);
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot reach " + text(peer), e);
    }
  }

  /**
   * A channel that sends.
   *
   * @param networkInterface where multicast leaves; null: where the system's default is
   */
  static DatagramChannel sending(@Nullable NetworkInterface networkInterface) {
    try {
      DatagramChannel channel = open();
      if (networkInterface != null) {
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
      }
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a socket", e);
    }
  }

  static InetSocketAddress localAddress(DatagramChannel channel) {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  private static DatagramChannel open() throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.configureBlocking(false);
    return channel;
  }

  private static NetworkInterface defaultInterface() throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(UdpChannels::canMulticast)
        .findFirst()
        .orElseThrow(() -> new IOException("no network interface can multicast"));
  }

  private static boolean canMulticast(NetworkInterface candidate) {
    try {
      return candidate.isUp() && candidate.supportsMulticast();
    } catch (IOException e) {
      return false;
    }
  }
}
