package io.statarb.websocket;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One GET and its answer, in a connection of its own. The body may come with a length, in chunks or
 * up to the end of the connection. One thread, which calls {@link #poll}; whoever waits keeps the
 * time.
 */
public final class HttpGet implements AutoCloseable {
  /** No answer yet. */
  public static final int PENDING = 0;

  /** The answer is whole: {@link #status}, {@link #bytes}. */
  public static final int DONE = 1;

  /** No answer will come: {@link #fact}. */
  public static final int FAILED = -1;

  private static final int MOST_BODY_BYTES = 1 << 22;

  private final Endpoint endpoint;
  private final InBuffer in = new InBuffer(2 * MOST_BODY_BYTES);
  private final OutBuffer out = new OutBuffer();
  private @Nullable SocketChannel channel;
  private @Nullable HttpHead head;
  private int result = PENDING;
  private int to;
  private String fact = "";

  /**
   * Begins to connect.
   *
   * @param uri {@code http://host:port/path?query}
   * @throws IllegalArgumentException when the address is of another kind
   */
  public HttpGet(URI uri) {
    endpoint = Endpoint.of(uri);
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
            .formatted(endpoint.target(), endpoint.authority());
    out.add(request.getBytes(StandardCharsets.US_ASCII));
    try {
      channel = endpoint.connect();
    } catch (IOException e) {
      fail(e.getMessage());
    }
  }

  /** Goes on; one of the codes of this class. */
  public int poll() {
    SocketChannel line = channel;
    if (result != PENDING || line == null) {
      return result;
    }
    try {
      if (!line.finishConnect()) {
        return PENDING;
      }
      out.flush(line);
      boolean more;
      do {
        int read = in.read(line);
        more = read > 0;
        take(read < 0);
      } while (more && result == PENDING);
    } catch (IOException e) {
      fail(e.getMessage());
    }
    return result;
  }

  private void take(boolean ended) {
    if (head == null) {
      head = HttpHead.take(in);
    }
    HttpHead known = head;
    if (known == null) {
      if (ended || in.length() > HttpHead.MOST_BYTES) {
        fail("no HTTP answer");
      }
      return;
    }
    long length = known.contentLength();
    if (known.lists("transfer-encoding", "chunked")) {
      takeChunks(ended);
    } else if (length == -2 || length > MOST_BODY_BYTES || in.length() > MOST_BODY_BYTES) {
      fail("a body longer than %d bytes or without a length".formatted(MOST_BODY_BYTES));
    } else if (length >= 0 ? in.length() >= length : ended) {
      done(in.at() + (length >= 0 ? (int) length : in.length()));
    } else if (ended) {
      fail("the body ends after %d of %d bytes".formatted(in.length(), length));
    }
  }

  private void takeChunks(boolean ended) {
    Chunks chunks = Chunks.of(in.bytes(), in.at(), in.filled());
    if (chunks.whole()) {
      done(chunks.join(in.bytes(), in.at()));
    } else if (ended || chunks.broken() || in.length() > MOST_BODY_BYTES) {
      fail("a body in chunks without its end");
    }
  }

  private void done(int bodyTo) {
    to = bodyTo;
    result = DONE;
    close();
  }

  private void fail(@Nullable String why) {
    fact = "%s: %s".formatted(endpoint.authority(), why);
    result = FAILED;
    close();
  }

  /** Status of the answer, such as 200. */
  public int status() {
    HttpHead known = head;
    return known == null ? -1 : known.status();
  }

  /** Seconds that the server asks to wait for, 0 when it does not say. */
  public long retryAfterSeconds() {
    HttpHead known = head;
    String told = known == null ? "" : known.field("retry-after");
    return told.matches("\\d{1,6}") ? Long.parseLong(told) : 0;
  }

  /** Holds the body. */
  public byte[] bytes() {
    return in.bytes();
  }

  /** First byte of the body. */
  public int from() {
    return in.at();
  }

  /** Behind its last byte. */
  public int to() {
    return to;
  }

  /** Why no answer will come. */
  public String fact() {
    return fact;
  }

  @Override
  public void close() {
    SocketChannel line = channel;
    if (line != null) {
      Sockets.close(line);
    }
  }
}
