package io.statarb.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.hostile.HostileInput;
import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.MarketDataSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;

/** Hostile messages and captures of Binance; see {@link HostileInput}. */
final class BinanceFuzzTest {
  private static final int MARGIN = 7;

  @TempDir static Path folder;

  /** Any bytes as one message: it is refused with a fact, or has all that its kind promises. */
  @FuzzTest(maxDuration = "60s")
  void shouldTakeAMessageWholeOrRefuseIt(byte[] json) {
    // Bytes around it would make the message another one if they were read.
    byte[] text = new byte[json.length + 2 * MARGIN];
    Arrays.fill(text, (byte) '}');
    System.arraycopy(json, 0, text, MARGIN, json.length);
    BinanceMessage message = new BinanceMessage();
    HostileInput.parse(
        Path.of("message"),
        json.length,
        () -> {
          check(message, message.read(text, MARGIN, MARGIN + json.length));
          return (long) message.levels(MarketDataSink.BUY) + message.levels(MarketDataSink.SELL);
        });
    MessageKind kind = message.kind();
    assertThat(new BinanceMessage().read(json, 0, json.length)).isEqualTo(kind);
  }

  private static void check(BinanceMessage message, MessageKind kind) {
    switch (kind) {
      case DEPTH_UPDATE -> {
        assertThat(message.hasSymbol()).isTrue();
        assertThat(message.firstUpdateId()).isBetween(0L, message.lastUpdateId());
      }
      case BOOK_TICKER -> {
        assertThat(message.hasSymbol()).isTrue();
        assertThat(message.bidPxE9()).isNotEqualTo(Decimal.INVALID);
        assertThat(message.askQtyE8()).isNotEqualTo(Decimal.INVALID);
      }
      case TRADE, AGGREGATE_TRADE -> {
        assertThat(message.hasSymbol()).isTrue();
        assertThat(message.pxE9()).isNotEqualTo(Decimal.INVALID);
        assertThat(message.qtyE8()).isNotEqualTo(Decimal.INVALID);
      }
      case SNAPSHOT -> assertThat(message.lastUpdateId()).isNotNegative();
      case RESPONSE -> {}
      case REFUSED -> {
        assertThat(message.fact()).isNotEmpty();
        return;
      }
    }
    assertThat(message.tsEventNs() >= 0 || message.tsEventNs() == MarketDataSink.UNKNOWN_TIME)
        .as("kind %s", kind)
        .isTrue();
  }

  /** Any bytes as a capture. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyCapture(byte[] bytes) {
    load(bytes);
  }

  /** Any bytes as the messages of a capture whose receive times are sound. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadAnyMessagesOfACapture(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    load(
        ("1723161255088169167 " + text.replace("\n", "\n1723161255088169168 "))
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void load(byte[] bytes) {
    HostileInput.load(
        new BinanceCaptureLoader(),
        folder.resolve("btcusdt_20240808.dat"),
        bytes,
        LoadOptions.NONE);
  }
}
