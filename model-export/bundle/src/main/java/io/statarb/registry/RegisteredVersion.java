package io.statarb.registry;

import java.util.List;

/**
 * A version in the registry.
 *
 * @param sha256 its name
 * @param strategy name of its strategy
 * @param dataVersion data that trained it
 * @param aliases aliases that mean it now, sorted
 */
public record RegisteredVersion(
    String sha256, String strategy, String dataVersion, List<String> aliases) {
  /** Copies the aliases. */
  public RegisteredVersion {
    aliases = List.copyOf(aliases);
  }
}
