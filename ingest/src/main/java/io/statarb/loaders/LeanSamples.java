package io.statarb.loaders;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes zips in the layout of Lean. Stateless. */
final class LeanSamples {
  private LeanSamples() {}

  static Path zip(Path file, String entry, CharSequence text) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (OutputStream out = Files.newOutputStream(file);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        ZipEntry one = new ZipEntry(entry);
        // The same bytes whenever it is written.
        one.setTime(0);
        zip.putNextEntry(one);
        zip.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        zip.closeEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a number in units of its last decimal. */
  static StringBuilder decimal(StringBuilder text, long value, int decimals) {
    long unit = 1;
    for (int i = 0; i < decimals; i++) {
      unit *= 10;
    }
    text.append(value / unit).append('.');
    String rest = Long.toString(unit + value % unit);
    return text.append(rest, 1, rest.length());
  }
}
