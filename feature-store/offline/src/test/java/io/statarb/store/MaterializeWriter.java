package io.statarb.store;

import java.nio.file.Path;
import java.util.OptionalLong;

/** A process that brings the quotes of a folder into its store. */
final class MaterializeWriter {
  private MaterializeWriter() {}

  public static void main(String[] args) {
    new QuotesStore(Path.of(args[0])).materialize(OptionalLong.empty());
  }
}
