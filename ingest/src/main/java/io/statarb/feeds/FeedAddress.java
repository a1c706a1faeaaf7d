package io.statarb.feeds;

import io.statarb.cli.Refusal;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Reads addresses of IPv4 as they are written on command lines. */
public final class FeedAddress {
  private static final int MAX_PORT = 65_535;

  private FeedAddress() {}

  /**
   * Reads {@code HOST:PORT}.
   *
   * @param option that was given the text, for the refusal
   * @param lowestPort 0 where a free port may be taken, else 1
   * @throws Refusal when it is no such address or the host is not known
   */
  public static InetSocketAddress parse(String option, String text, int lowestPort) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    String digits = text.substring(colon + 1);
    int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : -1;
    if (host.isBlank() || port < lowestPort || port > MAX_PORT) {
      throw Refusal.usage(
          "%s must be HOST:PORT with a port of %d to %d: %s"
              .formatted(option, lowestPort, MAX_PORT, text));
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (address instanceof Inet4Address) {
          return new InetSocketAddress(address, port);
        }
      }
    } catch (UnknownHostException e) {
      throw Refusal.usage("%s names a host that is not known: %s".formatted(option, text));
    }
    throw Refusal.usage("%s names a host that has no IPv4 address: %s".formatted(option, text));
  }

  /** An address as it is written. */
  public static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
