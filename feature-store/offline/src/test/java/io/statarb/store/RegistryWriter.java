package io.statarb.store;

import java.nio.file.Path;
import java.util.List;

/** A process that applies two repo files to a store in turn until it is killed. */
final class RegistryWriter {
  private RegistryWriter() {}

  public static void main(String[] args) {
    StoreFolder store = new StoreFolder(Path.of(args[0]));
    for (int i = 0; ; i++) {
      RepoFile repo = RepoFile.read(Path.of(args[1 + i % 2]));
      ApplyPlan.apply(store, StoreRegistry.of(repo, args[0], List.of()), List.of(), false);
      System.out.println(i);
    }
  }
}
