package io.statarb.itch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItchDecoderTest {
  /** Locate 258, tracking number 9, 1 ns after 09:30:00. */
  private static final String HEADER = "0102" + "0009" + "1f1ace6d7001";

  private static final long TIME_NS = 0x1f1a_ce6d_7001L;

  private final RecordingListener heard = new RecordingListener();
  private final ItchDecoder decoder = new ItchDecoder();

  private int decode(String hex) {
    byte[] message = HexFormat.of().parseHex(hex);
    // Neither at the beginning nor at the end of its array.
    byte[] bytes = new byte[message.length + 9];
    System.arraycopy(message, 0, bytes, 5, message.length);
    return decoder.decode(bytes, 5, message.length, heard);
  }

  private static String ascii(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Type, then the fields behind the header in hexadecimal or 'text', then what is heard. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          S | 'Q' | systemEvent Q
          R | 'AAPL    ' 'Q' 'N' 00000064 'N' 'C' 'Z ' 'P' 'N' ' ' '1' 'N' 00000003 'Y' | stockDirectory AAPL Q N 100 N C 23072 P N   1 N 3 Y
          H | 'AAPL    ' 'P' ' ' 'LUDP' | tradingAction AAPL P LUDP
          Y | 'AAPL    ' '1' | shortSaleRestriction AAPL 1
          L | 'MMKR' 'AAPL    ' 'Y' 'N' 'A' | marketParticipant MMKR AAPL Y N A
          V | 0000000000000001 0000000000000002 00000000000000ff | circuitBreakerLevels 1 2 255
          W | '2' | circuitBreakerBreached 2
          K | 'AAPL    ' 00008ac0 'A' 000186a0 | quotingPeriod AAPL 35520 A 100000
          J | 'AAPL    ' 00000001 00000002 00000003 00000004 | auctionCollar AAPL 1 2 3 4
          h | 'AAPL    ' 'Q' 'H' | operationalHalt AAPL Q H
          A | 00000000000000ff 'B' ffffffff 'AAPL    ' fffffffe | addOrder 255 0 4294967295 AAPL 4294967294 0
          F | ffffffffffffffff 'S' 00000064 'AAPL    ' 00000001 'MMKR' | addOrder -1 1 100 AAPL 1 1296911186
          E | 00000000000000ff 00000064 0000000000000007 | orderExecuted 255 100 7
          C | 00000000000000ff 00000064 0000000000000007 'N' 000186a0 | orderExecutedAt 255 100 7 false 100000
          X | 00000000000000ff 00000064 | orderReduced 255 100
          D | 00000000000000ff | orderDeleted 255
          U | 00000000000000ff 0000000000000100 00000064 000186a0 | orderReplaced 255 256 100 100000
          P | 0000000000000000 'B' 00000064 'AAPL    ' 000186a0 0000000000000007 | trade 0 0 100 AAPL 100000 7
          Q | 0000000000000064 'AAPL    ' 000186a0 0000000000000007 'O' | crossTrade 100 AAPL 100000 7 O
          B | 0000000000000007 | brokenTrade 7
          I | 0000000000000001 0000000000000002 'B' 'AAPL    ' 00000003 00000004 00000005 'C' 'L' | imbalance 1 2 B AAPL 3 4 5 C L
          N | 'AAPL    ' 'A' | retailInterest AAPL A
          O | 'AAPL    ' 'Y' 00000001 00000002 00000003 0000000000000004 00000005 00000006 | directListing AAPL Y 1 2 3 4 5 6
          """)
  void shouldHearEveryFieldWhenAMessageIsWhole(String type, String fields, String expected) {
    StringBuilder hex = new StringBuilder(ascii(type)).append(HEADER);
    boolean text = false;
    for (String part : fields.split("'", -1)) {
      hex.append(text ? ascii(part) : part.replace(" ", ""));
      text = !text;
    }
    assertThat(hex.length() / 2).isEqualTo(ItchMessages.length((byte) type.charAt(0)));

    assertThat(decode(hex.toString())).isEqualTo(ItchDecoder.OK);
    assertThat(heard.calls).containsExactly("258 " + TIME_NS + " " + expected);

    // One byte less or more is not the message.
    heard.calls.clear();
    assertThat(decode(hex.substring(0, hex.length() - 2))).isEqualTo(ItchDecoder.WRONG_LENGTH);
    assertThat(decode(hex + "00")).isEqualTo(ItchDecoder.WRONG_LENGTH);
    assertThat(heard.calls).isEmpty();
  }

  @Test
  void shouldKnowTwentyThreeTypesWhenAllBytesAreTried() {
    int known = 0;
    for (int type = Byte.MIN_VALUE; type <= Byte.MAX_VALUE; type++) {
      byte[] message = new byte[ItchMessages.MAX_LENGTH];
      message[0] = (byte) type;
      int length = ItchMessages.length((byte) type);
      known += length > 0 ? 1 : 0;
      int code = decoder.decode(message, 0, length == 0 ? 20 : length, heard);
      if (length == 0) {
        assertThat(code).isEqualTo(ItchDecoder.UNKNOWN_TYPE);
      } else {
        assertThat(code).isIn(List.of(ItchDecoder.OK, ItchDecoder.BAD_SIDE));
      }
    }
    assertThat(known).isEqualTo(23);
    assertThat(decoder.decode(new byte[0], 0, 0, heard)).isEqualTo(ItchDecoder.WRONG_LENGTH);
  }

  @ParameterizedTest
  @CsvSource({"A", "F", "P"})
  void shouldRefuseWhenASideIsNeitherBNorS(String type) {
    byte[] message = new byte[ItchMessages.length((byte) type.charAt(0))];
    message[0] = (byte) type.charAt(0);
    message[19] = 'b';
    assertThat(decoder.decode(message, 0, message.length, heard)).isEqualTo(ItchDecoder.BAD_SIDE);
    assertThat(heard.calls).isEmpty();
  }

  @Test
  void shouldReadTheSameStockWhenItWasWritten() {
    assertThat(ItchMessages.stock(ItchMessages.stock("BRK.A"))).isEqualTo("BRK.A");
    assertThat(ItchMessages.stock(ItchMessages.stock(""))).isEmpty();
    assertThat(ItchMessages.stock(ItchMessages.stock("ABCDEFGH"))).isEqualTo("ABCDEFGH");
  }
}
