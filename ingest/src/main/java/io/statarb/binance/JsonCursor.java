package io.statarb.binance;

/**
 * A place in the bytes of one JSON text. Methods return false, or a negative number, on bytes that
 * are no JSON; nothing throws and nothing reads beyond the end. Strings are given as the range
 * between their quotes, with escapes left as they are: no value of this venue that matters has any.
 * Allocates nothing.
 */
final class JsonCursor {
  /** Nesting that is followed in values that are skipped. */
  private static final int MOST_DEPTH = 64;

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private int from;
  private int to;

  void wrap(byte[] text, int start, int stop) {
    bytes = text;
    at = start;
    end = stop;
  }

  int at() {
    return at;
  }

  /** Begin of the last string or number. */
  int from() {
    return from;
  }

  /** End of the last string or number. */
  int to() {
    return to;
  }

  /** The next byte that is no blank, not taken, or -1 at the end. */
  int peek() {
    while (at < end && blank(bytes[at])) {
      at++;
    }
    return at < end ? bytes[at] : -1;
  }

  /** Takes one byte after blanks if it is this one. */
  boolean take(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /** Takes a string. */
  boolean string() {
    boolean opened = take('"');
    from = at;
    to = at;
    if (!opened) {
      return false;
    }
    while (at < end) {
      byte b = bytes[at];
      if (b == '"') {
        to = at++;
        return true;
      }
      if (b >= 0 && b < ' ') {
        return false;
      }
      at += b == '\\' ? 2 : 1;
    }
    at = end;
    from = end;
    to = end;
    return false;
  }

  /** Takes a string if there is nothing in it. */
  boolean emptyString() {
    boolean empty = peek() == '"' && at + 1 < end && bytes[at + 1] == '"';
    at += empty ? 2 : 0;
    return empty;
  }

  /** Takes a whole number that is not negative; -1 when there is none. */
  long number() {
    peek();
    from = at;
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      int digit = bytes[at] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      value = value * 10 + digit;
      at++;
    }
    to = at;
    boolean whole = at < end && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E');
    return from == at || whole || (at - from > 1 && bytes[from] == '0') ? -1 : value;
  }

  /** Takes true or false: 1 or 0, or -1 when it is neither. */
  int truth() {
    return word("true") ? 1 : word("false") ? 0 : -1;
  }

  /** Takes any value. */
  boolean skip() {
    int depth = 0;
    do {
      int next = peek();
      switch (next) {
        case '{', '[' -> {
          if (++depth > MOST_DEPTH) {
            return false;
          }
          at++;
        }
        case '}', ']' -> {
          if (--depth < 0) {
            return false;
          }
          at++;
        }
        case ',', ':' -> {
          if (depth == 0) {
            return false;
          }
          at++;
        }
        case '"' -> {
          if (!string()) {
            return false;
          }
        }
        default -> {
          if (!literal()) {
            return false;
          }
        }
      }
    } while (depth > 0);
    return true;
  }

  /** Whether the last string is this one. */
  boolean is(String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean literal() {
    if (word("true") || word("false") || word("null")) {
      return true;
    }
    int start = at;
    while (at < end && numberByte(bytes[at])) {
      at++;
    }
    return at > start;
  }

  private boolean word(String word) {
    peek();
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += word.length();
    return true;
  }

  private static boolean numberByte(byte b) {
    return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
