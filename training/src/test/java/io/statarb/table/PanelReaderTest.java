package io.statarb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.statistics.SeriesTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as researchers have them. */
final class PanelReaderTest {
  @TempDir Path folder;

  private Panel csv(String text) throws IOException {
    Path file = folder.resolve("prices.csv");
    Files.writeString(file, text);
    return PanelReader.read(file, null);
  }

  @Test
  void shouldReadAWideFileWithAByteOrderMarkAndLeaveOutRowsThatAreNotWhole() throws IOException {
    Panel panel =
        csv("\uFEFFDate,KO,PEP\r\n2017-01-04,41.5,105\r\n2017-01-03,41.8,104.5\n2017-01-05,,106\n");
    assertThat(panel.names()).containsExactly("KO", "PEP");
    assertThat(panel.label(0)).isEqualTo("2017-01-03");
    SeriesTable table = panel.complete(List.of("PEP", "KO"));
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.column(0)).containsExactly(104.5, 105);
    assertThat(table.labels()).containsExactly("2017-01-03", "2017-01-04");
    assertThat(panel.complete(List.of("PEP")).rows()).isEqualTo(3);
    assertThat(panel.between(LocalDate.of(2017, 1, 4), LocalDate.MAX).rows()).isEqualTo(2);
  }

  @Test
  void shouldSayWhatIsWrongWithTextOfOtherSystems() throws IOException {
    assertThatThrownBy(() -> csv("Date,KO\r2017-01-03,41.8\r2017-01-04,41.5\r"))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith(
            "prices.csv ends its lines with a carriage return alone; save it with line feeds");
    Path file = folder.resolve("wide.csv");
    Files.writeString(file, "\uFEFFDate,KO\n2017-01-03,41.8\n", StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> PanelReader.read(file, null))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith("wide.csv is UTF-16 text; save it as UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "1/2/2001;1/3/2001;1/16/2001, 2001-01-16",
    "02/01/1990;03/01/1990;16/01/1990, 1990-01-16",
    "20120813;20120814;20120815, 2012-08-15",
    "2012-08-13 00:00:00;2012-08-14 00:00:00;2012-08-15 00:00:00, 2012-08-15",
    "2012-08-13T00:00:00.000Z;2012-08-14T00:00:00.000Z;2012-08-15T10:30:00.000Z, 2012-08-15T10:30",
    "2012-08-13 00:00:00+00:00;2012-08-14 00:00:00+00:00;2012-08-15 00:00:00+00:00, 2012-08-15",
    "2012-08-13T16:00-0400;2012-08-14T16:00-0400;2012-08-15T16:00-0400, 2012-08-15T20:00",
    "2012-11-03T01:00-04:00;2012-11-04T01:00-04:00;2012-11-04T01:00-05:00, 2012-11-04T06:00",
    "2012-08-13T00:00+05:30;2012-08-14T00:00+05:30;2012-08-15T00:00+05:30, 2012-08-14T18:30",
    "2012-08-13 10:00 UTC;2012-08-14 10:00 UTC;2012-08-15 10:00 UTC, 2012-08-15T10:00",
    "2012/8/13;2012/8/14;2012/8/15, 2012-08-15",
    "13-Aug-2012;14-Aug-2012;15-Aug-2012, 2012-08-15",
    "1344816000;1344902400;1344988800, 2012-08-15",
  })
  void shouldTellHowDatesAreWrittenFromTheWholeColumn(String dates, String last)
      throws IOException {
    StringBuilder text = new StringBuilder("date,a\n");
    for (String date : dates.split(";", -1)) {
      text.append(date).append(",1\n");
    }
    assertThat(csv(text.toString()).label(2)).isEqualTo(last);
  }

  @Test
  void shouldRefuseDatesThatCanBeReadInTwoWays() {
    assertThatThrownBy(() -> csv("date,a\n01/02/2001,1\n02/03/2001,1\n"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("column date holds dates that can be read in two ways: 01/02/2001");
  }

  @Test
  void shouldNameTheCellThatIsNoDateLikeTheOthers() {
    assertThatThrownBy(() -> csv("date,a\n2001-01-02,1\n2001-01-33,2\n2001-01-04,1\n"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "column date holds no date like the others at row 2: '2001-01-33' behind 2001-01-02");
    assertThatThrownBy(() -> csv("date,a\nsoon,1\n2001-01-03,2\n"))
        .hasMessageContaining("column date holds no dates of a known form: soon");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Datum", "observation_date", ""})
  void shouldSortByTheFirstColumnWhenItHoldsDatesUnderAnyName(String name) throws IOException {
    Panel panel = csv(name + ",a\n2001-01-04,3\n2001-01-03,2\n2001-01-02,1\n");
    assertThat(panel.names()).containsExactly("a");
    assertThat(panel.column("a")).containsExactly(1, 2, 3);
    assertThat(panel.label(0)).isEqualTo("2001-01-02");
    assertThatThrownBy(() -> csv(name + ",a\n2001-01-04,3\nsoon,2\n"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("holds no date like the others at row 2: 'soon'");
  }

  @Test
  void shouldTakeNoSeriesFromColumnsWithoutName() throws IOException {
    assertThat(csv(",Date,a,\n0,2001-01-02,1,\n1,2001-01-03,2,\n").names()).containsExactly("a");
    Panel panel = csv(",a\n0,5\n1,4\n");
    assertThat(panel.times()).isEmpty();
    assertThat(panel.column("a")).containsExactly(5, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001-01-02,1\n2001-01-03,2\n", "1.5,2.5\n1.6,2.6\n"})
  void shouldNotTakeTheFirstRowForAHeader(String text) {
    assertThatThrownBy(() -> csv(text))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("has no header line with names: its first line begins with");
  }

  @Test
  void shouldNotCountDelimitersWithinQuotes() throws IOException {
    assertThat(csv("Date;\"Acme, Inc, Ltd, Co\"\n2001-01-02;1\n").names())
        .containsExactly("Acme, Inc, Ltd, Co");
  }

  @Test
  void shouldReadALongFileAndFillWhatASymbolLacks() throws IOException {
    Path file = folder.resolve("bars.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          "symbol,date,open,close\nB,2013-01-02,1,20\nA,2013-01-01,1,10\nA,2013-01-02,1,11\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    Panel panel = PanelReader.read(file, null);
    assertThat(panel.names()).containsExactly("B", "A");
    assertThat(panel.column("A")).containsExactly(10, 11);
    assertThat(panel.column("B")).containsExactly(Double.NaN, 20);
    assertThat(PanelReader.read(file, "open").column("A")).containsExactly(1, 1);
    assertThatThrownBy(() -> PanelReader.read(file, "clse"))
        .hasMessageContaining("has no column clse; did you mean close?");
  }

  @Test
  void shouldNameFileAndLineWhenSomethingIsWrong() throws IOException {
    assertThatThrownBy(() -> csv("date,a\n2001-01-01,1\n2001-01-01,2\n"))
        .hasMessageContaining("has two rows of 2001-01-01");
    assertThatThrownBy(() -> csv("symbol,date,close\nA,2001-01-01,1\nA,2001-01-01,2\n"))
        .hasMessage("prices.csv:3 tells of A at the same time as prices.csv:2");
    assertThatThrownBy(() -> csv("date,a\n2001-01-01,1,7\n"))
        .hasMessage("prices.csv:2 has 3 fields, the header has 2");
    Panel panel = csv("date,a,note\n2001-01-01,1,x\n");
    assertThat(panel.column("a")).containsExactly(1);
    assertThatThrownBy(() -> panel.column("note"))
        .hasMessage("prices.csv:2: column note is no number: x");
    assertThatThrownBy(() -> panel.column("b")).hasMessageContaining("did you mean a?");
    assertThatThrownBy(() -> PanelReader.read(folder.resolve("none.csv"), null))
        .hasMessageContaining("is missing");
  }

  @Test
  void shouldReadAFileWithoutDates() throws IOException {
    Panel panel = csv("a;b\n1;2\n3;NaN\n");
    assertThat(panel.times()).isEmpty();
    assertThat(panel.column("a")).containsExactly(1, 3);
    assertThatThrownBy(() -> panel.between(LocalDate.MIN, LocalDate.MAX))
        .hasMessageContaining("has no dates to choose from");
  }

  @Test
  void shouldReadParquetAsItReadsText() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message prices {
              required int32 date (DATE);
              optional double KO;
              optional float PEP;
              optional int64 volume;
              optional int64 price (DECIMAL(12, 2));
              optional int64 shares (INTEGER(64, false));
              optional int32 lots (INTEGER(32, false));
              optional fixed_len_byte_array(2) half (FLOAT16);
            }
            """);
    Path file = folder.resolve("prices.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(schema).build()) {
      for (int i = 0; i < 3; i++) {
        SimpleGroup row = new SimpleGroup(schema);
        row.add("date", 15_000 + i);
        if (i != 1) {
          row.add("KO", 41.5 + i);
        }
        row.add("PEP", 0.5f);
        row.add("volume", 1L << 40);
        row.add("price", 1234L + i);
        row.add("shares", Long.MIN_VALUE);
        row.add("lots", -1);
        row.add("half", Binary.fromConstantByteArray(new byte[] {0x00, (byte) 0xc1}));
        writer.write(row);
      }
    }
    Panel panel = PanelReader.read(file, null);
    assertThat(panel.label(0)).isEqualTo(LocalDate.ofEpochDay(15_000).toString());
    assertThat(panel.column("KO")).containsExactly(41.5, Double.NaN, 43.5);
    assertThat(panel.column("PEP")).containsExactly(0.5, 0.5, 0.5);
    assertThat(panel.column("volume")[0]).isEqualTo((double) (1L << 40));
    assertThat(panel.column("price")).containsExactly(12.34, 12.35, 12.36);
    assertThat(panel.column("shares")[0]).isEqualTo(0x1p63);
    assertThat(panel.column("lots")[0]).isEqualTo(4294967295.0);
    assertThat(panel.column("half")[0]).isEqualTo(-2.5);

    byte[] bytes = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.parquet");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> PanelReader.read(cut, null))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cut.parquet");
  }
}
