package io.statarb.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sides of a best bid and offer that a message does not have. */
final class BestQuoteTest {
  private final BinanceMessage message = new BinanceMessage();

  private MessageKind read(String bidPx, String bidQty, String askPx, String askQty) {
    byte[] json =
        "{\"u\":7,\"s\":\"BTCUSDT\",\"b\":%s,\"B\":%s,\"a\":%s,\"A\":%s}"
            .formatted(bidPx, bidQty, askPx, askQty)
            .getBytes(StandardCharsets.US_ASCII);
    return message.read(json, 0, json.length);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {"\"\",\"2.5\"", "\"\",\"\"", "\"0.00\",\"0.0\""})
  void shouldBeOneSidedWhenOneIsEmpty(String px, String qty) {
    assertThat(read(px, qty, "\"61800.3\"", "\"1\"")).isEqualTo(MessageKind.BOOK_TICKER);
    assertThat(message.hasBid()).isFalse();
    assertThat(message.hasAsk()).isTrue();
    assertThat(message.askPxE9()).isEqualTo(61_800_300_000_000L);
    assertThat(read("\"61800.2\"", "\"1\"", px, qty)).isEqualTo(MessageKind.BOOK_TICKER);
    assertThat(message.hasBid()).isTrue();
    assertThat(message.hasAsk()).isFalse();
  }

  @Test
  void shouldHaveASideWhosePriceIsNone() {
    assertThat(read("\"0\"", "\"2.5\"", "\"61800.3\"", "\"1\"")).isEqualTo(MessageKind.BOOK_TICKER);
    assertThat(message.hasBid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {"\" \"", "\"x\"", "5", "null", "\""})
  void shouldBeRefusedWhenASideIsNoNumber(String px) {
    assertThat(read(px, "\"2.5\"", "\"61800.3\"", "\"1\"")).isEqualTo(MessageKind.REFUSED);
  }
}
