package io.statarb.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.scoring.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleTest {
  @TempDir private Path temp;

  private SigningKeys keys;
  private BundleContents contents;
  private Path folder;
  private String sha256;

  @BeforeEach
  void writeBundle() {
    keys = SigningKeys.developmentKey(temp.resolve("keys"));
    contents = TestBundles.contents(temp.resolve("training"), TestBundles.service(), 1);
    folder = temp.resolve("bundle");
    sha256 = BundleWriter.write(contents, keys, folder);
  }

  @Test
  void shouldHoldWhatWasPutInWhenOpened() {
    Bundle bundle = Bundle.open(folder, keys.publicKey());

    assertThat(bundle.sha256()).isEqualTo(sha256);
    assertThat(bundle.strategy()).isEqualTo(contents.settings().strategy());
    assertThat(bundle.featureService()).isEqualTo(contents.featureService());
    assertThat(bundle.pairs()).hasSize(2);
    assertThat(bundle.pairs().getFirst().labelSd()).isEqualTo(2e-5);
    assertThat(bundle.certificates()).isEqualTo(contents.certificates());
    assertThat(bundle.lineage()).isEqualTo(contents.lineage());
    assertThat(bundle.trainingRun()).isEqualTo(contents.run());
    assertThat(bundle.universe().count()).isEqualTo(4);
    assertThat(bundle.goldenVectors()).isGreaterThanOrEqualTo(2_000);
    assertThat(bundle.goldenBitEqual()).isEqualTo(bundle.goldenVectors());
    assertThat(bundle.manifest().files()).doesNotContainKey("manifest.json");
  }

  @Test
  void shouldScoreAsTheModelWhenScorerIsMade() {
    Bundle bundle = Bundle.open(folder, keys.publicKey());
    double[] weights = TestModels.weights(1, bundle.featureService().size());
    double[] row = new double[weights.length];
    row[3] = 2.0;
    try (Scorer scorer = bundle.scorer(bundle.pairs().getFirst())) {
      assertThat(scorer.score(row)).isEqualTo(0.01 + 2.0 * weights[3]);
    }
  }

  @Test
  void shouldGiveEqualDigestWhenWrittenAgainWithAnyKey() {
    SigningKeys others = SigningKeys.developmentKey(temp.resolve("other-keys"));
    assertThat(BundleWriter.write(contents, others, temp.resolve("again"))).isEqualTo(sha256);
  }

  @Test
  void shouldRefuseWhenOneByteOfAnyFileIsChanged() throws IOException {
    for (String name : files()) {
      byte[] original = Files.readAllBytes(folder.resolve(name));
      for (int at : new int[] {0, original.length / 2, original.length - 2}) {
        byte[] changed = original.clone();
        changed[at] ^= 1;
        Files.write(folder.resolve(name), changed);
        // What a change of the manifest or the signature shows first is that they do not fit.
        assertRefused(name.equals("manifest.json") ? "manifest.sig" : name);
      }
      Files.write(folder.resolve(name), original);
    }
    assertThat(Bundle.open(folder, keys.publicKey()).sha256()).isEqualTo(sha256);
  }

  @Test
  void shouldRefuseWhenAnyFileIsRemoved() throws IOException {
    for (String name : files()) {
      byte[] original = Files.readAllBytes(folder.resolve(name));
      Files.delete(folder.resolve(name));
      assertRefused(name);
      Files.write(folder.resolve(name), original);
    }
  }

  @Test
  void shouldRefuseWhenFileIsAdded() throws IOException {
    for (String name : List.of("extra.txt", "models/9.onnx", ".hidden", "deep/er/extra.txt")) {
      TestBundles.write(folder.resolve(name), new byte[] {1});
      assertRefused(name);
      Files.delete(folder.resolve(name));
    }
  }

  @Test
  void shouldRefuseWhenUnsigned() throws IOException {
    Files.delete(folder.resolve("manifest.sig"));
    assertRefused("is not signed: manifest.sig is missing");
  }

  @Test
  void shouldRefuseBeforeParsingWhenSignatureIsWrong() throws IOException {
    // Not even JSON: had it been parsed first, the sentence would say so.
    Files.write(folder.resolve("manifest.json"), "{{{".getBytes(UTF_8));
    assertRefused("manifest.sig does not sign this manifest.json");
    Files.write(folder.resolve("manifest.sig"), "?".getBytes(UTF_8));
    assertRefused("manifest.sig does not sign this manifest.json");
    Files.write(folder.resolve("manifest.sig"), new byte[0]);
    assertRefused("manifest.sig does not sign this manifest.json");
  }

  @Test
  void shouldRefuseWhenSignedByAnotherKey() {
    SigningKeys others = SigningKeys.developmentKey(temp.resolve("other-keys"));
    assertThatThrownBy(() -> Bundle.open(folder, others.publicKey()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("manifest.sig does not sign this manifest.json");
  }

  @Test
  void shouldRefuseWhenFileIsLinkOrFolder() throws IOException {
    Path model = folder.resolve("models/0.onnx");
    Path elsewhere = temp.resolve("elsewhere.onnx");
    Files.move(model, elsewhere);
    Files.createSymbolicLink(model, elsewhere);
    assertRefused("models/0.onnx is not a plain file");
    Files.delete(model);
    Files.createDirectory(model);
    assertRefused("models/0.onnx is in the manifest but not in the bundle");
  }

  @Test
  void shouldRefuseWhenManifestNamesPathOutside() throws IOException {
    Manifest manifest = manifest();
    Files.write(temp.resolve("secret.txt"), new byte[] {1});
    for (String name :
        List.of(
            "../secret.txt",
            "models/../../secret.txt",
            temp.resolve("secret.txt").toString(),
            "models//0.onnx",
            "./pairs.json",
            ".hidden",
            "models\\0.onnx",
            "a\u0000b")) {
      SortedMap<String, String> files = new TreeMap<>(manifest.files());
      files.put(name, Sha256.ofBytes(new byte[] {1}));
      TestBundles.sign(folder, keys, TestBundles.withFiles(manifest, files));
      // What is no character is shown as a space, so that it steers no terminal.
      assertRefused(
          "manifest.json names a file outside the bundle or in an odd way: "
              + name.replace('\0', ' '));
    }
  }

  @Test
  void shouldRefuseNamingFirstFeatureWhenOrderIsWrong() {
    FeatureService code = TestBundles.service();
    List<FeatureField> swapped = new ArrayList<>(code.fields());
    Collections.swap(swapped, 2, 5);
    FeatureService wrong = new FeatureService(code.name(), swapped);
    Path other = temp.resolve("wrong-order");
    BundleWriter.write(TestBundles.contents(temp.resolve("training-2"), wrong, 1), keys, other);
    assertThatThrownBy(() -> Bundle.open(other, keys.publicKey()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("features.json: feature 2 is " + swapped.get(2).name())
        .hasMessageContaining("but " + code.fields().get(2).name());
  }

  @Test
  void shouldNameBothSchemaHashesWhenAFormulaHasChangedSinceTraining() {
    FeatureService code = TestBundles.service();
    List<FeatureField> fields = new ArrayList<>(code.fields());
    FeatureField first = fields.getFirst();
    fields.set(
        0,
        new FeatureField(
            first.name(),
            first.unit(),
            first.formula(),
            first.source(),
            first.warmUp(),
            first.missing(),
            first.formulaVersion() + 1));
    FeatureService trained = new FeatureService(code.name(), fields);
    Path other = temp.resolve("other-formula");
    BundleWriter.write(TestBundles.contents(temp.resolve("training-3"), trained, 1), keys, other);

    assertThatThrownBy(() -> Bundle.open(other, keys.publicKey()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("%s [%s] v2".formatted(first.name(), first.unit()))
        .hasMessageEndingWith(hashes(trained.schemaHash()));
  }

  @Test
  void shouldNameBothSchemaHashesWhenOnlyTheHashDiffers() throws IOException {
    String trained = "0123456789abcdef".repeat(4);
    String features = Files.readString(folder.resolve("features.json"));
    replace("features.json", features.replace(TestBundles.service().schemaHash(), trained));

    assertRefused("features.json: the schema hash is not that of this build");
    assertRefused(hashes(trained));
  }

  private static String hashes(String trained) {
    return "service=%s schema hash bundle=%s build=%s"
        .formatted(TestBundles.service().name(), trained, TestBundles.service().schemaHash());
  }

  @Test
  void shouldRefuseWhenTheStrategyHasNoHealth() throws IOException {
    ObjectNode strategy =
        (ObjectNode) Json.mapper().readTree(folder.resolve("strategy.json").toFile());
    strategy.remove("health");
    replace("strategy.json", Json.text(strategy));

    assertRefused("strategy.json cannot be read by this build: settings: key health is missing");
  }

  @Test
  void shouldRefuseWhenModelWasMadeForOtherFeatures() throws IOException {
    List<String> names = new ArrayList<>(TestBundles.service().names());
    Collections.swap(names, 0, 1);
    replaceModel(
        TestModels.linear(names, TestModels.weights(1, names.size()), 0.01).build().toByteArray());
    assertRefused("models/0.onnx was made for other features: column=0");
  }

  @Test
  void shouldRefuseWhenModelGivesNaN() throws IOException {
    replaceModel(TestModels.notANumber(TestBundles.service().names()));
    assertRefused("models/0.onnx: golden/0.json vector 0 gives no finite score");
    Files.write(
        temp.resolve("training/0/model.onnx"),
        TestModels.notANumber(TestBundles.service().names()));
    assertThatThrownBy(() -> BundleWriter.write(contents, keys, temp.resolve("nan")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("0/model.onnx: the model gives no finite score on a finite row");
  }

  @Test
  void shouldRefuseWhenModelScoresOtherwise() throws IOException {
    double[] weights = TestModels.weights(1, TestBundles.service().size());
    weights[0] += 1e-6;
    replaceModel(
        TestModels.linear(TestBundles.service().names(), weights, 0.01).build().toByteArray());
    assertRefused("does not give its score: pair=EURUSD.FXCM-EURUSD.OANDA");
  }

  @Test
  void shouldRefuseWhenContentsContradictEachOther() throws IOException {
    String pairs = Files.readString(folder.resolve("pairs.json"));
    replace("pairs.json", pairs.replace("EURUSD.OANDA", "EURUSD.NOWHERE"));
    assertRefused("pairs.json: the strategy has no such instrument");
    replace("pairs.json", pairs.replaceFirst("\"entry_score\":0.2", "\"entry_score\":0.3"));
    assertRefused("certificates.json: a pair and its certificate do not fit");
    replace("pairs.json", pairs.replaceFirst("\"entry_score\":0.2", "\"entry_score\":-1.0"));
    assertRefused("pairs.json cannot be read by this build");
    replace("pairs.json", pairs.replaceFirst("\"ratio_errors\":\\{[^}]*\\},", ""));
    assertRefused("key ratio_errors is missing: pair=");
    replace("pairs.json", "[]");
    assertRefused("pairs.json holds no pair");
    replace("pairs.json", pairs);
    String certificates = Files.readString(folder.resolve("certificates.json"));
    replace(
        "certificates.json",
        certificates.replaceFirst("\"decision_flips\":0", "\"decision_flips\":1"));
    assertRefused("certificates.json: a pair and its certificate do not fit");
    replace("certificates.json", certificates);
    replace("strategy.json", Files.readString(folder.resolve("strategy.json")).replace("4", "5"));
    assertRefused("strategy.json");
  }

  @Test
  void shouldRefuseWhenLayoutIsOfAnotherVersion() throws IOException {
    String text = Json.text(manifest()).replace("\"format\":1", "\"format\":2");
    TestBundles.sign(folder, keys, Json.mapper().readValue(text, Manifest.class));
    assertRefused("manifest.json has another layout than this build reads: format=2");
  }

  @Test
  void shouldRefuseWhenThereIsNoFolder() {
    assertThatThrownBy(() -> Bundle.open(temp.resolve("nowhere"), keys.publicKey()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("there is no bundle at");
  }

  @Test
  void shouldOpenInAnyLocaleWhenWrittenInAnother() {
    Locale before = Locale.getDefault();
    Path arabic = temp.resolve("arabic");
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(BundleWriter.write(contents, keys, arabic)).isEqualTo(sha256);
      assertThat(Bundle.open(folder, keys.publicKey()).sha256()).isEqualTo(sha256);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(Bundle.open(arabic, keys.publicKey()).sha256()).isEqualTo(sha256);
    assertThat(Sha256.ofFolder(arabic)).isEqualTo(Sha256.ofFolder(folder));
  }

  @Test
  void shouldRefuseByOurOwnReaderWhenModelPointsOutside() throws IOException {
    List<String> names = TestBundles.service().names();
    ModelProto.Builder model = TestModels.linear(names, TestModels.weights(1, names.size()), 0.01);
    model
        .getGraphBuilder()
        .getInitializerBuilder(0)
        .clearRawData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(
            StringStringEntryProto.newBuilder().setKey("location").setValue("../../keys/x"));
    replaceModel(model.build().toByteArray());
    assertRefused("models/0.onnx holds a field that is not allowed: message=TensorProto");
  }

  private void replaceModel(byte[] onnx) throws IOException {
    Manifest manifest = manifest();
    Files.write(folder.resolve("models/0.onnx"), onnx);
    TestBundles.resign(folder, keys, manifest);
  }

  private void replace(String name, String text) throws IOException {
    Manifest manifest = manifest();
    Files.writeString(folder.resolve(name), text);
    TestBundles.resign(folder, keys, manifest);
  }

  private Manifest manifest() {
    return Json.read(folder.resolve("manifest.json"), Manifest.class);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private void assertRefused(String sentence) {
    assertThatThrownBy(() -> Bundle.open(folder, keys.publicKey()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.REFUSED))
        .hasMessageContaining(sentence);
  }
}
