package io.statarb.offline;

import java.util.List;

/**
 * What a materialisation wrote, read back from the table.
 *
 * @param rows feature rows of the sessions
 * @param finiteRows those whose values are all finite
 * @param dataVersion digest of the rows, see {@link FeatureTable#dataVersion}
 * @param tableVersion version of the Delta table
 * @param chunks rows and digest per session and pair
 */
public record FeatureSummary(
    long rows, long finiteRows, String dataVersion, long tableVersion, List<ChunkDigest> chunks) {}
