package io.statarb.screen;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.bench.PeerScript;
import io.statarb.cointegration.EngleGrangerScreen;
import io.statarb.cointegration.EngleGrangerScreen.Outcome;
import io.statarb.statistics.SeriesTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** statsmodels' {@code coint} on a sample of pairs: its rates and what it found. */
final class CointPeer {
  private final int[][] sample;
  private final JsonNode result;

  /**
   * Measures.
   *
   * @param sample pairs of columns, y and x
   * @param aicSample how many of them, from the first, are tested with lags by AIC too
   */
  CointPeer(Path home, SeriesTable table, int[][] sample, int aicSample) {
    this.sample = sample.clone();
    try {
      Path folder = Files.createTempDirectory("statarb-coint");
      Path columns = folder.resolve("table.bin");
      Path pairs = folder.resolve("pairs.bin");
      try {
        Files.write(columns, bytes(table));
        Files.write(pairs, bytes(sample));
        result =
            new PeerScript(home, "training/peers/coint_statsmodels.py")
                .run(
                    List.of(
                        columns.toString(),
                        Integer.toString(table.rows()),
                        pairs.toString(),
                        Integer.toString(sample.length),
                        Integer.toString(aicSample)));
      } finally {
        Files.deleteIfExists(columns);
        Files.deleteIfExists(pairs);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(SeriesTable table) {
    ByteBuffer buffer =
        ByteBuffer.allocate(table.width() * table.rows() * Double.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < table.width(); i++) {
      for (double value : table.column(i)) {
        buffer.putDouble(value);
      }
    }
    return buffer.array();
  }

  private static byte[] bytes(int[][] pairs) {
    ByteBuffer buffer =
        ByteBuffer.allocate(pairs.length * 2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int[] pair : pairs) {
      buffer.putInt(pair[0]).putInt(pair[1]);
    }
    return buffer.array();
  }

  String version() {
    return result.path("version").asText();
  }

  double fixedPairsPerSecond() {
    return 1 / result.path("fixed").path("seconds_per_pair").asDouble();
  }

  double aicPairsPerSecond() {
    return 1 / result.path("aic").path("seconds_per_pair").asDouble();
  }

  /** The screen's figures of the same pairs beside the peer's. */
  void compare(
      EngleGrangerScreen.Worker fixed,
      EngleGrangerScreen.Worker aic,
      SortedMap<String, Double> figures) {
    JsonNode fixedStats = result.path("fixed").path("stats");
    JsonNode aicStats = result.path("aic").path("stats");
    JsonNode aicLags = result.path("aic").path("lags");
    double largest = 0;
    int disagreements = 0;
    int untested = 0;
    for (int i = 0; i < fixedStats.size(); i++) {
      if (fixed.test(sample[i][0], sample[i][1]) == Outcome.TESTED) {
        largest = Math.max(largest, Math.abs(fixed.stat() - fixedStats.path(i).asDouble()));
      } else {
        untested++;
      }
    }
    for (int i = 0; i < aicStats.size(); i++) {
      if (aic.test(sample[i][0], sample[i][1]) == Outcome.TESTED) {
        largest = Math.max(largest, Math.abs(aic.stat() - aicStats.path(i).asDouble()));
        disagreements += aic.lagsUsed() == aicLags.path(i).asInt() ? 0 : 1;
      } else {
        untested++;
      }
    }
    figures.put("peer_fixed_lag_pairs_per_second", fixedPairsPerSecond());
    figures.put("peer_aic_pairs_per_second", aicPairsPerSecond());
    figures.put("fixed_lag_pairs_compared", (double) fixedStats.size());
    figures.put("aic_pairs_compared", (double) aicStats.size());
    figures.put("max_abs_t_difference", largest);
    figures.put("lag_disagreements", (double) disagreements);
    figures.put("untested", (double) untested);
  }
}
