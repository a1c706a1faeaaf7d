package io.statarb.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFilesTest {
  @TempDir private Path temp;

  @Test
  void shouldReplaceFileAndLeaveNothingBesideIt() throws IOException {
    Path target = temp.resolve("a").resolve("b").resolve("file.json");
    AtomicFiles.write(target, bytes("one"));
    AtomicFiles.write(target, bytes("two"));
    assertThat(target).hasContent("two");
    assertThat(names(target.resolveSibling("."))).containsExactly("file.json");
  }

  @Test
  void shouldReplaceFolderWhole() throws IOException {
    Path target = temp.resolve("folder");
    for (String version : List.of("one", "two")) {
      Path next = AtomicFiles.temporary(target);
      Files.createDirectories(next.resolve("sub"));
      Files.writeString(next.resolve("sub").resolve(version), version);
      AtomicFiles.replaceFolder(next, target);
      assertThat(names(target.resolve("sub"))).containsExactly(version);
    }
    assertThat(names(temp)).containsExactly("folder");
  }

  @Test
  void shouldRemoveOnlyLeftoversOfTarget() throws IOException {
    Path target = temp.resolve("tape");
    Files.createDirectories(temp.resolve("tape.tmp-1").resolve("x"));
    Files.createDirectories(temp.resolve("tape.old-22"));
    Files.createDirectories(temp.resolve("tape2.tmp-1"));
    Files.createDirectories(target);
    AtomicFiles.removeLeftovers(target);
    assertThat(names(temp)).containsExactly("tape", "tape2.tmp-1");
  }

  @Test
  void shouldDigestAsSha256Sum() throws IOException {
    // From the standard: FIPS 180-4, "abc".
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(Sha256.ofText("abc")).isEqualTo(abc);
    Path folder = Files.createDirectories(temp.resolve("f").resolve("sub"));
    Path file = folder.resolve("abc");
    Files.writeString(file, "abc");
    assertThat(Sha256.ofFile(file)).isEqualTo(abc);
    String before = Sha256.ofFolder(temp.resolve("f"));
    assertThat(before).isEqualTo(Sha256.ofText(abc + "  sub/abc\n"));
    Files.move(file, folder.resolve("abd"));
    assertThat(Sha256.ofFolder(temp.resolve("f"))).isNotEqualTo(before);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
