package io.statarb.store;

import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was applied to a store.
 *
 * @param format version of the file
 * @param repo the repo file that was applied
 * @param repoSha256 its digest
 * @param sources folder that the paths of sources lie in
 * @param declarations what is declared
 * @param schemaHashes schema hash of each service when it was applied
 * @param bundleRegistries registries of bundles whose services must not break
 */
public record StoreRegistry(
    int format,
    String repo,
    String repoSha256,
    String sources,
    Declarations declarations,
    SortedMap<String, String> schemaHashes,
    List<String> bundleRegistries) {
  private static final int FORMAT = 1;

  /** Copies the collections. */
  public StoreRegistry {
    schemaHashes = Collections.unmodifiableSortedMap(new TreeMap<>(schemaHashes));
    bundleRegistries = List.copyOf(bundleRegistries);
  }

  /** What applying a repo file makes. */
  public static StoreRegistry of(RepoFile repo, String sources, List<String> bundleRegistries) {
    return new StoreRegistry(
        FORMAT,
        repo.file().toAbsolutePath().normalize().toString(),
        repo.sha256(),
        sources,
        repo.declarations(),
        hashes(repo.declarations()),
        bundleRegistries);
  }

  static SortedMap<String, String> hashes(Declarations declarations) {
    SortedMap<String, String> hashes = new TreeMap<>();
    declarations.services().forEach(s -> hashes.put(s.name(), declarations.schemaHash(s)));
    return hashes;
  }

  /** A store to which nothing was applied yet. */
  static StoreRegistry empty() {
    return new StoreRegistry(FORMAT, "", "", "", Declarations.none(), new TreeMap<>(), List.of());
  }

  /** What was applied, nothing if nothing was. */
  public static StoreRegistry readOrEmpty(StoreFolder store) {
    return Files.exists(store.registry()) ? read(store) : empty();
  }

  /**
   * What was applied.
   *
   * @throws Refusal if nothing was
   */
  public static StoreRegistry read(StoreFolder store) {
    if (!Files.exists(store.registry())) {
      throw Refusal.data(
          "%s is no feature store: nothing was applied; run `statarb features apply` first"
              .formatted(store.root()));
    }
    StoreRegistry registry = Json.read(store.registry(), StoreRegistry.class);
    if (registry.format() != FORMAT) {
      throw Refusal.data(
          "%s is of format %d, this code reads %d"
              .formatted(store.registry(), registry.format(), FORMAT));
    }
    return registry;
  }

  void write(StoreFolder store) {
    AtomicFiles.write(store.registry(), Json.pretty(this).getBytes(StandardCharsets.UTF_8));
  }
}
