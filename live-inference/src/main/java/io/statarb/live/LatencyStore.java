package io.statarb.live;

import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.replay.TradingSummary.Latency;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Latencies per session, kept beside the summary as HdrHistogram's own compressed form, so that
 * sessions traded by different processes can be summed up. They are wall-clock figures and not on a
 * tape; what cannot be read counts as not measured.
 */
final class LatencyStore {
  private static final long MAX_LATENCY_NS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private final Path file;
  private final SortedMap<String, String> encoded = new TreeMap<>();

  private LatencyStore(Path file) {
    this.file = file;
  }

  /** Opens the store beside a summary. */
  static LatencyStore beside(Path summary) {
    String name = String.valueOf(summary.getFileName()).replace(".json", "-latency.json");
    LatencyStore store = new LatencyStore(summary.resolveSibling(name));
    if (Files.exists(store.file)) {
      try {
        Json.read(store.file)
            .properties()
            .forEach(entry -> store.encoded.put(entry.getKey(), entry.getValue().asText()));
      } catch (Refusal e) {
        store.encoded.clear();
      }
    }
    return store;
  }

  /** A histogram for one session. */
  static Histogram histogram() {
    return new Histogram(MAX_LATENCY_NS, DIGITS);
  }

  /** Keeps a session's latencies. */
  void put(String tradeDate, Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    encoded.put(
        tradeDate, Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
    AtomicFiles.write(file, Json.canonical(encoded));
  }

  /** The latencies of these sessions together. */
  Latency of(List<String> tradeDates) {
    Histogram sum = histogram();
    for (String tradeDate : tradeDates) {
      String text = encoded.get(tradeDate);
      if (text != null) {
        try {
          sum.add(
              Histogram.decodeFromCompressedByteBuffer(
                  ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0));
        } catch (DataFormatException | IllegalArgumentException e) {
          encoded.remove(tradeDate);
        }
      }
    }
    return sum.getTotalCount() == 0
        ? Latency.NONE
        : new Latency(
            sum.getTotalCount(),
            sum.getValueAtPercentile(50),
            sum.getValueAtPercentile(99),
            sum.getValueAtPercentile(99.9));
  }
}
