package io.statarb.loaders;

import io.statarb.cli.Refusal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The formats that can be read: all that the class path registers, by name. */
public final class FileLoaders {
  private FileLoaders() {}

  /** All formats, by name. */
  public static List<FileLoader> all() {
    return StreamSupport.stream(ServiceLoader.load(FileLoader.class).spliterator(), false)
        .sorted(Comparator.comparing(FileLoader::format))
        .toList();
  }

  /**
   * The loader of a format.
   *
   * @throws Refusal when there is none, naming those that exist
   */
  public static FileLoader of(String format) {
    for (FileLoader loader : all()) {
      if (loader.format().equals(format)) {
        return loader;
      }
    }
    throw Refusal.usage(
        "--format names no loader: format=%s known=%s"
            .formatted(format, all().stream().map(FileLoader::format).toList()));
  }

  /** The loader that a file is for, or null when none or several recognise it. */
  public static @Nullable FileLoader recognise(Path file) {
    byte[] head = FileHead.of(file);
    List<FileLoader> candidates =
        all().stream().filter(loader -> loader.recognises(file, head)).toList();
    return candidates.size() == 1 ? candidates.getFirst() : null;
  }

  /**
   * The loader of a format, or the one that recognises the file when no format is given.
   *
   * @throws Refusal when there is none, or nothing in a file whose format is to be told from it
   */
  public static FileLoader of(Path file, @Nullable String format) {
    if (format != null) {
      return of(format);
    }
    FileLoader found = recognise(file);
    if (found == null && FileHead.of(file).length == 0) {
      throw Refusal.data("%s is empty".formatted(file));
    }
    if (found == null) {
      throw Refusal.data(
          "%s is of no format that can be told from it; name one with --format: %s; csv and parquet want --mapping as well"
              .formatted(file, all().stream().map(FileLoader::format).toList()));
    }
    return found;
  }
}
