package io.statarb.quality;

import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.MarketDataSink;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks for defects while files are read one after the other: {@link #begin}, the loader's calls,
 * {@link #end} for each file, then {@link #finish} once for what only all of them together show.
 * Confined to the thread that reads.
 */
public interface QualityProbe {
  /**
   * Begins a file.
   *
   * @param file its path
   * @param format the name of its loader
   * @param options what it was read with
   * @return takes what the file says
   */
  MarketDataSink begin(Path file, String format, LoadOptions options);

  /** Ends it and says what is wrong within it. */
  List<Finding> end();

  /** What is wrong between files, and what can only be told with all of them. */
  List<Finding> finish();
}
