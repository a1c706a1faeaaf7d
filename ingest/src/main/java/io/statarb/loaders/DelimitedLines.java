package io.statarb.loaders;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits text into lines and lines into fields, in bounded memory and without an object per line:
 *
 * <ul>
 *   <li>a line ends with LF or CR LF; the last one may lack its end; a byte order mark is skipped;
 *   <li>a field that begins with a double quote ends with one, may hold delimiters, and holds a
 *       quote as two; it must end on its line;
 *   <li>a line longer than {@link #MAX_LINE_BYTES} or with more than {@link #MAX_FIELDS} fields is
 *       skipped and has a {@link #fault}, like one whose quotes do not close.
 * </ul>
 *
 * <p>The fields of a line are ranges of {@link #bytes} and are gone with the next one. Confined to
 * one thread.
 */
public final class DelimitedLines {
  /** Longest line: an order book row of a thousand levels has some 40,000 bytes. */
  public static final int MAX_LINE_BYTES = 1 << 16;

  /** Most fields of a line. */
  public static final int MAX_FIELDS = 1 << 13;

  private static final int BUFFER_BYTES = 1 << 18;
  private static final int MORE = -1;

  private final InputStream in;
  private final String source;
  private final byte delimiter;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int lineStart;
  private int limit;
  private boolean atEnd;
  private long line;
  private int fields;
  private int nextStart;
  private boolean escaped;
  private @Nullable String fault;

  /**
   * Makes a reader.
   *
   * @param in text; it stays open
   * @param source name of it for refusals
   * @param delimiter ASCII character between fields
   */
  public DelimitedLines(InputStream in, String source, char delimiter) {
    this.in = in;
    this.source = source;
    this.delimiter = (byte) delimiter;
    fill();
    if (limit >= 3
        && buffer[0] == (byte) 0xef
        && buffer[1] == (byte) 0xbb
        && buffer[2] == (byte) 0xbf) {
      lineStart = 3;
    }
  }

  /**
   * Goes to the next line.
   *
   * @return false when there is none
   * @throws Refusal when the text cannot be read on, naming the source and line
   */
  public boolean next() {
    if (lineStart == limit && !atEnd) {
      fill();
    }
    if (lineStart == limit) {
      return false;
    }
    line++;
    int end = scan();
    while (end == MORE) {
      if (limit - lineStart > MAX_LINE_BYTES) {
        skip();
        return true;
      }
      fill();
      end = scan();
    }
    if (end - lineStart > MAX_LINE_BYTES) {
      fields = 0;
      fault = "line is longer than " + MAX_LINE_BYTES + " bytes";
    } else if (escaped && fault == null) {
      unescape();
    }
    lineStart = nextStart;
    return true;
  }

  /** Number of the current line, from 1. */
  public long line() {
    return line;
  }

  /** Why the current line has no fields that can be used, or null. */
  public @Nullable String fault() {
    return fault;
  }

  /** Number of fields of the current line; an empty line has one, which is empty. */
  public int fields() {
    return fields;
  }

  /** What the ranges are of. */
  public byte[] bytes() {
    return buffer;
  }

  /** Where a field begins. */
  public int start(int field) {
    return starts[field];
  }

  /** Behind the end of a field. */
  public int end(int field) {
    return ends[field];
  }

  /** A field as text, at most 80 characters of it; for facts and names. */
  public String text(int field) {
    int length = Math.min(80, ends[field] - starts[field]);
    return new String(buffer, starts[field], length, StandardCharsets.UTF_8);
  }

  /** Whether the current line is empty. */
  public boolean blank() {
    return fields == 1 && starts[0] == ends[0];
  }

  /** Splits the line at {@link #lineStart}; returns its end, or MORE when the buffer ends first. */
  private int scan() {
    byte[] bytes = buffer;
    int end = limit;
    byte between = delimiter;
    int at = lineStart;
    int fieldStart = at;
    fields = 0;
    escaped = false;
    fault = null;
    while (at < end) {
      byte c = bytes[at];
      if (c == between) {
        add(fieldStart, at);
        at++;
        fieldStart = at;
      } else if (c == '\n') {
        add(fieldStart, at > fieldStart && bytes[at - 1] == '\r' ? at - 1 : at);
        nextStart = at + 1;
        return at;
      } else if (c == '"' && at == fieldStart) {
        at = quoted(at + 1);
        if (at == MORE) {
          return MORE;
        }
        if (at == end || bytes[at] == '\n') {
          nextStart = Math.min(end, at + 1);
          return at;
        }
        at++;
        fieldStart = at;
        if (at == end && atEnd) {
          add(at, at);
          nextStart = at;
          return at;
        }
      } else {
        at++;
      }
    }
    if (!atEnd) {
      return MORE;
    }
    add(fieldStart, at > fieldStart && bytes[at - 1] == '\r' ? at - 1 : at);
    nextStart = end;
    return end;
  }

  /**
   * Takes the quoted field whose first byte is at {@code from}; returns where its delimiter, its
   * line end or the end of the text is, or MORE.
   */
  private int quoted(int from) {
    int at = from;
    while (at < limit && buffer[at] != '\n') {
      if (buffer[at] != '"') {
        at++;
      } else if (at + 1 < limit && buffer[at + 1] == '"') {
        escaped = true;
        at += 2;
      } else {
        break;
      }
    }
    if (at == limit || buffer[at] == '\n') {
      if (at == limit && !atEnd) {
        return MORE;
      }
      fault = "the quote of field " + (fields + 1) + " does not close on its line";
      return at;
    }
    int behind = at + 1;
    if (behind + 1 >= limit && !atEnd) {
      return MORE;
    }
    add(from, at);
    if (behind + 1 < limit && buffer[behind] == '\r' && buffer[behind + 1] == '\n') {
      behind++;
    }
    if (behind < limit && buffer[behind] != delimiter && buffer[behind] != '\n') {
      fault = "text follows the closing quote of field " + fields;
      while (behind < limit && buffer[behind] != '\n') {
        behind++;
      }
      return behind == limit && !atEnd ? MORE : behind;
    }
    return behind;
  }

  private void add(int from, int to) {
    if (fields == starts.length) {
      if (fields == MAX_FIELDS) {
        fault = "line has more than " + MAX_FIELDS + " fields";
        return;
      }
      starts = Arrays.copyOf(starts, fields * 2);
      ends = Arrays.copyOf(ends, fields * 2);
    }
    starts[fields] = from;
    ends[fields] = to;
    fields++;
  }

  /** Makes one quote of two, within each field. */
  private void unescape() {
    for (int i = 0; i < fields; i++) {
      if (starts[i] == lineStart || buffer[starts[i] - 1] != '"') {
        continue;
      }
      int to = starts[i];
      for (int from = starts[i]; from < ends[i]; from++) {
        buffer[to++] = buffer[from];
        if (buffer[from] == '"') {
          from++;
        }
      }
      ends[i] = to;
    }
  }

  private void fill() {
    int kept = limit - lineStart;
    System.arraycopy(buffer, lineStart, buffer, 0, kept);
    lineStart = 0;
    try {
      int more = in.readNBytes(buffer, kept, buffer.length - kept);
      limit = kept + more;
      atEnd = limit < buffer.length;
    } catch (IOException e) {
      throw Refusal.data(
          "%s cannot be read behind line %d: %s".formatted(source, line, e.getMessage()));
    }
  }

  /** Leaves a line that is too long behind. */
  private void skip() {
    for (; ; ) {
      for (int at = lineStart; at < limit; at++) {
        if (buffer[at] == '\n') {
          lineStart = at + 1;
          tooLong();
          return;
        }
      }
      lineStart = limit;
      if (atEnd) {
        tooLong();
        return;
      }
      fill();
    }
  }

  private void tooLong() {
    fields = 0;
    fault = "line is longer than " + MAX_LINE_BYTES + " bytes";
  }
}
