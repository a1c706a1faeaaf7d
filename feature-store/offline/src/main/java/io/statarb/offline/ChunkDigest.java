package io.statarb.offline;

import io.statarb.digest.Sha256;
import io.statarb.features.FeatureService;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * Digest of the rows of one pair in one session.
 *
 * @param tradeDate the session
 * @param pairId the pair
 * @param rows number of rows
 * @param finiteRows rows whose values are all finite
 * @param sha256 sha256 over the rows in tick_seq order, each as tick_seq, ts_ns, spread and the
 *     values in service order, 8 bytes each, little endian, doubles by their raw bits
 */
public record ChunkDigest(String tradeDate, int pairId, long rows, long finiteRows, String sha256)
    implements Serializable {

  /**
   * Sha256 over the schema hash and one line per chunk, by session and pair: the data version of
   * these rows.
   */
  static String combined(FeatureService service, List<ChunkDigest> chunks) {
    StringBuilder text = new StringBuilder(service.schemaHash()).append('\n');
    chunks.stream()
        .sorted(Comparator.comparing(ChunkDigest::tradeDate).thenComparingInt(ChunkDigest::pairId))
        .forEach(chunk ->
            text.append(chunk.tradeDate())
                .append('\t')
                .append(chunk.pairId())
                .append('\t')
                .append(chunk.rows())
                .append('\t')
                .append(chunk.sha256())
                .append('\n'));
    return Sha256.ofText(text.toString());
  }
}
