package io.statarb.websocket;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URLDecoder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One connection at the server: a request and its answer, or messages once it was upgraded. Made
 * and polled by its server; belongs to the server's thread.
 */
public final class ServerConnection {
  private static final int MOST_MESSAGE_BYTES = 1 << 16;
  private static final int BREACH = 1002;
  private static final int KEY_CHARACTERS = 24;

  private final SocketChannel channel;
  private final InBuffer in = new InBuffer(MOST_MESSAGE_BYTES + Frames.MOST_HEADER_BYTES);
  private final OutBuffer out = new OutBuffer();
  private final FrameReader frames = new FrameReader(in, true, MOST_MESSAGE_BYTES);
  private @Nullable HttpHead request;
  private boolean upgraded;
  private boolean closing;
  private boolean closed;

  ServerConnection(SocketChannel accepted) throws IOException {
    channel = accepted;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  int poll(HttpHandler handler) {
    try {
      int work = out.flush(channel);
      if (closing) {
        return work + (out.length() == 0 ? pollEnd() : 0);
      }
      int read = closed ? -1 : in.read(channel);
      if (upgraded) {
        pollFrames(handler);
      } else if (request == null) {
        pollRequest(handler);
      }
      work += out.flush(channel);
      if (read < 0) {
        cut();
      }
      return work + Math.max(read, 0);
    } catch (IOException e) {
      // A peer that went away is what servers live with; the handler learns that it is closed.
      cut();
      return 1;
    }
  }

  /**
   * All is said: waits for the other end to close. Closing with bytes unread would reset the
   * connection and might take the last words with it.
   */
  private int pollEnd() throws IOException {
    channel.shutdownOutput();
    int read = in.read(channel);
    in.use(in.length());
    if (read < 0) {
      cut();
    }
    return Math.max(read, 0);
  }

  private void pollRequest(HttpHandler handler) {
    HttpHead head = HttpHead.take(in);
    if (head == null) {
      if (in.length() > HttpHead.MOST_BYTES) {
        respond(431, "Request Header Fields Too Large", "{}");
      }
      return;
    }
    request = head;
    String[] words = head.firstLine().split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      respond(400, "Bad Request", "{}");
    } else if (!words[0].equals("GET")) {
      respond(405, "Method Not Allowed", "{}");
    } else {
      requested(handler, words[1]);
    }
  }

  private void requested(HttpHandler handler, String target) {
    int mark = target.indexOf('?');
    SortedMap<String, String> query = new TreeMap<>();
    try {
      for (String each : mark < 0 ? new String[0] : target.substring(mark + 1).split("&", -1)) {
        int equals = each.indexOf('=');
        if (equals > 0) {
          query.put(decoded(each.substring(0, equals)), decoded(each.substring(equals + 1)));
        }
      }
      handler.onRequest(this, decoded(mark < 0 ? target : target.substring(0, mark)), query);
    } catch (IllegalArgumentException e) {
      respond(400, "Bad Request", "{}");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void pollFrames(HttpHandler handler) {
    int event = frames.next();
    while (event != FrameReader.NOTHING && !closing && !closed) {
      switch (event) {
        case FrameReader.MESSAGE ->
            handler.onMessage(this, frames.bytes(), frames.from(), frames.to());
        case FrameReader.PING ->
            Frames.add(out, Frames.PONG, frames.bytes(), frames.from(), frames.to());
        case FrameReader.PONG -> handler.onPong(this);
        case FrameReader.CLOSE -> {
          Frames.add(
              out,
              Frames.CLOSE,
              frames.bytes(),
              frames.from(),
              Math.min(frames.to(), frames.from() + 2));
          closing = true;
        }
        default -> close(BREACH, frames.fact());
      }
      event = closing ? FrameReader.NOTHING : frames.next();
    }
  }

  /** Whether the request is for a WebSocket. */
  public boolean asksForUpgrade() {
    HttpHead head = request;
    return head != null
        && head.lists("upgrade", "websocket")
        && head.lists("connection", "upgrade")
        && head.field("sec-websocket-version").equals("13")
        && head.field("sec-websocket-key").length() == KEY_CHARACTERS;
  }

  /** Makes a WebSocket of a connection that asks for it. */
  public void upgrade() {
    HttpHead head = request;
    if (head == null || !asksForUpgrade() || upgraded) {
      throw new IllegalStateException("Invariant: nobody asked for an upgrade");
    }
    upgraded = true;
    out.add(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n"
            .formatted(HandShake.answer(head.field("sec-websocket-key")))
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** Answers the request with JSON and closes. */
  public void respond(int status, String reason, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    out.add(
        "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, reason, body.length)
            .getBytes(StandardCharsets.US_ASCII));
    out.add(body);
    closing = true;
  }

  /** Sends a text message. */
  public void send(byte[] bytes, int from, int to) {
    Frames.add(out, Frames.TEXT, bytes, from, to);
  }

  /** Sends a ping. */
  public void ping(byte[] payload) {
    Frames.add(out, Frames.PING, payload, 0, payload.length);
  }

  /** Says that the connection ends, and ends it once that is sent. */
  public void close(int code, String reason) {
    byte[] payload = Frames.closing(code, reason);
    Frames.add(out, Frames.CLOSE, payload, 0, payload.length);
    closing = true;
  }

  /** Ends the connection at once, without a word and with whatever still waits. */
  public void cut() {
    closed = true;
    Sockets.close(channel);
  }

  /** Bytes that the other end has not taken yet. */
  public int waitingBytes() {
    return out.length();
  }

  /** Whether the connection is over. */
  public boolean isClosed() {
    return closed;
  }
}
