package io.statarb.feeds;

import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.orderbook.OrderBooks;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Resting orders as text, and its SHA-256: equal for equal books, whatever led to them and whatever
 * numbers symbols have. One line an order, by symbol, bids first, best price first, in the order in
 * which they trade: {@code symbol,side,price 1e-9,quantity 1e-8,order id}.
 *
 * <pre>
 *   AAPL,B,289460000000,10000000000,12884901
 * </pre>
 */
public final class BookState {
  private final OrderBooks books;
  private final List<String> names;

  /**
   * Looks at books.
   *
   * @param names of symbols by number
   */
  public BookState(OrderBooks books, List<String> names) {
    this.books = books;
    this.names = List.copyOf(names);
  }

  /** Refuses a file whose folder is missing: better before a session than behind it. */
  static void checkFolder(@Nullable Path file) {
    if (file != null && !Files.isDirectory(file.toAbsolutePath().resolveSibling("."))) {
      throw Refusal.usage("--out-state %s lies in a folder that is missing".formatted(file));
    }
  }

  /** The digest. */
  public String sha256() {
    return write(OutputStream.nullOutputStream());
  }

  /**
   * Writes the text to a file, whole or not at all.
   *
   * @param file may be null: then only the digest is made
   * @return the digest
   */
  public String sha256(@Nullable Path file) {
    if (file == null) {
      return sha256();
    }
    Path temporary = AtomicFiles.temporary(file);
    try {
      String digest;
      try (OutputStream out = Files.newOutputStream(temporary)) {
        digest = write(out);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      return digest;
    } catch (IOException | UncheckedIOException e) {
      throw Refusal.machine("%s cannot be written: %s".formatted(file, e));
    }
  }

  private String write(OutputStream out) {
    MessageDigest digest = Sha256.digest();
    try {
      OutputStream lines = new BufferedOutputStream(new DigestOutputStream(out, digest));
      IntStream.range(0, names.size())
          .boxed()
          .sorted(Comparator.comparing(names::get))
          .forEach(symbol -> {
            write(lines, symbol, MarketDataSink.BUY, ",B,");
            write(lines, symbol, MarketDataSink.SELL, ",S,");
          });
      lines.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void write(OutputStream lines, int symbol, byte side, String mark) {
    for (int level = 0; level < books.levels(symbol, side); level++) {
      books.forEachOrder(
          symbol,
          side,
          level,
          (orderId, px, qty) ->
              print(
                  lines,
                  names.get(symbol)
                      + mark
                      + px
                      + ','
                      + qty
                      + ','
                      + Long.toUnsignedString(orderId)
                      + '\n'));
    }
  }

  private static void print(OutputStream lines, String line) {
    try {
      lines.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
