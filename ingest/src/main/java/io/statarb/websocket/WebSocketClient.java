package io.statarb.websocket;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One connection as a client: connects, asks for the upgrade, then hands over messages. Pings are
 * answered here. Once it is closed it stays closed; make another one. Nothing is allocated for a
 * message that fits the buffer. One thread, which calls {@link #poll}.
 */
public final class WebSocketClient implements AutoCloseable {
  /** Nothing happened. */
  public static final int NOTHING = 0;

  /** The connection is up; once. */
  public static final int OPENED = 1;

  /** A message: {@link #bytes}, {@link #from}, {@link #to}. */
  public static final int MESSAGE = 2;

  /** A ping or pong came: a sign of life. */
  public static final int SIGN = 3;

  /** The connection is over: {@link #fact}. */
  public static final int CLOSED = -1;

  /** Closing code of an end that was meant (RFC 6455, 7.4.1). */
  public static final int NORMAL = 1000;

  private static final int BREACH = 1002;
  private static final int NO_CODE = 1005;
  private static final int ABNORMAL = 1006;
  private static final int SWITCHING = 101;
  private static final int KEY_BYTES = 16;

  private final Endpoint endpoint;
  private final SecureRandom keys = new SecureRandom();
  private final InBuffer in;
  private final OutBuffer out = new OutBuffer();
  private final FrameReader frames;
  private final String answer;
  private @Nullable SocketChannel channel;
  private boolean open;
  private boolean closed;
  private boolean unheard;
  private int closeCode = ABNORMAL;
  private String fact = "";

  /**
   * Begins to connect.
   *
   * @param uri {@code ws://host:port/path?query}
   * @param mostMessageBytes longest message that is taken; a longer one ends the connection
   * @throws IllegalArgumentException when the address is of another kind
   */
  public WebSocketClient(URI uri, int mostMessageBytes) {
    endpoint = Endpoint.of(uri);
    in = new InBuffer(Math.max(mostMessageBytes, HttpHead.MOST_BYTES) + Frames.MOST_HEADER_BYTES);
    frames = new FrameReader(in, false, mostMessageBytes);
    byte[] random = new byte[KEY_BYTES];
    keys.nextBytes(random);
    String key = Base64.getEncoder().encodeToString(random);
    answer = HandShake.answer(key);
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n"
            .formatted(endpoint.target(), endpoint.authority(), key);
    out.add(request.getBytes(StandardCharsets.US_ASCII));
    try {
      channel = endpoint.connect();
    } catch (IOException e) {
      end(ABNORMAL, "no connection to %s: %s".formatted(endpoint.authority(), e.getMessage()));
    }
  }

  /** Holds the message; valid until the next poll. */
  public byte[] bytes() {
    return frames.bytes();
  }

  /** First byte of the message. */
  public int from() {
    return frames.from();
  }

  /** Behind its last byte. */
  public int to() {
    return frames.to();
  }

  /** Whether messages can come. */
  public boolean isOpen() {
    return open && !closed;
  }

  /** Why the connection is over. */
  public String fact() {
    return fact;
  }

  /** Closing code, 1006 when the connection was lost without one. */
  public int closeCode() {
    return closeCode;
  }

  /** Goes on; one of the codes of this class. At most one event a call. */
  public int poll() {
    SocketChannel line = channel;
    if (closed || line == null) {
      return CLOSED;
    }
    try {
      if (!line.finishConnect()) {
        return NOTHING;
      }
      if (!unheard) {
        flush(line);
      }
      return open ? pollFrames(line) : pollUpgrade(line);
    } catch (IOException e) {
      return end(ABNORMAL, "%s: %s".formatted(endpoint.authority(), e.getMessage()));
    }
  }

  /** Asks for a sign of life. */
  public void ping() {
    if (isOpen()) {
      Frames.addMasked(out, Frames.PING, new byte[0], 0, 0, keys.nextInt());
    }
  }

  /** Sends a text. */
  public void send(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    Frames.addMasked(out, Frames.TEXT, payload, 0, payload.length, keys.nextInt());
  }

  /** What the other end said last can be read even when it no longer listens. */
  private void flush(SocketChannel line) {
    try {
      out.flush(line);
    } catch (IOException e) {
      unheard = true;
    }
  }

  private int pollUpgrade(SocketChannel line) throws IOException {
    int read = in.read(line);
    HttpHead head = HttpHead.take(in);
    if (head == null) {
      if (read < 0) {
        return end(ABNORMAL, endpoint.authority() + " closed the connection before the upgrade");
      }
      return in.length() > HttpHead.MOST_BYTES
          ? end(BREACH, "the answer to the upgrade has no end")
          : NOTHING;
    }
    if (head.status() != SWITCHING
        || !head.field("sec-websocket-accept").equals(answer)
        || !head.lists("upgrade", "websocket")
        || !head.lists("connection", "upgrade")) {
      return end(
          BREACH,
          "%s does not upgrade to WebSocket: %s".formatted(endpoint.authority(), head.firstLine()));
    }
    open = true;
    return OPENED;
  }

  private int pollFrames(SocketChannel line) throws IOException {
    int event = frames.next();
    if (event == FrameReader.NOTHING) {
      int read = in.read(line);
      event = frames.next();
      if (event == FrameReader.NOTHING && read < 0) {
        return end(ABNORMAL, endpoint.authority() + " closed the connection without a close frame");
      }
    }
    return switch (event) {
      case FrameReader.NOTHING -> NOTHING;
      case FrameReader.MESSAGE -> MESSAGE;
      case FrameReader.PING -> {
        Frames.addMasked(out, Frames.PONG, bytes(), from(), to(), keys.nextInt());
        flush(line);
        yield SIGN;
      }
      case FrameReader.PONG -> SIGN;
      case FrameReader.CLOSE -> endedByPeer(line);
      default ->
          end(BREACH, "%s breaks WebSocket: %s".formatted(endpoint.authority(), frames.fact()));
    };
  }

  private int endedByPeer(SocketChannel line) {
    int length = to() - from();
    int code = length < 2 ? NO_CODE : (bytes()[from()] & 0xff) << 8 | (bytes()[from() + 1] & 0xff);
    String reason =
        length < 2 ? "" : new String(bytes(), from() + 2, length - 2, StandardCharsets.UTF_8);
    Frames.addMasked(
        out, Frames.CLOSE, bytes(), from(), Math.min(to(), from() + 2), keys.nextInt());
    flush(line);
    return end(code, reason.isEmpty() ? "closed with code " + code : reason);
  }

  private int end(int code, String why) {
    closeCode = code;
    fact = why;
    close();
    return CLOSED;
  }

  @Override
  public void close() {
    closed = true;
    SocketChannel line = channel;
    if (line != null) {
      Sockets.close(line);
    }
  }
}
