package io.statarb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of declarations does, and which ones are refused. */
final class ApplyPlanTest {
  @TempDir private Path folder;

  private ApplyPlan apply(String repo) {
    return new QuotesStore(folder).apply(repo, List.of(), false);
  }

  private static Change change(ApplyPlan plan, String kindAndName) {
    return plan.changes().stream()
        .filter(c -> (c.kind() + " " + c.name()).equals(kindAndName))
        .findFirst()
        .orElseThrow();
  }

  private String hash(String repo) {
    return change(apply(repo), "service quotes-v1").after();
  }

  @Test
  void shouldAddEverythingAtFirstAndThenNothing() throws IOException {
    ApplyPlan first = apply(QuotesStore.REPO);
    assertThat(first.changes()).allMatch(c -> c.action() == Change.Action.ADDED);
    assertThat(change(first, "entity stock").details()).contains("+ key: symbol");
    assertThat(change(first, "view quotes").details()).contains("+ fields.mid.unit: USD");
    assertThat(change(first, "service fx-pair-v1").after())
        .as("the services of the code keep the hash that bundles carry")
        .isEqualTo(FeatureService.named("fx-pair-v1").schemaHash());
    Path registry = folder.resolve("store/registry.json");
    byte[] written = Files.readAllBytes(registry);
    assertThat(apply(QuotesStore.REPO).changes())
        .allMatch(c -> c.action() == Change.Action.UNCHANGED);
    assertThat(Files.readAllBytes(registry)).isEqualTo(written);
  }

  @Test
  void shouldRefuseASecondDocumentOfWhichNothingWouldBeRead() throws IOException {
    Path file = folder.resolve("features.yaml");
    Files.writeString(file, QuotesStore.REPO + "\n---\n" + QuotesStore.REPO);
    assertThatThrownBy(() -> RepoFile.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + " holds a second YAML document, behind ---; declare all in one");
    Files.writeString(file, "---\n" + QuotesStore.REPO + "\n...\n");
    assertThat(RepoFile.read(file).declarations().views()).isNotEmpty();
  }

  @Test
  void shouldSayFieldByFieldWhatChanges() {
    String before = hash(QuotesStore.REPO);
    String repo =
        QuotesStore.REPO.replace(
            "name: size, type: long, unit: shares", "name: size, type: long, unit: lots");
    ApplyPlan plan = apply(repo);
    Change view = change(plan, "view quotes");
    assertThat(view.action()).isEqualTo(Change.Action.CHANGED);
    assertThat(view.details()).containsExactly("~ fields.size.unit: shares -> lots");
    assertThat(view.before()).as("facts of another meaning").isNotEqualTo(view.after());
    Change service = change(plan, "service quotes-v1");
    assertThat(service.action()).isEqualTo(Change.Action.CHANGED);
    assertThat(service.before()).isEqualTo(before);
    assertThat(service.after()).isNotEqualTo(before).hasSize(64);
    assertThat(change(plan, "entity stock").action()).isEqualTo(Change.Action.UNCHANGED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"quotes:mid\", \"quotes:size as lots\" | \"quotes:size as lots\", \"quotes:mid\"",
        "quotes:size as lots | quotes:size as size",
        "ttl: 10s | ttl: 11s",
        "name: mid, type: double, unit: USD | name: mid, type: double, unit: EUR",
        "name: size, type: long | name: size, type: double",
        "key: symbol, type: text | key: ticker, type: text",
      })
  void shouldHaveAnotherSchemaHashWhenAModelWouldSeeSomethingElse(String from, String to) {
    String before = hash(QuotesStore.REPO);
    String repo = QuotesStore.REPO.replace(from, to);
    assertThat(repo).isNotEqualTo(QuotesStore.REPO);
    assertThat(hash(repo)).isNotEqualTo(before);
  }

  @Test
  void shouldKeepTheSchemaHashWhenOnlyTheSourceOrWordsChange() {
    String before = hash(QuotesStore.REPO);
    String repo =
        QuotesStore.REPO.replace("path: quotes.csv", "path: other.csv").replace("min: 0", "min: 1");
    assertThat(hash(repo)).isEqualTo(before);
  }

