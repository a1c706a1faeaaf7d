package io.statarb.loaders;

import io.statarb.cli.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip that holds exactly one file, read in bounded memory and checked to its last byte. */
final class SingleEntryZip {
  /** Largest file that is unpacked, in bytes: a day of quotes is a few tens of megabytes. */
  static final long MAX_ENTRY_BYTES = 1L << 30;

  private static final int CHUNK_BYTES = 1 << 16;

  private SingleEntryZip() {}

  /** Takes the unpacked bytes, part by part. */
  @FunctionalInterface
  interface ByteSink {
    void bytes(byte[] chunk, int length);
  }

  /** Judges the name of the one entry; throws to refuse it. */
  @FunctionalInterface
  interface NameCheck {
    void check(String name);
  }

  /**
   * Unpacks the one entry.
   *
   * @throws Refusal naming the file and what is wrong with it
   */
  static void read(Path file, NameCheck nameCheck, ByteSink sink) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.data("%s is missing".formatted(file));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = onlyEntry(file, zip);
      nameCheck.check(entry.getName());
      unpack(file, zip, entry, sink);
    } catch (IOException | IllegalArgumentException e) {
      // The JDK says which part of the zip it did not understand.
      throw Refusal.data("%s is not a whole zip file: %s".formatted(file, e.getMessage()));
    }
  }

  /** Reads the unpacked bytes of the one entry, named {@code entry}. */
  @FunctionalInterface
  interface EntryReader {
    long read(String entry, InputStream in) throws IOException;
  }

  /**
   * Unpacks the one entry for a reader that pulls; it must read to the end.
   *
   * @return what the reader returns
   * @throws Refusal naming the file and what is wrong with it
   */
  static long pull(Path file, EntryReader reader) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.data("%s is missing".formatted(file));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = onlyEntry(file, zip);
      try (InputStream in = new CheckedEntry(file, zip, entry)) {
        return reader.read(entry.getName(), in);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.data("%s is not a whole zip file: %s".formatted(file, e.getMessage()));
    }
  }

  private static ZipEntry onlyEntry(Path file, ZipFile zip) {
    if (zip.size() != 1) {
      List<String> some =
          Collections.list(zip.entries()).stream().limit(3).map(ZipEntry::getName).toList();
      throw Refusal.data(
          "%s must hold one file: entries=%d first=%s".formatted(file, zip.size(), some));
    }
    ZipEntry entry = zip.entries().nextElement();
    if (entry.isDirectory()) {
      throw Refusal.data("%s must hold one file: it holds %s".formatted(file, entry.getName()));
    }
    if (entry.getSize() < 0 || entry.getSize() > MAX_ENTRY_BYTES) {
      throw Refusal.data(
          "%s unpacks to more than is allowed: bytes=%d limit=%d"
              .formatted(file, entry.getSize(), MAX_ENTRY_BYTES));
    }
    return entry;
  }

  private static void unpack(Path file, ZipFile zip, ZipEntry entry, ByteSink sink)
      throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = new CheckedEntry(file, zip, entry)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        sink.bytes(chunk, n);
      }
    }
  }

  /**
   * The bytes of an entry; refuses it at its end when size or checksum are not what the zip says.
   */
  private static final class CheckedEntry extends FilterInputStream {
    private final Path file;
    private final ZipEntry entry;
    private final CRC32 crc = new CRC32();
    private long size;

    CheckedEntry(Path file, ZipFile zip, ZipEntry entry) throws IOException {
      super(zip.getInputStream(entry));
      this.file = file;
      this.entry = entry;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] chunk, int offset, int length) throws IOException {
      int n = in.read(chunk, offset, length);
      if (n < 0) {
        requireWhole();
        return n;
      }
      size += n;
      if (size > entry.getSize()) {
        throw Refusal.data(
            "%s is corrupt: %s unpacks to more than its %d bytes"
                .formatted(file, entry.getName(), entry.getSize()));
      }
      crc.update(chunk, offset, n);
      return n;
    }

    private void requireWhole() {
      if (size != entry.getSize()) {
        throw Refusal.data(
            "%s is corrupt: %s unpacks to %d of its %d bytes"
                .formatted(file, entry.getName(), size, entry.getSize()));
      }
      // ZipFile does not compare it.
      if (crc.getValue() != entry.getCrc()) {
        throw Refusal.data(
            "%s is corrupt: %s has crc %08x where the zip says %08x"
                .formatted(file, entry.getName(), crc.getValue(), entry.getCrc()));
      }
    }
  }
}
