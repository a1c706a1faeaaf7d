package io.statarb.tapetools;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds tapes: a tape is a folder with a data file of the queue. */
final class TapeFolders {
  /** A run keeps its tapes three folders down. */
  private static final int DEPTH = 6;

  private TapeFolders() {}

  static boolean isTape(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.cq4")) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tape itself, or all tapes below a folder, by path; what a kill left beside one is none. */
  static List<Path> below(Path place) {
    if (!Files.isDirectory(place)) {
      throw Refusal.data("tape %s is missing".formatted(place));
    }
    if (isTape(place)) {
      return List.of(place);
    }
    try (Stream<Path> walk = Files.walk(place, DEPTH)) {
      List<Path> tapes =
          walk.filter(TapeFolders::isTape)
              .filter(tape -> !String.valueOf(tape.getFileName()).contains(".tmp-"))
              .filter(tape -> !String.valueOf(tape.getFileName()).contains(".old-"))
              .sorted()
              .toList();
      if (tapes.isEmpty()) {
        throw Refusal.data("neither a tape nor a folder of tapes: " + place);
      }
      return tapes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Exactly one tape. */
  static Path one(Path place) {
    if (!Files.isDirectory(place)) {
      throw Refusal.data("tape %s is missing".formatted(place));
    }
    if (!isTape(place)) {
      throw Refusal.data("%s is no tape: it holds no data file".formatted(place));
    }
    return place;
  }
}
