package io.statarb.loaders;

import io.statarb.cli.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files that may be packed by gzip. Stateless. */
public final class FileHead {
  /** Most bytes of a head. */
  public static final int BYTES = 4096;

  private static final int BUFFER_BYTES = 1 << 16;

  private FileHead() {}

  /**
   * Opens a file for reading; a gzip file is unpacked on the way, told by its first two bytes.
   *
   * @throws Refusal when the file is missing or cannot be opened
   */
  public static InputStream open(Path file) {
    try {
      InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
      in.mark(2);
      int first = in.read();
      int second = in.read();
      in.reset();
      return first == 0x1f && second == 0x8b
          ? new BufferedInputStream(new GzipMembers(in), BUFFER_BYTES)
          : in;
    } catch (IOException e) {
      throw Refusal.data("%s cannot be opened: %s".formatted(file, e.getMessage()));
    }
  }

  /**
   * The first bytes of a file, unpacked.
   *
   * @throws Refusal when the file is missing or damaged at its beginning
   */
  public static byte[] of(Path file) {
    try (InputStream in = open(file)) {
      return in.readNBytes(BYTES);
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}
