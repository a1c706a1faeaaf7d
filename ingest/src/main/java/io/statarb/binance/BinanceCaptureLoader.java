package io.statarb.binance;

import io.statarb.cli.Refusal;
import io.statarb.loaders.FileHead;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.LoadOptions;
import io.statarb.loaders.LoaderSample;
import io.statarb.marketdata.MarketDataSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads recorded streams: text, usually packed by gzip, a line being the recorder's receive time in
 * ns since 1970, a blank and the JSON message as it came. REST snapshots stand among the streams;
 * on most venues they name no symbol and then belong to the one symbol of the file.
 *
 * <p>Records are lines, counted from 1. Stateless.
 */
public final class BinanceCaptureLoader implements FileLoader {
  /** Name of the format. */
  public static final String FORMAT = "binance-capture";

  private static final int LINES_LOOKED_AT = 1000;
  private static final Pattern DAY = Pattern.compile("_\\d{8}.*$");

  /** For the service loader. */
  public BinanceCaptureLoader() {}

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String columns() {
    return """
    text, usually .gz; each line: receive time of the recorder (ns since 1970), one blank, one JSON message:
      depthUpdate  changes of price levels: U first, u last update id, pu the last one of the message before (futures), b and a [[price, quantity]]
      bookTicker   best bid and offer: u update id, b, B, a, A
      trade, aggTrade   p price, q quantity, m whether the buyer was the maker
      REST snapshot     lastUpdateId, bids, asks
    T (matching engine) or else E (message) is the event time in ms; {"stream":..,"data":{..}} around a message is taken off\
    """;
  }

  @Override
  public String example() {
    return "1723161255088169167 {\"stream\":\"btcusdt@bookTicker\",\"data\":{\"e\":\"bookTicker\","
        + "\"u\":5123107839020,\"s\":\"BTCUSDT\",\"b\":\"61800.20\",\"B\":\"2.507\","
        + "\"a\":\"61800.30\",\"A\":\"2.510\",\"T\":1723161256313,\"E\":1723161256313}}";
  }

  @Override
  public boolean recognises(Path file, byte[] head) {
    int at = 0;
    while (at < head.length && head[at] >= '0' && head[at] <= '9') {
      at++;
    }
    if (at < CaptureReader.FEWEST_TIME_DIGITS || at + 1 >= head.length || head[at] != ' ') {
      return false;
    }
    String start = new String(head, at, head.length - at, StandardCharsets.ISO_8859_1);
    return start.startsWith(" {")
        && (start.contains("\"stream\"")
            || start.contains("\"lastUpdateId\"")
            || start.contains("\"depthUpdate\"")
            || start.contains("\"bookTicker\"")
            || start.contains("\"trade\""));
  }

  @Override
  public long load(Path file, LoadOptions options, MarketDataSink sink) {
    String symbol = symbolOf(file);
    try (InputStream in = FileHead.open(file)) {
      CaptureReader reader = new CaptureReader(sink, symbol);
      CaptureLines lines = new CaptureLines(in);
      while (lines.next()) {
        reader.line(lines);
      }
      return reader.records();
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read to its end: %s".formatted(file, e.getMessage()));
    }
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    return new LoaderSample(CaptureSample.write(folder, rows, seed), LoadOptions.NONE, rows);
  }

  /** The symbol that the first messages name; of a file without any, the one in its name. */
  public static String symbolOf(Path file) {
    BinanceMessage message = new BinanceMessage();
    try (InputStream in = FileHead.open(file)) {
      CaptureLines lines = new CaptureLines(in);
      for (int line = 0; line < LINES_LOOKED_AT && lines.next(); line++) {
        int json = CaptureReader.jsonFrom(lines.bytes(), lines.from(), lines.to());
        if (json >= 0
            && message.read(lines.bytes(), json, lines.to()) != MessageKind.REFUSED
            && message.hasSymbol()) {
          return message.symbol();
        }
      }
    } catch (IOException e) {
      // What can be read is read below, and then the file is refused by name.
      return symbolOfName(file);
    }
    return symbolOfName(file);
  }

  private static String symbolOfName(Path file) {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    int dot = text.indexOf('.');
    return DAY.matcher(dot < 0 ? text : text.substring(0, dot))
        .replaceFirst("")
        .toUpperCase(Locale.ROOT);
  }
}
