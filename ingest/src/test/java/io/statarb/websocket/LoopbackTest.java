package io.statarb.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both ends against each other, and the server against the JDK's client. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class LoopbackTest {
  private final List<String> heard = new ArrayList<>();
  private final HttpServer server =
      new HttpServer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          new HttpHandler() {
            @Override
            public void onRequest(
                ServerConnection connection, String path, SortedMap<String, String> query) {
              if (connection.asksForUpgrade()) {
                connection.upgrade();
              } else {
                connection.respond(200, "OK", path + query);
              }
            }

            @Override
            public void onMessage(ServerConnection connection, byte[] bytes, int from, int to) {
              heard.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
              connection.ping(new byte[] {'?'});
              connection.send(bytes, from, to);
              connection.close(WebSocketClient.NORMAL, "enough");
            }

            @Override
            public void onPong(ServerConnection connection) {
              heard.add("pong");
            }
          });

  private URI uri(String scheme, String rest) {
    return URI.create("%s://127.0.0.1:%d%s".formatted(scheme, server.address().getPort(), rest));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldCarryAMessageThereAndBack() {
    try (WebSocketClient client = new WebSocketClient(uri("ws", "/ws"), 1 << 16)) {
      List<String> events = new ArrayList<>();
      int event = WebSocketClient.NOTHING;
      while (event != WebSocketClient.CLOSED) {
        server.poll();
        event = client.poll();
        if (event == WebSocketClient.OPENED) {
          client.send("grüß dich");
        } else if (event == WebSocketClient.MESSAGE) {
          events.add(
              new String(
                  client.bytes(),
                  client.from(),
                  client.to() - client.from(),
                  StandardCharsets.UTF_8));
        }
      }
      assertThat(events).containsExactly("grüß dich");
      assertThat(client.closeCode()).isEqualTo(WebSocketClient.NORMAL);
      assertThat(client.fact()).isEqualTo("enough");
    }
  }

  @Test
  void shouldServeTheClientOfTheJdk() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> end = new CompletableFuture<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      CompletableFuture<WebSocket> opened =
          http.newWebSocketBuilder()
              .buildAsync(
                  uri("ws", "/ws"),
                  new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(
                        WebSocket socket, CharSequence text, boolean last) {
                      answer.complete(text.toString());
                      return WebSocket.Listener.super.onText(socket, text, last);
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                      end.complete(code + " " + reason);
                      return WebSocket.Listener.super.onClose(socket, code, reason);
                    }
                  });
      await(opened);
      await(opened.get().sendText("hello", true));
      await(end);
      assertThat(answer.get()).isEqualTo("hello");
      assertThat(end.get()).isEqualTo("1000 enough");
      assertThat(heard).contains("hello");

      CompletableFuture<HttpResponse<String>> response =
          http.sendAsync(
              HttpRequest.newBuilder(uri("http", "/a%20b?x=1&y=%2F")).build(),
              HttpResponse.BodyHandlers.ofString());
      await(response);
      assertThat(response.get().body()).isEqualTo("/a b{x=1, y=/}");
      opened.get().abort();
    }
  }

  private void await(Future<?> future) {
    while (!future.isDone()) {
      server.poll();
    }
  }

  @Test
  void shouldReadAnAnswerWithALength() {
    try (HttpGet get = new HttpGet(uri("http", "/depth?symbol=X"))) {
      while (get.poll() == HttpGet.PENDING) {
        server.poll();
      }
      assertThat(get.status()).isEqualTo(200);
      assertThat(body(get)).isEqualTo("/depth{symbol=X}");
    }
  }

  @Test
  void shouldReadAnAnswerInChunksAndOneThatEndsWithTheConnection() throws IOException {
    assertThat(
            answered(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x\r\nabcd\r\n1\r\ne\r\n0\r\n\r\n"))
        .isEqualTo("1 200 abcde");
    assertThat(answered("HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\n\r\nslow"))
        .isEqualTo("1 429 slow");
    assertThat(answered("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort")).startsWith("-1");
    assertThat(answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n"))
        .startsWith("-1");
    assertThat(answered("nonsense")).startsWith("-1");
  }

  private static String answered(String answer) throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpGet get = new HttpGet(URI.create("http://127.0.0.1:" + listening.getLocalPort()))) {
      try (Socket socket = listening.accept()) {
        while (socket.getInputStream().available() == 0) {
          get.poll();
        }
        socket.getInputStream().skipNBytes(socket.getInputStream().available());
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
      int result = HttpGet.PENDING;
      while (result == HttpGet.PENDING) {
        result = get.poll();
      }
      return result == HttpGet.DONE ? "1 %d %s".formatted(get.status(), body(get)) : "-1";
    }
  }

  private static String body(HttpGet get) {
    return new String(get.bytes(), get.from(), get.to() - get.from(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldSayWhyWhenThereIsNoWebSocket() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    try (WebSocketClient client =
        new WebSocketClient(URI.create("ws://127.0.0.1:%d/ws".formatted(port)), 1 << 16)) {
      while (client.poll() == WebSocketClient.NOTHING) {
        server.poll();
      }
      assertThat(client.fact()).contains("127.0.0.1:" + port).containsIgnoringCase("refused");
    }
  }
}
