package io.statarb.itch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.hostile.HostileInput;
import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.NaiveOrderBooks;
import io.statarb.orderbook.OrderBookSink;
import io.statarb.orderbook.OrderBooks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * ING-10: hostile messages and files. The recorded ones run in each build; {@code JAZZER_FUZZ=1}
 * looks for new ones.
 */
final class ItchFuzzTest {
  private static final BookCapacity TIGHT = new BookCapacity(1, 1, 1, 2, false);

  @TempDir static Path folder;

  /** Counts records and flaws while books are built. */
  private static final class Counting extends OrderBookSink {
    private long kinds;
    private long flawed;

    Counting() {
      super(new FastOrderBooks(TIGHT));
    }

    @Override
    public void kind(String kind) {
      assertThat(kind).hasSize(1);
      kinds++;
    }

    @Override
    public void addOrder(
        long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
      assertThat(side).isIn(MarketDataSink.BUY, MarketDataSink.SELL);
      super.addOrder(record, symbol, tsEventNs, orderId, side, qtyE8, pxE9);
    }

    @Override
    public void flaw(long record, Flaw flaw, String fact) {
      assertThat(fact).isNotEmpty();
      flawed++;
      super.flaw(record, flaw, fact);
    }
  }

  /**
   * Any bytes as a file: every record is either taken or a flaw, and the reader comes to an end.
   */
  @FuzzTest(maxDuration = "60s")
  void shouldComeToAnEndWhateverTheFileHolds(byte[] bytes) throws IOException {
    ItchFrames frames = new ItchFrames(new ByteArrayInputStream(bytes));
    Counting sink = new Counting();
    ItchTranslator translator = new ItchTranslator(sink, 0);
    ItchDecoder decoder = new ItchDecoder();
    long records = 0;
    ItchFrames.Frame frame = frames.next();
    while (frame != ItchFrames.Frame.END && frame != ItchFrames.Frame.LOST) {
      records++;
      assertThat(records).isLessThanOrEqualTo(bytes.length);
      if (frame == ItchFrames.Frame.MESSAGE) {
        long before = sink.flawed;
        boolean taken =
            translator.decode(records, frames.bytes(), frames.offset(), frames.length(), decoder);
        assertThat(taken || sink.flawed == before + 1).isTrue();
      } else {
        byte type = frames.length() == 0 ? 0 : frames.bytes()[frames.offset()];
        translator.damaged(records, type, frames.declared());
      }
      frame = frames.next();
    }
    assertThat(sink.kinds).isEqualTo(records);
    assertThat(sink.books().liveOrders()).isLessThanOrEqualTo(bytes.length / 38 + 1);
  }

  /** Any bytes as a file of the loader, whichever way its messages are framed. */
  @FuzzTest(maxDuration = "60s")
  void shouldLoadOrRefuseAnyFile(byte[] bytes) {
    HostileInput.load(
        new ItchFileLoader(), folder.resolve("12302019.NASDAQ_ITCH50"), bytes, LoadOptions.NONE);
  }

  /** Any bytes as messages behind each other: the fast books are what the naive ones are. */
  @FuzzTest(maxDuration = "60s")
  void shouldBuildWhatTheNaiveBooksBuild(byte[] bytes) {
    OrderBooks naive = new NaiveOrderBooks();
    OrderBooks fast = new FastOrderBooks(TIGHT);
    FastOrderBooks ahead = new FastOrderBooks(TIGHT);
    ItchDecoder decoder = new ItchDecoder();
    ItchListener toNaive = new ItchBookListener(naive);
    ItchListener toFast = new ItchBookListener(fast);
    int at = 0;
    while (at + 2 <= bytes.length) {
      int length = BigEndian.u16(bytes, at);
      if (at + 2 + length > bytes.length
          || decoder.decode(bytes, at + 2, length, toNaive) != ItchDecoder.OK) {
        break;
      }
      decoder.decode(bytes, at + 2, length, toFast);
      at += 2 + length;
    }
    assertThat(new ItchBlocks(ahead).read(bytes, bytes.length)).isEqualTo(at);
    assertThat(fast.digest()).isEqualTo(naive.digest());
    assertThat(ahead.digest()).isEqualTo(naive.digest());
    assertThat(fast.unresolvedReferences()).isEqualTo(naive.unresolvedReferences());
    assertThat(fast.crossedBooks()).isEqualTo(naive.crossedBooks());
    assertThat(fast.negativeSizes()).isEqualTo(naive.negativeSizes());
    assertThat(fast.duplicateOrderIds()).isEqualTo(naive.duplicateOrderIds());
  }
}
