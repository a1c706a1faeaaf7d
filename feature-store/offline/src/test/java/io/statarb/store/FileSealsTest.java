package io.statarb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSealsTest {
  private static final String AT = "2014-05-07T10:00:08Z";

  @TempDir private Path folder;
  private QuotesStore quotes = new QuotesStore(Path.of("unset"));
  private OnlineSnapshot before =
      new OnlineSnapshot("", "", Moments.of("0"), 0, List.of(), List.of());
  private Path data = Path.of("unset");

  @BeforeEach
  void fill() throws IOException {
    quotes = new QuotesStore(folder).filled();
    before = quotes.online(AT, "KO", "PEP");
    data = only("part-.*05-07.*|.*period=2014-05-07.*\\.parquet");
  }

  private Path only(String pattern) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      List<Path> found =
          files
              .filter(file -> Files.isRegularFile(file) && !isChecksum(file))
              .filter(file -> file.toString().matches(".*(" + pattern + ")"))
              .toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  private static boolean isChecksum(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".crc");
  }

  private void flip(int place) throws IOException {
    byte[] bytes = Files.readAllBytes(data);
    bytes[place] ^= 1;
    Files.write(data, bytes);
  }

  private void refused(String why) {
    assertThatThrownBy(() -> quotes.online(AT, "KO", "PEP"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(String.valueOf(data.getFileName()))
        .hasMessageContaining(why);
  }

  @Test
  void shouldRefuseAFileThatWasChanged() throws IOException {
    flip(100);
    refused("is damaged: sha256=");
  }

  @Test
  void shouldFindDamageInWhatIsReadThatLeavesSizeAndTimeAlone() throws IOException {
    FileTime time = Files.getLastModifiedTime(data);
    // Within the first page, behind the four bytes of the magic and the page's header.
    flip(60);
    Files.setLastModifiedTime(data, time);
    refused("cannot be read");
    assertThatThrownBy(() ->
            new OnlineFeatures(quotes.store(), true).at("quotes-v1", List.of("KO"), Moments.of(AT)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is damaged: sha256=");
  }

  @Test
  void shouldTakeFilesThatWereTouchedOrCopiedForWhatTheyAre() throws IOException {
    Files.setLastModifiedTime(data, FileTime.fromMillis(1_000));
    assertThat(quotes.online(AT, "KO", "PEP")).isEqualTo(before);
  }

  @Test
  void shouldCompareDigestsWhenSealsAreMissingOrDamaged() throws IOException {
    Path seals = only("_seals/.*\\.json");
    for (String text : List.of("{", "{}", "null", "[1]", "{\"files\": {\"x\": null}}")) {
      Files.writeString(seals, text);
      assertThat(quotes.online(AT, "KO", "PEP")).as(text).isEqualTo(before);
    }
    Files.delete(seals);
    assertThat(quotes.online(AT, "KO", "PEP")).isEqualTo(before);
    flip(100);
    refused("is damaged: sha256=");
  }

  @Test
  void shouldSealOnlyWhatIsReadAgainAsItWas() throws IOException {
    FileSeals seals = FileSeals.read(only("_seals/.*\\.json"));
    Path table = Objects.requireNonNull(only("_seals/.*\\.json").getParent()).resolveSibling("x");
    assertThat(seals.files()).hasSize(2);
    for (String path : seals.files().keySet()) {
      assertThat(seals.holds(path, table.resolveSibling(path))).isTrue();
      assertThat(seals.holds(path, data.resolveSibling("none"))).isFalse();
    }
    assertThat(seals.holds("another", data)).isFalse();
  }
}
