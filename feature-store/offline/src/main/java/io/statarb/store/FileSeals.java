package io.statarb.store;

import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Size and time of last change of each file of a version, as they were just before its digest was
 * found to be the one noted. Who reads a few rows in a hurry takes a file for unchanged if both are
 * still the same, and compares digests of the others. Only a shortcut and no part of what the store
 * holds: without it, or after a copy that does not keep times, all digests are compared.
 *
 * @param files by path below the table's folder
 */
record FileSeals(SortedMap<String, Seal> files) {
  /** Nothing is known to be unchanged. */
  static final FileSeals NONE = new FileSeals(new TreeMap<>());

  /** Copies the map. */
  FileSeals {
    files = new TreeMap<>(files);
  }

  /**
   * State of one file.
   *
   * @param bytes its size
   * @param changedNs when it was changed last, ns since the epoch
   */
  record Seal(long bytes, long changedNs) {
    /** State of a file now; a link is looked at and not followed. */
    static Seal of(Path file) throws IOException {
      BasicFileAttributes now =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new Seal(now.size(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }
  }

  /** Whether a file is as it was when its digest was compared. */
  boolean holds(String path, Path file) {
    Seal then = files.get(path);
    try {
      return then != null && then.equals(Seal.of(file));
    } catch (IOException e) {
      return false;
    }
  }

  /** Seals that are kept; none if there are none that can be read. */
  static FileSeals read(Path file) {
    if (!Files.exists(file)) {
      return NONE;
    }
    try {
      FileSeals read = Json.mapper().readValue(Files.readAllBytes(file), FileSeals.class);
      // The JSON null is read as null.
      return read == null ? NONE : read;
    } catch (IOException e) {
      // Damaged ones say nothing.
      return NONE;
    }
  }

  void write(Path file) {
    AtomicFiles.write(file, Json.pretty(this).getBytes(StandardCharsets.UTF_8));
  }
}
