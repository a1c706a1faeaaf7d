package io.statarb.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.instruments.Instrument;
import io.statarb.ticks.Conditions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuoteLinesTest {
  private static final long DAY = 1_398_902_400_000_000_000L;
  private static final long TICK_E9 = 10_000;

  /** A line as the sink saw it. */
  private record Seen(int line, long tsNs, long bid, long ask, byte flaw) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2339,1.38692,1.38706         |     2339000000 | 138692 | 138706",
        "0,1.38692,1.38706            |              0 | 138692 | 138706",
        "46.2042,1.3,2                |       46204200 | 130000 | 200000",
        "86399999.999999,.5,1.        | 86399999999999 |  50000 | 100000",
        "1.0000009,1,1                |        1000000 | 100000 | 100000",
        "7,-1.00001,0                 |        7000000 |-100001 |      0",
        "7,0001.380000000000,000000000000000000001.39 | 7000000 | 138000 | 139000",
        "7,999999999.99999,1          |        7000000 | 99999999999999 | 100000",
      })
  void shouldParseExactly(String line, long tsNs, long bid, long ask) {
    assertThat(parse(line)).containsExactly(new Seen(1, DAY + tsNs, bid, ask, Conditions.GOOD));
    assertThat(parse(line + "\r\n"))
        .containsExactly(new Seen(1, DAY + tsNs, bid, ask, Conditions.GOOD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,1.386925,1.4",
        "1,1.4,1.386925",
        "1,1.38692000000000000001,1.4",
        "1,0.000001,0.000002",
      })
  void shouldMarkPriceBetweenTicks(String line) {
    assertThat(parse(line)).hasSize(1).allMatch(s -> s.flaw() == Conditions.OFF_TICK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        ",",
        ",,",
        "1,1",
        ",1,1",
        "1,1,1,1",
        "1,1,1 ",
        " 1,1,1",
        "1,a,1",
        "1,NaN,1",
        "1,1e5,1",
        "1,+1,1",
        "1,1,1\r\r",
        "1,.,1",
        "1,-,1",
        "1,1.1.1,1",
        "-1,1,1",
        "86400000,1,1",
        "86400000.0,1,1",
        "9999999999999999999999,1,1",
        "1,1000000000,1",
        "1,1,99999999999999999999999",
        "1;1;1",
        "1,1,0x1",
        "\u00b2,1,1",
        "1,1,\u0661",
      })
  void shouldMarkMalformed(String line) {
    List<Seen> seen = parse("0,1,1\n" + line + "\n5,1,1\n");
    assertThat(seen).hasSize(3);
    assertThat(seen.get(1).flaw()).as(line).isEqualTo(Conditions.MALFORMED);
    assertThat(seen.get(2)).isEqualTo(new Seen(3, DAY + 5_000_000, 100_000, 100_000, (byte) 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,1,", "1,,1", "1,1,\r"})
  void shouldTellWhichSideIsMissing(String line) {
    List<Seen> seen = parse("0,1,1\n" + line + "\n5,1,1\n");
    assertThat(seen).hasSize(3);
    assertThat(seen.get(1).flaw()).as(line).isEqualTo(Conditions.ONE_SIDED);
    boolean noBid = line.startsWith("1,,");
    assertThat(seen.get(1).bid() == Instrument.NULL_PX).isEqualTo(noBid);
    assertThat(seen.get(1).ask() == Instrument.NULL_PX).isEqualTo(!noBid);
  }

  @Test
  void shouldCountEveryLineOnce() {
    assertThat(parse("")).isEmpty();
    assertThat(parse("1,1,1")).hasSize(1);
    assertThat(parse("1,1,1\n")).hasSize(1);
    assertThat(parse("1,1,1\n\n")).hasSize(2);
    assertThat(parse("\n\r\n1,1,1")).hasSize(3);
    assertThat(parse("9".repeat(100_000))).hasSize(1);
    assertThat(parse("9".repeat(100_000) + "\n1,1,1"))
        .extracting(Seen::flaw)
        .containsExactly(Conditions.MALFORMED, Conditions.GOOD);
  }

  @Test
  void shouldAgreeWithBigDecimalWhenNumbersAreDrawnAtRandom() {
    long seed = seed("QuoteLinesTest");
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      String ms = decimal(random, 8, 9);
      String bid = decimal(random, 9, 12);
      String ask = decimal(random, 9, 6);
      BigDecimal time = new BigDecimal(ms);
      Seen seen = parse(ms + "," + bid + "," + ask).get(0);
      String what = "seed=%d i=%d %s,%s,%s".formatted(seed, i, ms, bid, ask);
      if (time.compareTo(new BigDecimal(86_400_000)) >= 0) {
        assertThat(seen.flaw()).as(what).isEqualTo(Conditions.MALFORMED);
        continue;
      }
      assertThat(seen.tsNs())
          .as(what)
          .isEqualTo(DAY + time.movePointRight(6).toBigInteger().longValueExact());
      BigDecimal[] bidTicks = ticks(bid);
      BigDecimal[] askTicks = ticks(ask);
      boolean whole = bidTicks[1].signum() == 0 && askTicks[1].signum() == 0;
      assertThat(seen.flaw()).as(what).isEqualTo(whole ? Conditions.GOOD : Conditions.OFF_TICK);
      assertThat(seen.bid()).as(what).isEqualTo(bidTicks[0].longValueExact());
      assertThat(seen.ask()).as(what).isEqualTo(askTicks[0].longValueExact());
    }
  }

  @Test
  void shouldNotDependOnHowBytesArrive() {
    long seed = seed("QuoteLinesTest");
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      byte[] file = new byte[random.nextInt(2_000)];
      byte[] alphabet = "0123456789.,,,\n\n\r-x".getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < file.length; i++) {
        file[i] = alphabet[random.nextInt(alphabet.length)];
      }
      List<Seen> whole = parse(file, file.length + 1);
      assertThat(parse(file, 1)).as("seed=%d round=%d", seed, round).isEqualTo(whole);
      assertThat(parse(file, 1 + random.nextInt(50)))
          .as("seed=%d round=%d", seed, round)
          .isEqualTo(whole);
    }
  }

  @Test
  void shouldSurviveAnyBytes() {
    long seed = seed("QuoteLinesTest");
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] file = new byte[random.nextInt(20_000)];
      random.nextBytes(file);
      if (round % 3 == 0) {
        mutateGoodLines(random, file);
      }
      int newlines = 0;
      for (byte b : file) {
        newlines += b == '\n' ? 1 : 0;
      }
      boolean open = file.length > 0 && file[file.length - 1] != '\n';
      List<Seen> seen = parse(file, 1 + random.nextInt(9_000));
      assertThat(seen).as("seed=%d round=%d", seed, round).hasSize(newlines + (open ? 1 : 0));
      for (Seen s : seen) {
        assertThat(s.tsNs())
            .as("seed=%d round=%d line=%d", seed, round, s.line())
            .matches(
                ts -> ts == LineSink.UNKNOWN_TIME || (ts >= DAY && ts < DAY + 86_400_000_000_000L));
      }
    }
  }

  private static void mutateGoodLines(Random random, byte[] file) {
    byte[] good = "43202285,1.37087,1.37097\n".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < file.length; i++) {
      file[i] = random.nextInt(40) == 0 ? (byte) random.nextInt() : good[i % good.length];
    }
  }

  private static BigDecimal[] ticks(String price) {
    return new BigDecimal(price).divideAndRemainder(new BigDecimal(BigInteger.valueOf(TICK_E9), 9));
  }

  private static String decimal(Random random, int maxInteger, int maxFraction) {
    StringBuilder text = new StringBuilder();
    int integer = 1 + random.nextInt(maxInteger);
    for (int i = 0; i < integer; i++) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    int fraction = random.nextInt(maxFraction + 1);
    if (fraction > 0) {
      text.append('.');
      // Often only zeros behind the tick, so that whole ticks come up.
      boolean zeros = random.nextBoolean();
      for (int i = 0; i < fraction; i++) {
        text.append(zeros && i >= 5 ? '0' : (char) ('0' + random.nextInt(10)));
      }
    }
    return text.toString();
  }

  private static List<Seen> parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, bytes.length + 1);
  }

  private static List<Seen> parse(byte[] bytes, int part) {
    List<Seen> seen = new ArrayList<>();
    QuoteLines lines =
        new QuoteLines(
            DAY,
            TICK_E9,
            (line, tsNs, bid, ask, flaw) -> seen.add(new Seen(line, tsNs, bid, ask, flaw)));
    for (int at = 0; at < bytes.length; at += part) {
      byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + part));
      lines.bytes(chunk, chunk.length);
    }
    assertThat(lines.finish()).isEqualTo(seen.size());
    return seen;
  }

  private static long seed(String name) {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? 20140501L : Long.parseLong(given);
    System.out.println(name + " seed=" + seed);
    return seed;
  }
}
