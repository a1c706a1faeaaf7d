package io.statarb.featurestore;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.registry.RegisteredVersion;
import io.statarb.registry.Registry;
import io.statarb.store.BundleUse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which services registered bundles were trained with. */
final class BundleUses {
  private BundleUses() {}

  static List<BundleUse> of(List<String> registries) {
    List<BundleUse> uses = new ArrayList<>();
    for (String folder : registries) {
      Registry registry = Registry.open(Path.of(folder));
      for (RegisteredVersion version : registry.list()) {
        JsonNode manifest = Json.read(registry.version(version.sha256()).resolve("manifest.json"));
        uses.add(
            new BundleUse(
                version.sha256(),
                manifest.path("feature_service").asText(),
                manifest.path("feature_schema_hash").asText()));
      }
    }
    return uses;
  }
}
