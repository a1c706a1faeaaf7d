package io.statarb.bundle;

import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads a bundle's files into memory, each once: what is digested is what is used. Nothing outside
 * the folder is ever opened.
 */
final class BundleFolder {
  static final String MANIFEST = "manifest.json";
  static final String SIGNATURE = "manifest.sig";
  static final String STRATEGY = "strategy.json";
  static final String FEATURES = "features.json";
  static final String PAIRS = "pairs.json";
  static final String CERTIFICATES = "certificates.json";
  static final String LINEAGE = "lineage.json";
  static final String MODEL_CARD = "model_card.md";

  /** Most bytes of one file; a model's limit, which is the largest. */
  private static final int MAX_FILE_BYTES = OnnxCheck.MAX_BYTES;

  private static final int MAX_FILES = 10_000;

  /** Names without a dot in front: no hidden file, no {@code ..}, no empty or absolute part. */
  private static final Pattern SAFE_PATH =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*){0,3}");

  private BundleFolder() {}

  static String modelFile(int pairId) {
    return "models/" + pairId + ".onnx";
  }

  static String goldenFile(int pairId) {
    return "golden/" + pairId + ".json";
  }

  /** One of the two files that are read before anything is known. */
  static byte[] readFirst(Path folder, String name) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw Refusal.data("there is no bundle at %s".formatted(folder));
    }
    Path file = folder.resolve(name);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Refusal.data(
          name.equals(SIGNATURE)
              ? "the bundle %s is not signed: %s is missing".formatted(folder, name)
              : "the bundle %s has no %s".formatted(folder, name));
    }
    return read(folder, name);
  }

  /**
   * All files that the manifest names.
   *
   * @throws Refusal when a file is missing, not named, altered, or not a plain file
   */
  static SortedMap<String, byte[]> readAll(Path folder, SortedMap<String, String> digests) {
    for (String name : digests.keySet()) {
      if (!SAFE_PATH.matcher(name).matches()) {
        throw Refusal.data(
            "%s names a file outside the bundle or in an odd way: %s".formatted(MANIFEST, name));
      }
    }
    Set<String> present = list(folder);
    for (String name : present) {
      if (!digests.containsKey(name) && !name.equals(MANIFEST) && !name.equals(SIGNATURE)) {
        throw Refusal.data("%s is in the bundle but not in its manifest".formatted(name));
      }
    }
    SortedMap<String, byte[]> contents = new TreeMap<>();
    digests.forEach((name, digest) -> {
      if (!present.contains(name)) {
        throw Refusal.data("%s is in the manifest but not in the bundle".formatted(name));
      }
      byte[] content = read(folder, name);
      String actual = Sha256.ofBytes(content);
      if (!actual.equals(digest)) {
        throw Refusal.data(
            "%s is not the file that was signed: sha256=%s manifest=%s"
                .formatted(name, actual, digest));
      }
      contents.put(name, content);
    });
    return contents;
  }

  private static Set<String> list(Path folder) {
    Set<String> names = new TreeSet<>();
    try {
      // Symbolic links are not followed but visited as what they are.
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = folder.relativize(file).toString().replace('\\', '/');
              if (!attributes.isRegularFile()) {
                throw Refusal.data("%s is not a plain file".formatted(name));
              }
              names.add(name);
              if (names.size() > MAX_FILES) {
                throw Refusal.data(
                    "the bundle %s holds too many files: limit=%d".formatted(folder, MAX_FILES));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  private static byte[] read(Path folder, String name) {
    Path file = folder.resolve(name);
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      if (channel.size() > MAX_FILE_BYTES) {
        throw Refusal.data(
            "%s is too large: bytes=%d limit=%d".formatted(name, channel.size(), MAX_FILE_BYTES));
      }
      ByteBuffer content = ByteBuffer.allocate((int) channel.size());
      while (content.hasRemaining() && channel.read(content) >= 0) {
        // Until the end.
      }
      return content.array();
    } catch (NoSuchFileException e) {
      throw Refusal.data("%s is not in the bundle".formatted(name));
    } catch (IOException e) {
      // A link in the place of the file ends here.
      throw Refusal.data("%s cannot be read: %s".formatted(name, e.getMessage()));
    }
  }
}
