package io.statarb.store;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the files that a repo file names, and none outside of the folder that it may read: no
 * absolute path, no {@code ..}, no symbolic link on the way, no file that has another name
 * elsewhere (a hard link).
 */
final class SourceFiles {
  private SourceFiles() {}

  /** The folder of a Delta table below the root; nothing in it may lead out either. */
  static Path table(Path root, String path) {
    Path found = step(root, path);
    if (!Files.isDirectory(found.resolve("_delta_log"))) {
      throw Refusal.data("source %s is no Delta table below %s".formatted(path, root));
    }
    try (Stream<Path> all = Files.walk(found)) {
      all.forEach(each -> check(root, each, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Files that a path or pattern names, by name; of a folder all that are not hidden. */
  static List<Path> all(Path root, String path) {
    Path pattern = step(root, path);
    Path folder = pattern.getParent();
    Path last = pattern.getFileName();
    if (folder == null || last == null) {
      throw Refusal.usage("source path names no file: " + path);
    }
    List<Path> files;
    if (Files.isDirectory(pattern, LinkOption.NOFOLLOW_LINKS)) {
      files = list(pattern, FileSystems.getDefault().getPathMatcher("glob:[!._]*"));
    } else {
      if (!Files.isDirectory(folder)) {
        throw Refusal.data("source %s is not there below %s".formatted(path, root));
      }
      files = list(folder, FileSystems.getDefault().getPathMatcher("glob:" + last));
    }
    if (files.isEmpty()) {
      throw Refusal.data("source %s names no file below %s".formatted(path, root));
    }
    files.forEach(file -> check(root, file, path));
    return files;
  }

  private static Path step(Path root, String path) {
    try {
      Path relative = Path.of(path);
      if (relative.isAbsolute() || path.contains("\0") || relative.normalize().startsWith("..")) {
        throw escape(root, path);
      }
      return root.resolve(relative).normalize();
    } catch (InvalidPathException e) {
      throw Refusal.usage("source path is none: %s".formatted(e.getMessage()));
    }
  }

  private static List<Path> list(Path folder, PathMatcher matcher) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> matcher.matches(file.getFileName()))
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Path root, Path found, String path) {
    for (Path at = found; at != null && !at.equals(root); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        throw escape(root, path);
      }
    }
    try {
      if (Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS)
          && FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
          && (int) Files.getAttribute(found, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1) {
        throw escape(root, path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal escape(Path root, String path) {
    return Refusal.data(
        "source %s may lead out of %s: absolute paths, .., symbolic and hard links are refused"
            .formatted(path, root));
  }
}
