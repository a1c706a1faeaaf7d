package io.statarb.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instruments, point in time. */
class InstrumentMasterTest {
  @TempDir Path folder;

  private InstrumentMaster load(String name, String text) throws IOException {
    return InstrumentMaster.load(Files.writeString(folder.resolve(name), text));
  }

  private static final String YAML =
      """
      - symbol: AAPL
        venue: NASDAQ
        security_type: equity
        sector: Information Technology
        currency: USD
        tick: 0:0.0001 1:0.01
        lot: 1
        calendar: NASDAQ
        valid_from: 2001-04-09
        known_at: 2001-01-29
      - symbol: AAPL
        venue: NASDAQ
        security_type: equity
        sector: Information Technology
        currency: USD
        tick: 0:0.0001 1:0.05
        lot: 1
        calendar: NASDAQ
        valid_from: 2016-10-03
        valid_to: 2018-09-29
        known_at: 2016-09-01T12:00:00Z
      """;

  @Test
  void shouldAnswerAsKnownAtATimeWhenVersionsFollow() throws IOException {
    InstrumentMaster master = load("instruments.yaml", YAML);
    LocalDate pilot = LocalDate.of(2017, 1, 3);
    BigDecimal price = new BigDecimal("110");
    assertThat(master.asOf("AAPL.NASDAQ", pilot, Instant.MAX).orElseThrow().tick().tick(price))
        .isEqualByComparingTo("0.05");
    assertThat(
            master
                .asOf("AAPL.NASDAQ", pilot, Instant.parse("2016-09-01T11:59:59Z"))
                .orElseThrow()
                .tick()
                .tick(price))
        .isEqualByComparingTo("0.01");
    assertThat(
            master
                .asOf("AAPL.NASDAQ", LocalDate.of(2018, 9, 29), Instant.MAX)
                .orElseThrow()
                .tick()
                .tick(price))
        .isEqualByComparingTo("0.01");
    assertThat(master.asOf("AAPL.NASDAQ", LocalDate.of(2001, 4, 8), Instant.MAX)).isEmpty();
    assertThat(master.asOf("AAPL.NYSE", pilot, Instant.MAX)).isEmpty();
  }

  @Test
  void shouldNameTheNearestKeyWhenOneIsUnknown() {
    assertThatThrownBy(() -> load("a.yaml", YAML.replace("sector:", "setcor:")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("setcor")
        .hasMessageContaining("sector");
    assertThatThrownBy(() -> load("b.yaml", YAML.replace("calendar: NASDAQ", "calendar: NASDQ")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("nearest is NASDAQ");
    assertThatThrownBy(() -> load("c.yaml", YAML.replace("2016-09-01T12:00:00Z", "2001-01-29")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("row 2");
    assertThatThrownBy(() -> load("d.yaml", YAML.replace("  lot: 1\n", "")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("lot is missing");
    assertThatThrownBy(() -> load("e.txt", "")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> load("f.yaml", "symbol: AAPL\n"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("list");
  }

  @Test
  void shouldReadCsvLikeYaml() throws IOException {
    InstrumentMaster master =
        load(
            "i.csv",
            """
            symbol,venue,security_type,currency,tick,lot,calendar,valid_from,known_at
            "VOD",LSE,equity,GBP,"0.0001",1,LSE,2010-01-01,2010-01-01
            """);
    assertThat(master.names()).isEqualTo(java.util.Set.of("VOD.LSE"));
  }

  @Test
  void shouldTakeTheTickOfThePriceBand() {
    TickTable table = TickTable.parse("0:0.0001 1:0.01 100:0.05");
    assertThat(table.tick(new BigDecimal("0.9999"))).isEqualByComparingTo("0.0001");
    assertThat(table.tick(BigDecimal.ONE)).isEqualByComparingTo("0.01");
    assertThat(table.onTick(new BigDecimal("100.05"))).isTrue();
    assertThat(table.onTick(new BigDecimal("100.06"))).isFalse();
    assertThat(table.smallest()).isEqualByComparingTo("0.0001");
    assertThat(TickTable.parse(table.toString())).isEqualTo(table);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-0.01", "x", "1:0.01", "0:0.01 0:0.02", "0:0.01 1.005:0.01"})
  void shouldRefuseATickTableThatIsNone(String text) {
    assertThatThrownBy(() -> TickTable.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotMistakeListsOfFields() {
    assertThat(Rows.fields("a,\"b, \"\"c\"\"\",,d", "here"))
        .isEqualTo(List.of("a", "b, \"c\"", "", "d"));
    assertThatThrownBy(() -> Rows.fields("a,\"b", "here")).isInstanceOf(Refusal.class);
  }
}