  @Test
  void shouldRefuseToBreakWhatARegisteredBundleUses() {
    QuotesStore quotes = new QuotesStore(folder);
    String hash = hash(QuotesStore.REPO);
    List<BundleUse> uses = List.of(new BundleUse("b0b0", "quotes-v1", hash));
    String changed = QuotesStore.REPO.replace("ttl: 10s", "ttl: 20s");
    String removed = QuotesStore.REPO.substring(0, QuotesStore.REPO.indexOf("services:"));
    for (String repo : List.of(changed, removed)) {
      assertThatThrownBy(() -> quotes.apply(repo, uses, false))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("quotes-v1")
          .hasMessageContaining("b0b0");
      assertThat(StoreRegistry.read(quotes.store()).schemaHashes())
          .containsEntry("quotes-v1", hash);
    }
    assertThat(quotes.apply(QuotesStore.REPO, uses, false).broken()).isEmpty();
    assertThat(quotes.apply(changed, uses, true).broken()).hasSize(1);
    assertThat(StoreRegistry.read(quotes.store()).schemaHashes().get("quotes-v1"))
        .isNotEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ttl: 10s | tttl: 10s | unknown key views[0].tttl; the nearest known one is ttl",
        "ttl: 10s | ttl: 10 | a duration is a whole number",
        "entity: stock | entity: stok | stok is not declared; the nearest is stock",
        "quotes:mid | quotes:mit | mit is not declared; the nearest is mid",
        "quotes:size as lots | quotes:size as mid | twice: name=mid",
        "type: double, unit: USD | type: double | fields[0]: key unit is missing",
        "unit: USD | unit: ' ' | needs a unit",
        "name: mid, | name: event_ns, | every table uses itself",
        "format: csv | format: xls | format is none of",
        "name: quotes-v1 | name: fx-pair-v1 | one of the code",
        "name: mid, | name: [mid], | views[0].fields[0].name must be text",
        "min: 0 | min: least | views[0].fields[0].min must be a number",
        "type: double, unit: USD | type: blob, unit: USD | views[0].fields[0].type must be one of double, long, text",
        "partition: day | partition: week | none of [day, month, year]",
        "event_time: time, | time_of_day: noon, event_time: time, | like 16:00",
      })
  void shouldNameTheKeyThatIsWrong(String from, String to, String sentence) {
    String repo = QuotesStore.REPO.replace(from, to);
    assertThat(repo).isNotEqualTo(QuotesStore.REPO);
    assertThatThrownBy(() -> apply(repo))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("features.yaml")
        .hasMessageContaining(sentence);
    assertThat(folder.resolve("store/registry.json")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "views: 3",
        "views: [3]",
        "views: [{name: a, entity: stock}]",
        "views: [{name: a, entity: stock, kernels: fx-pair-v9}]",
        "services: [{name: a, features: [[]]}]",
        "services: [{name: a, features: ['no-colon']}]",
        "entities: [{name: a, key: b, type: double}]",
        "entities: [{name: a, key: b, type: blob}]",
        "a: {b: c",
        "views: &a [*a]"
      })
  void shouldRefuseWhatIsNoDeclaration(String repo) {
    assertThatThrownBy(() -> apply(repo)).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../outside.csv", "/etc/hostname", "link.csv", "hard.csv", "dir/quotes.csv"})
  void shouldReadNothingOutsideOfTheFolderOfTheSources(String path) throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path outside = Files.writeString(folder.resolve("outside.csv"), QuotesStore.HEADER + "\n");
    Files.createSymbolicLink(inside.resolve("link.csv"), outside);
    Files.createLink(inside.resolve("hard.csv"), outside);
    Files.writeString(Files.createDirectory(folder.resolve("far")).resolve("quotes.csv"), "x\n");
    Files.createSymbolicLink(inside.resolve("dir"), folder.resolve("far"));
    QuotesStore quotes = new QuotesStore(inside);
    quotes.apply(QuotesStore.REPO.replace("path: quotes.csv", "path: " + path), List.of(), false);
    assertThatThrownBy(() -> quotes.materialize(OptionalLong.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("may lead out of");
  }

  @Test
  void shouldTakeOrRefuseWithASentenceWhateverTheFileHolds() throws IOException {
    long seed = Long.getLong("seed", 20140507);
    System.out.println("ApplyPlanTest: seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    byte[] sound = QuotesStore.REPO.getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int trial = 0; trial < 3_000; trial++) {
      byte[] bytes = sound.clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        int at = random.nextInt(bytes.length);
        // Another byte of the file, so that what is changed is words and brackets and not noise.
        bytes[at] = sound[random.nextInt(sound.length)];
      }
      Path file = Files.write(folder.resolve("features.yaml"), bytes);
      try {
        RepoFile read = RepoFile.read(file);
        assertThat(StoreRegistry.of(read, ".", List.of()).schemaHashes()).isNotEmpty();
      } catch (Refusal e) {
        refused++;
        assertThat(e).hasMessageContaining("features.yaml");
      }
    }
    assertThat(refused).isBetween(1_000, 2_999);
  }
}
