package io.statarb.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTest {
  private static final long SEED = Long.getLong("seed", 20_140_501);

  @ParameterizedTest
  @CsvSource({
    "1.25, 1250000000",
    "-1.25, -1250000000",
    "+7, 7000000000",
    "0, 0",
    "-0.0, 0",
    ".5, 500000000",
    "5., 5000000000",
    "1e-05, 10000",
    "1.5E+3, 1500000000000",
    "0.0000000010, 1",
    "12.5e-3, 12500000",
    "100e-11, 1",
    "9223372036.854775807, 9223372036854775807",
    "0000000000000000000000001, 1000000000",
    "0e40, 0"
  })
  void shouldReadDecimalsExactly(String text, long expected) {
    assertThat(parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "1.2.3",
        "abc",
        "1e",
        "1e-",
        "e5",
        "1 ",
        " 1",
        "NaN",
        "0x10",
        "1e99",
        "0.0000000001",
        "9223372036.854775808",
        "99999999999",
        "1e20",
        "--1",
        "1-"
      })
  void shouldRefuseWhatIsNoNumberOrDoesNotFit(String text) {
    assertThat(parse(text)).isEqualTo(Decimal.INVALID);
  }

  @Test
  void shouldCutDigitsBeyondTheScaleWhenAskedTo() {
    byte[] bytes = "101.730000000000004".getBytes(StandardCharsets.US_ASCII);
    assertThat(Decimal.truncate(bytes, 0, bytes.length, 4)).isEqualTo(1_017_300);
    assertThat(Decimal.parse(bytes, 0, bytes.length, 4)).isEqualTo(Decimal.INVALID);
  }

  @Test
  void shouldAgreeWithBigDecimalOnAnyNumber() {
    System.out.println("seed=" + SEED);
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      int scale = random.nextInt(12) - 2;
      BigDecimal number = BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), scale);
      String text = random.nextBoolean() ? number.toPlainString() : number.toString();
      BigDecimal scaled = number.movePointRight(Decimal.PX_DECIMALS);
      long expected =
          scaled.stripTrailingZeros().scale() <= 0 && scaled.toBigInteger().bitLength() < 64
              ? scaled.longValueExact()
              : Decimal.INVALID;
      assertThat(parse(text)).as("text=%s seed=%d", text, SEED).isEqualTo(expected);
      BigInteger cut = number.movePointRight(2).toBigInteger();
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      assertThat(Decimal.truncate(bytes, 0, bytes.length, 2))
          .as("text=%s seed=%d", text, SEED)
          .isEqualTo(cut.bitLength() < 64 ? cut.longValueExact() : Decimal.INVALID);
    }
  }

  private static long parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return Decimal.parse(bytes, 0, bytes.length, Decimal.PX_DECIMALS);
  }
}
