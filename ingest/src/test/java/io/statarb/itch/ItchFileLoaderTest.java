package io.statarb.itch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.marketdata.TradingState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItchFileLoaderTest {
  private static final long SEED = Long.getLong("seed", 20_191_230);
  private static final LocalDate DATE = LocalDate.of(2019, 12, 30);

  /** 2019-12-30 00:00 in New York is 05:00 UTC. */
  private static final long MIDNIGHT_NS = 1_577_682_000_000_000_000L;

  @TempDir private Path temp;
  private final ItchFileLoader loader = new ItchFileLoader();

  /** Writes down what a sink is told. */
  private static final class Recording implements MarketDataSink {
    final List<String> kinds = new ArrayList<>();
    final List<String> symbols = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final List<Flaw> flaws = new ArrayList<>();
    final List<String> facts = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    @Override
    public int symbol(String name) {
      symbols.add(name);
      return symbols.size() - 1;
    }

    @Override
    public void kind(String kind) {
      kinds.add(kind);
    }

    @Override
    public void note(String text) {
      notes.add(text);
    }

    @Override
    public void addOrder(
        long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
      calls.add(
          "%d add %s %d %d %d %d %d"
              .formatted(record, symbols.get(symbol), tsEventNs, orderId, side, qtyE8, pxE9));
    }

    @Override
    public void deleteOrder(long record, int symbol, long tsEventNs, long orderId) {
      calls.add("%d delete %s %d".formatted(record, symbols.get(symbol), orderId));
    }

    @Override
    public void trade(
        long record,
        int symbol,
        long tsEventNs,
        long tsRecvNs,
        long pxE9,
        long qtyE8,
        byte aggressor) {
      calls.add("%d trade %s %d %d".formatted(record, symbols.get(symbol), qtyE8, pxE9));
    }

    @Override
    public void state(long record, int symbol, long tsEventNs, TradingState state) {
      calls.add("%d state %s %s".formatted(record, symbols.get(symbol), state));
    }

    @Override
    public void flaw(long record, Flaw flaw, String fact) {
      flaws.add(flaw);
      facts.add("%d %s".formatted(record, fact));
    }
  }

  private static byte[] framed(byte[]... messages) {
    return framed(true, messages);
  }

  private static byte[] framed(boolean lengths, byte[]... messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] message : messages) {
      out.write(0);
      out.write(lengths ? message.length : 0);
      out.writeBytes(message);
    }
    return out.toByteArray();
  }

  private Path file(String name, byte[] content) throws IOException {
    Path file = temp.resolve(name);
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(content);
    }
    return file;
  }

  private Recording load(byte[] content) throws IOException {
    Recording heard = new Recording();
    long records = loader.load(file("12302019.NASDAQ_ITCH50", content), LoadOptions.NONE, heard);
    assertThat(heard.kinds).hasSize(Math.toIntExact(records));
    return heard;
  }

  private static byte[] add(int locate, String stock, long orderId) {
    byte[] bytes = ItchBytes.message('A', locate, 34_200_000_000_001L);
    BigEndian.u64(bytes, 11, orderId);
    bytes[19] = 'B';
    BigEndian.u32(bytes, 20, 300);
    BigEndian.u64(bytes, 24, ItchMessages.stock(stock));
    BigEndian.u32(bytes, 32, 1_234_500);
    return bytes;
  }

  private static byte[] delete(int locate, long orderId) {
    byte[] bytes = ItchBytes.message('D', locate, 34_200_000_000_002L);
    BigEndian.u64(bytes, 11, orderId);
    return bytes;
  }

  private static byte[] ofStock(char type, int locate, String stock, String codes) {
    byte[] bytes = ItchBytes.message(type, locate, 1);
    BigEndian.u64(bytes, 11, ItchMessages.stock(stock));
    for (int i = 0; i < codes.length(); i++) {
      bytes[19 + i] = (byte) codes.charAt(i);
    }
    return bytes;
  }

  private static byte[] event(char code) {
    byte[] bytes = ItchBytes.message('S', 0, 1);
    bytes[11] = (byte) code;
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({
    "12302019.NASDAQ_ITCH50, true",
    "12302019.NASDAQ_ITCH50.gz, true",
    "20191230.BX_ITCH_50, false",
    "S123019-v50.gz, false",
    "feed-2019-12-30.bin, true"
  })
  void shouldReadTheSameWhateverTheFraming(String name, boolean lengths) throws IOException {
    Path file = file(name, framed(lengths, add(7, "AAPL", 42), delete(7, 42), add(9, "BRK.A", 43)));
    Recording heard = new Recording();

    assertThat(FileLoaders.recognise(file)).isInstanceOf(ItchFileLoader.class);
    assertThat(loader.load(file, LoadOptions.NONE, heard)).isEqualTo(3);
    assertThat(heard.calls)
        .containsExactly(
            "1 add AAPL %d 42 0 30000000000 123450000000"
                .formatted(MIDNIGHT_NS + 34_200_000_000_001L),
            "2 delete AAPL 42",
            "3 add BRK.A %d 43 0 30000000000 123450000000"
                .formatted(MIDNIGHT_NS + 34_200_000_000_001L));
    assertThat(heard.kinds).containsExactly("A", "D", "A");
    assertThat(heard.flaws).isEmpty();
    assertThat(heard.notes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "12302019_SNIPPET.NASDAQ_ITCH50, 2019-12-30",
        "ex20101224.TEST_ITCH_50.gz, 2010-12-24",
        "01022020.NASDAQ_ITCH50, 2020-01-02",
        "20200102.PSX_ITCH_50, 2020-01-02",
        "S081321-v50.txt.gz, 2021-08-13",
        "itch_2021-02-28.bin, 2021-02-28",
        "20200230.ITCH, none",
        "30122019.ITCH, none",
        "20200102-20200103.ITCH, none",
        "20200102-01022020.ITCH, 2020-01-02",
        "120191230.ITCH, none",
        "feed.ITCH_50, none"
      })
  void shouldTellTheDateFromTheNameWhenThereIsOne(String name, String date) {
    assertThat(ItchFileDate.of(Path.of("20110101", name)))
        .isEqualTo(date == null ? null : LocalDate.parse(date));
  }

  @Test
  void shouldSayWhatItAssumesWhenNothingTellsTheDate() throws IOException {
    Path file = file("feed.ITCH_50", framed(add(7, "AAPL", 42)));
    Recording heard = new Recording();
    loader.load(file, LoadOptions.NONE, heard);
    assertThat(heard.notes).singleElement().asString().contains("times are those of 1970-01-01");
    assertThat(heard.calls.getFirst())
        .contains(" " + (5 * 3_600_000_000_000L + 34_200_000_000_001L) + " ");

    Recording told = new Recording();
    loader.load(file, new LoadOptions(DATE, ZoneOffset.UTC, null), told);
    assertThat(told.notes).isEmpty();
    assertThat(told.calls.getFirst()).contains(" " + (MIDNIGHT_NS + 34_200_000_000_001L) + " ");
  }

  @Test
  void shouldCountFromMidnightInNewYorkWhenSummerTimeHolds() {
    assertThat(ItchTranslator.midnightNs(LocalDate.of(2019, 7, 1)))
        .isEqualTo(
            LocalDate.of(2019, 7, 1).toEpochDay() * 86_400_000_000_000L + 4 * 3_600_000_000_000L);
    assertThat(ItchTranslator.midnightNs(DATE)).isEqualTo(MIDNIGHT_NS);
  }

  @Test
  void shouldNameAStockAtFirstSight() throws IOException {
    Recording heard =
        load(
            framed(
                delete(5, 1),
                ofStock('R', 5, "MSFT", ""),
                delete(5, 2),
                add(5, "MSFT", 3),
                add(5, "AAPL", 4)));
    assertThat(heard.symbols).containsExactly("#5", "MSFT");
    assertThat(heard.calls).hasSize(3).startsWith("1 delete #5 1", "3 delete MSFT 2");
    assertThat(heard.facts).containsExactly("5 stock locate 5 is MSFT and not AAPL");
  }

  @Test
  void shouldTellTheStrictestStateWhenSeveralAreSaid() throws IOException {
    Recording heard =
        load(
            framed(
                event('O'),
                ofStock('R', 5, "MSFT", ""),
                ofStock('H', 5, "MSFT", "T"),
                event('S'),
                ofStock('h', 5, "MSFT", "QH"),
                ofStock('H', 5, "MSFT", "Q"),
                ofStock('h', 5, "MSFT", "QT"),
                ofStock('H', 5, "MSFT", "T"),
                event('Q'),
                ofStock('H', 5, "MSFT", "P"),
                ofStock('H', 5, "MSFT", "T"),
                ItchBytes.message('W', 0, 1),
                ofStock('H', 5, "MSFT", "T"),
                event('M'),
                event('E')));
    assertThat(heard.calls)
        .containsExactly(
            "2 state MSFT CLOSED",
            "4 state MSFT TRADING",
            "5 state MSFT HALTED",
            "7 state MSFT QUOTE_ONLY",
            "8 state MSFT TRADING",
            "10 state MSFT HALTED",
            "11 state MSFT TRADING",
            "12 state MSFT HALTED",
            "13 state MSFT TRADING",
            "15 state MSFT CLOSED");
  }

  @Test
  void shouldTellTradesOfWhatIsNotDisplayed() throws IOException {
    byte[] trade = ItchBytes.message('P', 5, 1);
    trade[19] = 'B';
    BigEndian.u32(trade, 20, 7);
    BigEndian.u64(trade, 24, ItchMessages.stock("MSFT"));
    BigEndian.u32(trade, 32, 10_000);
    byte[] cross = ItchBytes.message('Q', 5, 1);
    BigEndian.u64(cross, 11, 8);
    BigEndian.u64(cross, 19, ItchMessages.stock("MSFT"));
    BigEndian.u32(cross, 27, 20_000);
    byte[] noCross = cross.clone();
    BigEndian.u64(noCross, 11, 0);
    byte[] absurd = cross.clone();
    BigEndian.u64(absurd, 11, -1);
    Recording heard = load(framed(trade, cross, noCross, absurd));
    assertThat(heard.calls)
        .containsExactly("1 trade MSFT 700000000 1000000000", "2 trade MSFT 800000000 2000000000");
    assertThat(heard.flaws).containsExactly(Flaw.OUT_OF_RANGE);
  }

  @Test
  void shouldGoOnBehindWhatItCannotTake() throws IOException {
    byte[] unknown = add(7, "AAPL", 1);
    unknown[0] = 'Z';
    byte[] longer = Arrays.copyOf(add(7, "AAPL", 2), 40);
    byte[] badSide = add(7, "AAPL", 3);
    badSide[19] = 'X';
    byte[] late = ItchBytes.message('D', 7, 86_400_000_000_000L);
    byte[] lengthDamaged = framed(add(7, "AAPL", 4));
    lengthDamaged[0] = 0x70;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(framed(unknown, longer, badSide, late));
    out.writeBytes(lengthDamaged);
    out.writeBytes(framed(delete(7, 1), delete(7, 2), delete(7, 3), add(7, "AAPL", 5)));
    Recording heard = load(out.toByteArray());
    assertThat(heard.flaws)
        .containsExactly(
            Flaw.UNKNOWN_TYPE, Flaw.MALFORMED, Flaw.MALFORMED, Flaw.OUT_OF_RANGE, Flaw.MALFORMED);
    assertThat(heard.facts)
        .contains("1 type=0x5a length=36", "2 type=A length=40 must be 36")
        .last()
        .isEqualTo("5 type=A length=28708 must be 36");
    assertThat(heard.kinds).containsExactly("?", "A", "A", "D", "A", "D", "D", "D", "A");
    assertThat(heard.calls).last().asString().startsWith("9 add AAPL");
  }

  @Test
  void shouldFindMessagesAgainWhenBytesAreLost() throws IOException {
    byte[] whole = framed(add(7, "AAPL", 1), add(7, "AAPL", 2), delete(7, 1), add(7, "AAPL", 3));
    byte[] torn = new byte[whole.length - 5];
    System.arraycopy(whole, 0, torn, 0, 20);
    System.arraycopy(whole, 25, torn, 20, torn.length - 20);
    Recording heard = load(torn);
    // The first is taken with bytes of the second in it, which cannot be known; the second is lost.
    assertThat(heard.calls).last().asString().startsWith(heard.kinds.size() + " add AAPL");
    assertThat(heard.flaws).isNotEmpty();
  }

  @Test
  void shouldSayTruncatedWhenTheFileEndsWithinAMessage() throws IOException {
    byte[] whole = framed(add(7, "AAPL", 1), delete(7, 1));
    for (int cut = 1; cut < 21; cut++) {
      Recording heard = load(Arrays.copyOf(whole, whole.length - cut));
      assertThat(heard.flaws).as("cut=%d", cut).containsExactly(Flaw.TRUNCATED);
      assertThat(heard.calls).hasSize(1);
    }
  }

  @Test
  void shouldTakeTwoZeroBytesForTheEnd() throws IOException {
    Recording heard = load(Arrays.copyOf(framed(add(7, "AAPL", 1)), 40));
    assertThat(heard.kinds).containsExactly("A");
    assertThat(heard.flaws).isEmpty();
  }

  @Test
  void shouldRefuseWhenThereIsNoMessageAtAll() throws IOException {
    byte[] noise = new byte[400_000];
    new Random(SEED).nextBytes(noise);
    Path file = file("12302019.NASDAQ_ITCH50", noise);
    assertThatThrownBy(() -> loader.load(file, LoadOptions.NONE, new Recording()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("12302019.NASDAQ_ITCH50 has no messages for");
    Path empty = file("empty.ITCH_50", new byte[0]);
    assertThatThrownBy(() -> loader.load(empty, LoadOptions.NONE, new Recording()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("empty.ITCH_50 holds no ITCH 5.0 message");
    Path missing = temp.resolve("none.ITCH_50");
    assertThatThrownBy(() -> loader.load(missing, LoadOptions.NONE, new Recording()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("none.ITCH_50 cannot be opened");
  }

  @Test
  void shouldRefuseWhenAGzipFileIsCut() throws IOException {
    byte[][] messages = new byte[20_000][];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = add(7, "AAPL", i * 7919L);
    }
    Path file = file("12302019.NASDAQ_ITCH50.gz", framed(messages));
    byte[] packed = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(packed, packed.length / 2));
    assertThatThrownBy(() -> loader.load(file, LoadOptions.NONE, new Recording()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("12302019.NASDAQ_ITCH50.gz is damaged behind message ");
  }

  @Test
  void shouldNeverCrashWhenBytesAreFlipped() throws IOException {
    System.out.println("seed=" + SEED);
    byte[][] messages = new byte[120][];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = i % 3 == 2 ? delete(7, i - 1) : add(7, "AAPL", i);
    }
    for (int round = 0; round < 400; round++) {
      Random random = new Random(SEED + round);
      byte[] bytes = framed(random.nextBoolean(), messages);
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      int length = random.nextInt(4) == 0 ? 1 + random.nextInt(bytes.length) : bytes.length;
      Recording heard = new Recording();
      Path file = file("12302019.NASDAQ_ITCH50", Arrays.copyOf(bytes, length));
      try {
        long records = loader.load(file, LoadOptions.NONE, heard);
        assertThat(heard.kinds).as("round=%d", round).hasSize(Math.toIntExact(records));
        if (length == bytes.length) {
          // Nothing is lost silently: one flip costs few of the 120.
          assertThat(records).as("round=%d", round).isBetween(100L, 140L);
        }
      } catch (Refusal e) {
        assertThat(length).as("round=%d %s", round, e.getMessage()).isLessThan(60);
      }
    }
  }
}
