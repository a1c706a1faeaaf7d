package io.statarb.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.bench.PeerScript;
import io.statarb.cli.Refusal;
import io.statarb.marketdata.MarketDataSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/** hftbacktest's feed-only loop over the events of a capture. */
final class L2Peer {
  private static final int ROW_BYTES = 64;
  private static final long DEPTH = 1;
  private static final long BUY = 1L << 29;
  private static final long SELL = 1L << 28;
  private static final long EXCHANGE_AND_LOCAL = 1L << 31 | 1L << 30;
  private static final long LEAST_LATENCY_NS = 1_000_000;
  private static final double PX = 1e9;
  private static final double QTY = 1e8;

  private final Path home;

  L2Peer(Path home) {
    this.home = home;
  }

  void measure(
      FlatEvents events,
      double rate,
      long seconds,
      SortedMap<String, Double> figures,
      SortedMap<String, String> notes) {
    try {
      Path file = Files.createTempFile("statarb-l2", ".bin");
      try {
        write(events, file);
        report(run(file, events, seconds), events, rate, figures, notes);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(
      JsonNode result,
      FlatEvents events,
      double rate,
      SortedMap<String, Double> figures,
      SortedMap<String, String> notes) {
    if (result.path("events").asInt() != events.count()) {
      throw Refusal.machine("the peer counted other events: " + result);
    }
    JsonNode whole = result.path("books").path("hash map");
    JsonNode part = result.path("books").path("range of interest");
    double peer = events.count() / whole.path("seconds").asDouble();
    double peerOfPart = events.count() / part.path("seconds").asDouble();
    figures.put("peer_events_per_second", Math.rint(peer));
    figures.put("ratio", rate / peer);
    figures.put("peer_range_events_per_second", Math.rint(peerOfPart));
    figures.put("ratio_range", rate / peerOfPart);
    figures.put("peer_passes", whole.path("passes").asDouble());
    notes.put(
        "peer",
        "hftbacktest %s, feed-only loop (one elapse over all events, called from numba). It does more than this book: it also keeps a second book (exchange side and local side), an order latency model and a queue model, and orders its events by two clocks"
            .formatted(result.path("version").asText()));
    notes.put(
        "peer_range",
        "the same with its book that holds only a range of prices (here a quarter of the price each way)");
    notes.put("peer_top", agreement(whole.path("top"), events));
  }

  private static String agreement(JsonNode top, FlatEvents events) {
    double bid = events.bestPxE9(MarketDataSink.BUY) / PX;
    double ask = events.bestPxE9(MarketDataSink.SELL) / PX;
    double bidQty = events.bestQtyE8(MarketDataSink.BUY) / QTY;
    double askQty = events.bestQtyE8(MarketDataSink.SELL) / QTY;
    double[] ours = {bid, bidQty, ask, askQty};
    for (int i = 0; i < ours.length; i++) {
      if (Math.abs(top.path(i).asDouble() - ours[i]) > 1e-6) {
        throw Refusal.machine(
            "the peer ends with another best bid and offer: peer=%s here=%s"
                .formatted(top, Arrays.toString(ours)));
      }
    }
    return "both end with bid %s x %s, ask %s x %s".formatted(bid, bidQty, ask, askQty);
  }

  private JsonNode run(Path file, FlatEvents events, long seconds) throws IOException {
    return new PeerScript(home, "ingest/peers/l2_hftbacktest.py")
        .run(
            List.of(
                file.toString(),
                Double.toString(step(events, true) / PX),
                Double.toString(step(events, false) / QTY),
                Long.toString(seconds)));
  }

  /** Greatest number that all prices, or all quantities, are multiples of. */
  private static long step(FlatEvents events, boolean px) {
    long step = 0;
    for (int i = 0; i < events.count() && step != 1; i++) {
      long rest = px ? events.pxE9(i) : events.qtyE8(i);
      while (rest != 0) {
        long next = step % rest;
        step = rest;
        rest = next;
      }
    }
    return step;
  }

  /**
   * Writes rows as the peer lays them out: flags, exchange time, local time, price, quantity, order
   * id, two spare numbers, each of 8 bytes. The recorder's clock is moved so that no message
   * arrives before it was sent.
   */
  private static void write(FlatEvents events, Path file) throws IOException {
    long offset = Long.MIN_VALUE;
    for (int i = 0; i < events.count(); i++) {
      offset = Math.max(offset, events.eventNs(i) - events.recvNs(i));
    }
    offset += LEAST_LATENCY_NS;
    ByteBuffer row = ByteBuffer.allocate(ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long exchange = Long.MIN_VALUE;
    long local = Long.MIN_VALUE;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int i = 0; i < events.count(); i++) {
        exchange = Math.max(exchange, events.eventNs(i));
        local = Math.max(local, events.recvNs(i) + offset);
        row.clear();
        row.putLong(
            DEPTH | EXCHANGE_AND_LOCAL | (events.side(i) == MarketDataSink.BUY ? BUY : SELL));
        row.putLong(exchange).putLong(Math.max(local, exchange));
        row.putDouble(events.pxE9(i) / PX).putDouble(events.qtyE8(i) / QTY);
        row.putLong(0).putLong(0).putLong(0);
        out.write(row.array());
      }
    }
  }
}
