package io.statarb.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeatureSnapshotTest {
  private static final String HASH = "a".repeat(64);
  private static final long SEED = Long.getLong("seed", 20140515);

  @TempDir private Path folder;

  private static FeatureSnapshot snapshot() {
    TreeMap<String, List<SnapshotCell>> entities = new TreeMap<>();
    entities.put(
        "KO",
        List.of(new SnapshotCell(41.1 / 3, null, 2_000), new SnapshotCell(null, "MISSING", 0)));
    entities.put(
        "PEP",
        List.of(
            new SnapshotCell(Double.MIN_VALUE, null, Long.MAX_VALUE),
            new SnapshotCell(-0.0, null, 1_000)));
    return FeatureSnapshot.of(
        "quotes-v1", HASH, 1_000, List.of("quotes@3"), List.of("mid", "lots"), entities);
  }

  private Path written() {
    Path file = folder.resolve("snapshot.json");
    snapshot().write(file);
    return file;
  }

  @Test
  void shouldReadWhatWasWrittenToTheBit() {
    FeatureSnapshot read = FeatureSnapshot.read(written(), HASH);
    assertThat(read).isEqualTo(snapshot());
    assertThat(read.value("KO", "mid", 1_500)).isEqualTo(41.1 / 3);
    assertThat(Double.doubleToRawLongBits(read.value("PEP", "lots", 1_000)))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
  }

  @Test
  void shouldGiveAReasonAndNoNumberWhereNoValueCounts() {
    FeatureSnapshot read = FeatureSnapshot.read(written(), HASH);
    assertThat(read.absence("KO", "mid", 2_000)).isNull();
    assertThat(read.absence("KO", "mid", 2_001)).isEqualTo(FeatureSnapshot.STALE);
    assertThat(read.value("KO", "mid", 2_001)).isNaN();
    assertThat(read.absence("KO", "mid", 999)).isEqualTo(FeatureSnapshot.NOT_YET);
    assertThat(read.absence("KO", "lots", 1_500)).isEqualTo("MISSING");
    assertThat(read.value("KO", "lots", 1_500)).isNaN();
    assertThat(read.absence("XOM", "mid", 1_500)).isEqualTo(FeatureSnapshot.NO_ENTITY);
    assertThat(read.value("XOM", "mid", 1_500)).isNaN();
    assertThatThrownBy(() -> read.value("KO", "mdi", 1_500))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column=mdi");
  }

  @Test
  void shouldRefuseAnotherSchema() {
    Path file = written();
    assertThatThrownBy(() -> FeatureSnapshot.read(file, "b".repeat(64)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("service quotes-v1 with schema hash " + HASH);
  }

  @Test
  void shouldRefuseAFileInWhichAnyByteWasChanged() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 500; i++) {
      byte[] changed = bytes.clone();
      int at = random.nextInt(bytes.length);
      changed[at] = (byte) random.nextInt(32, 127);
      if (Character.isWhitespace(bytes[at]) || changed[at] == bytes[at]) {
        continue;
      }
      Files.write(file, changed);
      assertThatThrownBy(() -> FeatureSnapshot.read(file, HASH))
          .as("seed=%d at=%d byte=%d", SEED, at, changed[at])
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("snapshot.json");
    }
  }

  @Test
  void shouldRefuseCellsThatSayNothingOrTwoThings() {
    assertThatThrownBy(() -> new SnapshotCell(null, null, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SnapshotCell(1.0, "MISSING", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SnapshotCell(Double.NaN, null, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
