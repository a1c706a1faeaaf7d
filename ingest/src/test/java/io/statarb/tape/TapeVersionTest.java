package io.statarb.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.tape.sbe.TickDecoder;
import io.statarb.tape.sbe.later.DateStartDecoder;
import io.statarb.tape.sbe.later.MessageHeaderDecoder;
import io.statarb.ticks.TickColumns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tapes of every release are read by every later one, and refused by earlier ones by name. */
final class TapeVersionTest {
  @TempDir private Path temp;

  private Path golden() throws IOException {
    return GoldenTape.unpack(temp.resolve("golden"));
  }

  @Test
  void shouldReadTheTapeOfVersionOneForEver() throws IOException {
    Path tape = golden();
    try (TapeReader reader = TapeReader.open(tape)) {
      assertThat(reader.records()).isEqualTo(GoldenTape.metadata().get("rows").asLong());
      assertThat(reader.ended()).isTrue();
    }
    assertThat(TapeDigest.of(List.of(tape)))
        .isEqualTo(GoldenTape.metadata().get("records_sha256").asText());
    assertThat(TickColumns.fromTape(tape).count()).isEqualTo(3);
  }

  @Test
  void shouldWriteTheBytesOfVersionOneWhereNothingNewIsRecorded() {
    Path tape = temp.resolve("again");
    try (TapeWriter writer = TapeWriter.create(tape)) {
      EveryMessage.write(writer);
    }
    assertThat(TapeDigest.of(List.of(tape)))
        .as("changes of a message's version change the digests of runs; add a message instead")
        .isEqualTo(GoldenTape.metadata().get("records_sha256").asText());
  }

  @Test
  void shouldGiveNullForAllThatCameLaterWhenALaterReaderReadsAnOldTape() throws IOException {
    MessageHeaderDecoder header = new MessageHeaderDecoder();
    try (TapeReader reader = TapeReader.open(golden())) {
      assertThat(reader.next()).isTrue();
      DateStartDecoder start = new DateStartDecoder();
      start.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
      assertThat(start.actingVersion()).isEqualTo(1);
      DateStartDecoder.InstrumentsDecoder instruments = start.instruments();
      assertThat(instruments.count()).isEqualTo(2);
      assertThat(instruments.next().name()).isEqualTo("EURUSD.FXCM");
      assertThat(instruments.lotSizeE9())
          .isEqualTo(DateStartDecoder.InstrumentsDecoder.lotSizeE9NullValue());
      assertThat(instruments.next().name()).isEqualTo("EURUSD.OANDA");
      assertThat(start.venues().count()).isZero();
      assertThat(start.tradeDate()).isEqualTo("2014-05-05");
      assertThat(start.strategy()).isEqualTo("fx");
      assertThat(start.settingsSha256()).isEqualTo("ab".repeat(32));
      assertThat(start.release()).isEmpty();

      io.statarb.tape.sbe.later.TickDecoder tick = new io.statarb.tape.sbe.later.TickDecoder();
      int ticks = 0;
      while (reader.next()) {
        if (reader.templateId() == TickDecoder.TEMPLATE_ID) {
          tick.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
          assertThat(tick.tickSeq()).isEqualTo(ticks++);
          assertThat(tick.bidSizeLots())
              .isEqualTo(io.statarb.tape.sbe.later.TickDecoder.bidSizeLotsNullValue());
          assertThat(tick.quality()).isNaN();
        }
      }
      assertThat(ticks).isEqualTo(3);
    }
  }

  @Test
  void shouldFindAnOldTapeWholeWhenCheckedByALaterSchema() throws IOException {
    TapeSchema later;
    try (InputStream xml = Files.newInputStream(Path.of("src", "test", "sbe", "tape-later.xml"))) {
      later = TapeSchemaXml.read(xml);
    }
    assertThat(later.version()).isEqualTo(9);
    assertThat(later.messages().stream().map(TapeSchema.Message::version))
        .as("DateStart, Tick and, for a value of its enumeration, Command changed")
        .containsExactly(9, 1, 9, 9, 1, 1, 1, 1, 1, 1, 1, 1);
    TapeSurvey survey =
        TapeFile.inspect(golden().resolve("19700101F.cq4"), later, Progress.quiet());
    assertThat(survey.damage()).isNull();
    assertThat(survey.records()).isEqualTo(17);
  }

  @Test
  void shouldRefuseByNameWhenARecordIsOfALaterVersion() throws IOException {
    Path tape = golden();
    Path file = tape.resolve("19700101F.cq4");
    rewrite(file, 2, (record, body) -> record.putShort(body + 6, (short) 40));
    assertThatThrownBy(() -> TapeReader.open(tape))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "tape file %s was written by a later release: record 2 is a Tick of version 40, known here is version 3"
                .formatted(file));
    assertThatThrownBy(() -> TapeWriter.resume(tape))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("later release");
  }

  @Test
  void shouldRefuseByNameWhenAMessageIsNotKnown() throws IOException {
    Path tape = golden();
    Path file = tape.resolve("19700101F.cq4");
    rewrite(
        file,
        5,
        (record, body) -> record.putShort(body + 2, (short) 900).putShort(body + 6, (short) 77));
    assertThatThrownBy(() -> TapeReader.open(tape))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "tape file %s was written by a later release: record 5 is a message 900 of version 77, known here is version %d"
                .formatted(file, TapeSchema.current().version()));
  }

  @Test
  void shouldCallItDamageWhenAnUnknownMessageClaimsAKnownVersion() throws IOException {
    Path tape = golden();
    Path file = tape.resolve("19700101F.cq4");
    rewrite(file, 5, (record, body) -> record.putShort(body + 2, (short) 900));
    assertThatThrownBy(() -> TapeReader.open(tape))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is damaged at record 5")
        .hasMessageContaining("templateId=900 version=1");
  }

  private interface Change {
    void apply(ByteBuffer file, int body);
  }

  /** Changes a record and makes its checksum right, as a writer of another release would have. */
  private static void rewrite(Path file, int record, Change change) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int position = (int) TapePositions.of(file)[record];
    int length = buffer.getInt(position) - TapeFile.CRC_BYTES;
    change.apply(buffer, position + 4);
    CRC32C crc = new CRC32C();
    crc.update(bytes, position + 4, length);
    buffer.putInt(position + 4 + length, (int) crc.getValue());
    Files.write(file, bytes);
  }
}
