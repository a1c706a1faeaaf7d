package io.statarb.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Head of an HTTP/1.1 request or response (RFC 9112): the first line and the fields.
 *
 * @param firstLine for example {@code GET /ws HTTP/1.1} or {@code HTTP/1.1 200 OK}
 * @param fields values by name in lower case; those that come again are joined by a comma
 */
record HttpHead(String firstLine, SortedMap<String, String> fields) {
  /** Longest head that is read. */
  static final int MOST_BYTES = 1 << 14;

  HttpHead {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** Takes a head from the front of a buffer; null while it is not whole. */
  static @Nullable HttpHead take(InBuffer in) {
    byte[] bytes = in.bytes();
    for (int i = in.at() + 3; i < in.filled(); i++) {
      if (bytes[i] == '\n'
          && bytes[i - 1] == '\r'
          && bytes[i - 2] == '\n'
          && bytes[i - 3] == '\r') {
        String text = new String(bytes, in.at(), i - 3 - in.at(), StandardCharsets.ISO_8859_1);
        in.use(i + 1 - in.at());
        return of(text);
      }
    }
    return null;
  }

  private static HttpHead of(String text) {
    SortedMap<String, String> fields = new TreeMap<>();
    int end = text.indexOf("\r\n");
    String first = end < 0 ? text : text.substring(0, end);
    while (end >= 0) {
      int from = end + 2;
      end = text.indexOf("\r\n", from);
      String line = end < 0 ? text.substring(from) : text.substring(from, end);
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.merge(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip(),
            (one, other) -> one + "," + other);
      }
    }
    return new HttpHead(first, fields);
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** Whether a field's list of words holds one, whatever the case. */
  boolean lists(String name, String word) {
    for (String each : field(name).split(",", -1)) {
      if (each.strip().equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }

  /** Status of a response, or -1 when this is none. */
  int status() {
    String[] words = firstLine.split(" ", 3);
    return words.length > 1 && words[0].startsWith("HTTP/1.") && words[1].matches("\\d{3}")
        ? Integer.parseInt(words[1])
        : -1;
  }

  /** Length of the body, -1 when it is not told, -2 when it is nonsense. */
  long contentLength() {
    String told = field("content-length");
    if (told.isEmpty()) {
      return -1;
    }
    return told.matches("\\d{1,18}") ? Long.parseLong(told) : -2;
  }
}
