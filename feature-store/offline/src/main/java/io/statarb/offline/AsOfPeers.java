package io.statarb.offline;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.bench.PeerScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** Polars and DuckDB over the same files, run by a {@link PeerScript}. */
final class AsOfPeers {
  private static final int THREADS = 2;

  private AsOfPeers() {}

  /**
   * Measures both.
   *
   * @param folder with the tables
   * @param ours the tick of each row
   * @return rows in which a peer's result differs from ours
   */
  static long measure(
      Path home,
      Path folder,
      long[] ours,
      int passes,
      SortedMap<String, Double> figures,
      SortedMap<String, String> notes) {
    write(ours, folder.resolve("ours.bin"));
    JsonNode result = run(home, folder, passes);
    for (String figure :
        List.of(
            "polars_seconds",
            "polars_parquet_seconds",
            "duckdb_seconds",
            "duckdb_parquet_seconds")) {
      figures.put(figure, result.path(figure).asDouble());
    }
    notes.put(
        "peers",
        "Polars %s and DuckDB %s, %d threads each; polars_seconds: join_asof from data frame to data frame in memory; duckdb_seconds: ASOF LEFT JOIN from table to table in memory; *_parquet_seconds: the same with the Parquet files read"
            .formatted(
                result.path("polars").asText(),
                result.path("duckdb").asText(),
                result.path("polars_threads").asInt()));
    return result.path("polars_different").asLong() + result.path("duckdb_different").asLong();
  }

  private static JsonNode run(Path home, Path folder, int passes) {
    try {
      return new PeerScript(home, "ingest/peers/asof_join.py")
          .run(List.of(folder.toString(), Integer.toString(THREADS), Integer.toString(passes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(long[] values, Path file) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    try {
      Files.write(file, bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
