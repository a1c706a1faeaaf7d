package io.statarb.table;

import io.statarb.cli.Refusal;
import io.statarb.loaders.DelimitedLines;
import io.statarb.loaders.GzipMembers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Delimited text with a header line, plain or gzip; the delimiter is the header's own. */
final class CsvRows implements RowSource {
  private static final int SNIFFED_BYTES = 1 << 13;

  private final Path file;
  private final InputStream in;
  private final DelimitedLines lines;
  private final List<String> header;

  CsvRows(Path file) {
    this.file = file;
    try {
      in = open(file);
      refuseOtherText(file, in);
      lines = new DelimitedLines(in, file.toString(), delimiter(in));
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
    if (!lines.next() || lines.fault() != null) {
      close();
      throw Refusal.data("%s has no header line".formatted(file));
    }
    header = new ArrayList<>();
    for (int i = 0; i < lines.fields(); i++) {
      header.add(lines.text(i).strip());
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), SNIFFED_BYTES);
    raw.mark(2);
    boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    return gzip ? new BufferedInputStream(new GzipMembers(raw), SNIFFED_BYTES) : raw;
  }

  /** What would be read as one line of nonsense: UTF-16, and lines that end with CR alone. */
  private static void refuseOtherText(Path file, InputStream in) throws IOException {
    in.mark(SNIFFED_BYTES);
    byte[] begin = in.readNBytes(SNIFFED_BYTES - 1);
    in.reset();
    if (begin.length >= 2 && (begin[0] & 0xFF) + (begin[1] & 0xFF) == 0xFE + 0xFF) {
      throw Refusal.data("%s is UTF-16 text; save it as UTF-8".formatted(file));
    }
    for (int i = 0; i + 1 < begin.length && begin[i] != '\n'; i++) {
      if (begin[i] == '\r' && begin[i + 1] != '\n') {
        throw Refusal.data(
            "%s ends its lines with a carriage return alone; save it with line feeds"
                .formatted(file));
      }
    }
  }

  /** The one of comma, semicolon, tab and bar that the first line has most of outside quotes. */
  private static char delimiter(InputStream in) throws IOException {
    in.mark(SNIFFED_BYTES);
    int[] seen = new int[128];
    boolean quoted = false;
    for (int i = 0; i < SNIFFED_BYTES - 1; i++) {
      int c = in.read();
      if (c < 0 || c == '\n') {
        break;
      }
      quoted ^= c == '"';
      if (!quoted && c < seen.length) {
        seen[c]++;
      }
    }
    in.reset();
    char best = ',';
    for (char candidate : new char[] {';', '\t', '|'}) {
      best = seen[candidate] > seen[best] ? candidate : best;
    }
    return best;
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public boolean next() {
    boolean more;
    do {
      more = lines.next();
    } while (more && lines.fault() == null && lines.blank());
    if (!more) {
      return false;
    }
    if (lines.fault() != null) {
      throw Refusal.data("%s: %s".formatted(where(), lines.fault()));
    }
    if (lines.fields() != header.size()) {
      throw Refusal.data(
          "%s has %d fields, the header has %d".formatted(where(), lines.fields(), header.size()));
    }
    return true;
  }

  @Override
  public String cell(int column) {
    return lines.text(column).strip();
  }

  @Override
  public String where() {
    return file.getFileName() + ":" + lines.line();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
