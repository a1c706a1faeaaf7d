package io.statarb.feeds.moldudp64;

import io.statarb.feeds.BookState;
import io.statarb.feeds.FeedOutcome;
import io.statarb.feeds.FeedRun;
import io.statarb.feeds.ListenOptions;
import io.statarb.feeds.PublishOptions;
import io.statarb.feeds.ReplayOptions;
import io.statarb.itch.ItchFileLoader;
import io.statarb.loaders.LoadOptions;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.OrderBookSink;
import io.statarb.time.NanoClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;

/** A listener and a publisher on loopback sockets, each on a thread of its own. */
final class FeedTrial {
  private static final long PATIENCE_SECONDS = 60;
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);
  private static final String LISTENING = "listening on line ";

  private FeedTrial() {}

  /** What came of a trial; {@code said} is what the listener told people. */
  record Result(FeedOutcome listened, FeedOutcome published, List<String> said) {}

  /** Copies a recorded file of the tests. */
  static Path file(Path folder, String name) {
    Path file = folder.resolve(name);
    try (InputStream in =
        Objects.requireNonNull(
            FeedTrial.class.getResourceAsStream("/io/statarb/moldudp/" + name), name)) {
      Files.copy(in, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Digest of the books that a loader builds straight from the file. */
  static String digestOf(Path file) {
    OrderBookSink sink = new OrderBookSink(new FastOrderBooks(BookCapacity.SMALL));
    new ItchFileLoader().load(file, LoadOptions.NONE, sink);
    return new BookState(sink.books(), sink.symbolNames()).sha256();
  }

  /** Listens on so many lines and publishes a file to them until the listener has seen its end. */
  static Result run(
      Path file, int lines, boolean retransmission, List<String> listen, List<String> publish) {
    String server = "127.0.0.1:" + freePort();
    List<String> listenArgs = new ArrayList<>(listen);
    listenArgs.addAll(
        List.of("--line", String.join(",", java.util.Collections.nCopies(lines, "127.0.0.1:0"))));
    List<String> publishArgs = new ArrayList<>(publish);
    publishArgs.addAll(List.of("--from", file.toString()));
    if (retransmission) {
      listenArgs.addAll(List.of("--retransmit", server));
      publishArgs.addAll(List.of("--retransmit", server));
    }
    List<String> said = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    CompletableFuture<List<String>> opened = new CompletableFuture<>();
    AtomicBoolean stopped = new AtomicBoolean();
    ListenOptions options =
        CommandLine.populateCommand(new ListenOptions(), listenArgs.toArray(String[]::new));
    FeedRun listenerRun =
        run(
            stopped,
            line -> {
              said.add(line);
              if (line.startsWith(LISTENING)) {
                addresses.add(line.substring(line.indexOf(" at ") + " at ".length()));
                if (addresses.size() == lines) {
                  opened.complete(List.copyOf(addresses));
                }
              }
            });
    try {
      CompletableFuture<FeedOutcome> listener =
          CompletableFuture.supplyAsync(
              () -> new MoldUdp64().listen(options, listenerRun), THREADS);
      CompletableFuture.anyOf(opened, listener).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      publishArgs.addAll(List.of("--to", String.join(",", opened.getNow(List.of()))));
      FeedRun publisherRun =
          new FeedRun(NanoClock.monotonic(), NanoClock.system(), listener::isDone, line -> {});
      CompletableFuture<FeedOutcome> publisher =
          CompletableFuture.supplyAsync(
              () ->
                  new MoldUdp64()
                      .publish(
                          CommandLine.populateCommand(
                              new PublishOptions(), publishArgs.toArray(String[]::new)),
                          publisherRun),
              THREADS);
      FeedOutcome heard = listener.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Result(heard, publisher.get(PATIENCE_SECONDS, TimeUnit.SECONDS), said);
    } catch (Exception e) {
      throw new IllegalStateException("the trial failed: said=" + said, e);
    } finally {
      stopped.set(true);
    }
  }

  private static FeedRun run(AtomicBoolean stopped, java.util.function.Consumer<String> say) {
    return new FeedRun(NanoClock.monotonic(), NanoClock.system(), stopped::get, say);
  }

  /** Replays a journal. */
  static FeedOutcome replay(Path journal) {
    return new MoldUdp64()
        .replay(
            CommandLine.populateCommand(new ReplayOptions(), "--journal", journal.toString()),
            run(new AtomicBoolean(), line -> {}));
  }

  /** A report without what only one of listener and replay can know. */
  static SortedMap<String, Object> common(FeedOutcome outcome) {
    SortedMap<String, Object> common = new TreeMap<>(outcome.report());
    common.remove("run");
    common.remove("journal");
    return common;
  }

  /** A port of UDP that nobody has. */
  static int freePort() {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
