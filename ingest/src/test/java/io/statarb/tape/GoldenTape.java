package io.statarb.tape;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The tape that version 1 wrote, unpacked; and damage done to tapes, with the checksum made right.
 */
final class GoldenTape {
  private GoldenTape() {}

  /** What is known of it. */
  static JsonNode metadata() {
    return Json.read(resource("metadata.json"));
  }

  private static Path resource(String name) {
    return Path.of("src", "test", "resources", "tape-v1", name);
  }

  /** Unpacks it into a new folder. */
  static Path unpack(Path folder) throws IOException {
    byte[] packed = Files.readAllBytes(resource(metadata().get("file").asText()));
    if (!Sha256.ofBytes(packed).equals(metadata().get("sha256").asText())) {
      throw new IOException("the golden tape was changed");
    }
    Files.createDirectories(folder);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      Files.copy(in, folder.resolve("19700101F.cq4"));
    }
    return folder;
  }
}
