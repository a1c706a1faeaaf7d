package io.statarb.binance.stream;

import io.statarb.binance.BinanceMessage;
import io.statarb.websocket.ServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** One upgraded connection and the streams that it wants. One thread. */
final class Subscriber {
  /** The venue's own patience on spot. */
  private static final long PONG_WITHIN_NS = 60_000_000_000L;

  private final ServerConnection connection;
  private final boolean combined;
  private final FaultyStream line;
  // Names as they were asked for, by what they are without a pace.
  private final Map<String, String> streams = new TreeMap<>();
  private long lastPingNs;
  private long lastSignNs;

  /**
   * A subscriber without streams.
   *
   * @param combined whether messages come with the name of their stream around them
   */
  Subscriber(ServerConnection connection, boolean combined, FaultyStream line, long nowNs) {
    this.connection = connection;
    this.combined = combined;
    this.line = line;
    lastPingNs = nowNs;
    lastSignNs = nowNs;
  }

  ServerConnection connection() {
    return connection;
  }

  FaultyStream line() {
    return line;
  }

  boolean wantsAny() {
    return !streams.isEmpty();
  }

  Collection<String> streams() {
    return streams.values();
  }

  void subscribe(String name) {
    streams.put(StreamNames.withoutPace(name), name);
  }

  void unsubscribe(String name) {
    streams.remove(StreamNames.withoutPace(name));
  }

  void offer(
      String stream,
      byte[] bytes,
      BinanceMessage message,
      boolean spared,
      long nowNs,
      FaultyStream.Counts counts) {
    String asked = streams.get(stream);
    if (asked != null && !connection.isClosed()) {
      line.offer(payload(asked, bytes, message), spared, nowNs, counts);
    }
  }

  private byte[] payload(String name, byte[] bytes, BinanceMessage message) {
    int length = message.payloadTo() - message.payloadFrom();
    String before = combined ? "{\"stream\":\"" + name + "\",\"data\":" : "";
    byte[] head = before.getBytes(StandardCharsets.UTF_8);
    byte[] text = new byte[head.length + length + (combined ? 1 : 0)];
    System.arraycopy(head, 0, text, 0, head.length);
    System.arraycopy(bytes, message.payloadFrom(), text, head.length, length);
    if (combined) {
      text[text.length - 1] = '}';
    }
    return text;
  }

  void signed(long nowNs) {
    lastSignNs = nowNs;
  }

  /** Pings when it is time to; false when no pong came for too long. */
  boolean ping(long nowNs, long everyNs) {
    if (nowNs - lastPingNs < everyNs) {
      return true;
    }
    lastPingNs = nowNs;
    connection.ping(Long.toString(nowNs).getBytes(StandardCharsets.US_ASCII));
    return nowNs - lastSignNs <= everyNs + PONG_WITHIN_NS;
  }
}
