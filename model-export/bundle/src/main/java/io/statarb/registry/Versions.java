package io.statarb.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The immutable versions: folders named by the sha256 of their manifest, files read-only. */
final class Versions {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final String MANIFEST = "manifest.json";
  private static final String SIGNATURE = "manifest.sig";

  private final Path folder;

  Versions(Path folder) {
    this.folder = folder;
  }

  Path folder(String sha256) {
    Path version = folder.resolve(checked(sha256));
    if (!Files.isDirectory(version, LinkOption.NOFOLLOW_LINKS)) {
      throw Refusal.data("the registry %s has no version %s".formatted(folder.getParent(), sha256));
    }
    return version;
  }

  List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(path -> String.valueOf(path.getFileName()))
          .filter(name -> SHA256.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode manifest(String sha256) {
    return Json.read(folder(sha256).resolve(MANIFEST));
  }

  String add(Path bundle) {
    Path manifestFile = bundle.resolve(MANIFEST);
    if (!Files.isRegularFile(manifestFile, LinkOption.NOFOLLOW_LINKS)) {
      throw Refusal.data("there is no bundle at %s: %s is missing".formatted(bundle, MANIFEST));
    }
    String sha256 = Sha256.ofFile(manifestFile);
    Path target = folder.resolve(sha256);
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      return sha256;
    }
    AtomicFiles.removeLeftovers(target);
    Path beside = AtomicFiles.temporary(target);
    AtomicFiles.delete(beside);
    try {
      copy(bundle, beside, files(bundle, manifestFile));
      if (!Sha256.ofFile(beside.resolve(MANIFEST)).equals(sha256)) {
        throw Refusal.data("%s changed while it was copied".formatted(manifestFile));
      }
      AtomicFiles.replaceFolder(beside, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      AtomicFiles.delete(beside);
    }
    return sha256;
  }

  /** Digest by path of every file of a bundle; the two that no manifest names have an empty one. */
  private static Map<String, String> files(Path bundle, Path manifestFile) {
    Map<String, String> digests = new TreeMap<>();
    Json.read(manifestFile)
        .path("files")
        .properties()
        .forEach(file -> digests.put(file.getKey(), file.getValue().asText()));
    digests.put(MANIFEST, "");
    digests.put(SIGNATURE, "");
    for (String name : digests.keySet()) {
      Path file = bundle.resolve(name).normalize();
      if (!file.startsWith(bundle.normalize())
          || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw Refusal.data(
            "%s names a file that is not in the bundle: %s".formatted(manifestFile, name));
      }
    }
    return digests;
  }

  private static void copy(Path from, Path to, Map<String, String> digests) throws IOException {
    for (Map.Entry<String, String> entry : digests.entrySet()) {
      byte[] content = Files.readAllBytes(from.resolve(entry.getKey()));
      if (!entry.getValue().isEmpty() && !Sha256.ofBytes(content).equals(entry.getValue())) {
        throw Refusal.data(
            "%s is not the file that its manifest names: sha256=%s manifest=%s"
                .formatted(
                    from.resolve(entry.getKey()), Sha256.ofBytes(content), entry.getValue()));
      }
      Path copy = to.resolve(entry.getKey());
      AtomicFiles.write(copy, content);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r--r--r--"));
    }
  }

  private static String checked(String sha256) {
    if (!SHA256.matcher(sha256).matches()) {
      throw Refusal.data("a version is named by 64 hex digits: name=%s".formatted(sha256));
    }
    return sha256;
  }
}
