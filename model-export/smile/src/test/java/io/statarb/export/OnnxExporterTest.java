package io.statarb.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.statarb.bundle.ModelCertificate;
import io.statarb.bundle.OnnxCheck;
import io.statarb.bundle.ValidationRows;
import io.statarb.cli.Refusal;
import io.statarb.scoring.OnnxScorer;
import io.statarb.scoring.Scorer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.math.MathEx;
import smile.model.cart.Loss;
import smile.regression.DataFrameRegression;
import smile.regression.GradientTreeBoost;
import smile.regression.LinearModel;
import smile.regression.RandomForest;

final class OnnxExporterTest {
  private static final List<String> NAMES = Fitted.names();

  @Test
  void shouldAgreeWithSmileWhenRidgeIsExported() {
    Fitted data = Fitted.of(Fitted.seed(11), 5_000);
    LinearModel model = data.ridge(10.0);
    byte[] onnx = OnnxExporter.ridge(model, data.means(), data.sds(), NAMES, Precision.FLOAT64);

    ModelCertificate certificate = certify(data.rows(model), onnx);

    assertThat(certificate.maxAbsDiff()).isLessThan(1e-13);
    assertThat(certificate.decisionFlips()).isZero();
    assertThat(certificate.rowsAbove()).isPositive();
    assertThat(certificate.rowsBelow()).isPositive();
    assertThat(certificate.rows()).isEqualTo(5_000);
  }

  @Test
  void shouldIgnoreConstantColumnWhenItsSdIsZero() {
    byte[] onnx =
        OnnxExporter.ridge(
            new double[] {0.0, 2.0},
            0.5,
            new double[] {3.0, 1.0},
            new double[] {0.0, 4.0},
            List.of("constant", "other"));
    try (Scorer scorer = OnnxScorer.of(onnx, 2)) {
      assertThat(scorer.score(new double[] {3.0, 5.0})).isEqualTo(0.5 + 2.0 * (5.0 - 1.0) / 4.0);
    }
  }

  @Test
  void shouldBeBitEqualToSmileWhenBoostedTreesAreExported() {
    Fitted data = Fitted.of(Fitted.seed(12), 4_000);
    for (double shrinkage : new double[] {0.05, 0.1, 1.0 / 3.0}) {
      GradientTreeBoost model = data.boosting(60, shrinkage);
      assertBitEqual(model, OnnxExporter.gradientTreeBoost(model, NAMES), data);
    }
  }

  @Test
  void shouldBeBitEqualToSmileWhenForestIsExported() {
    Fitted data = Fitted.of(Fitted.seed(13), 2_000);
    RandomForest model = data.forest(25);
    assertBitEqual(model, OnnxExporter.randomForest(model, NAMES), data);
  }

  @Test
  void shouldBranchAsSmileWhenRowsLieAtSplits() {
    Fitted data = Fitted.of(Fitted.seed(14), 3_000);
    GradientTreeBoost model = data.boosting(40, 0.1);
    byte[] onnx = OnnxExporter.gradientTreeBoost(model, NAMES);
    double[] row = new double[Fitted.COLUMNS];
    int rows = 0;
    try (Scorer scorer = OnnxScorer.of(onnx, Fitted.COLUMNS)) {
      for (Split split : splits(onnx)) {
        float nearest = (float) split.value();
        for (float x :
            new float[] {
              nearest,
              Math.nextUp(nearest),
              Math.nextDown(nearest),
              0f,
              -0f,
              Float.MIN_VALUE,
              -Float.MIN_VALUE,
              Float.MAX_VALUE,
              -Float.MAX_VALUE
            }) {
          data.copy(rows % 3_000, row);
          row[split.feature()] = x;
          assertThat(scorer.score(row))
              .as("feature=%d x=%s split=%s", split.feature(), x, split.value())
              .isEqualTo(Fitted.predict(model, row));
          rows++;
        }
      }
    }
    assertThat(rows).isGreaterThan(1_000);
  }

  @Test
  void shouldBranchAsSmileInTheGraphItselfWhenRowsAreNotFinite() throws OrtException {
    // The scorer never lets such a row through; the graph still means the same as the model.
    Fitted data = Fitted.of(Fitted.seed(19), 2_000);
    GradientTreeBoost model = data.boosting(30, 0.1);
    byte[] onnx = OnnxExporter.gradientTreeBoost(model, NAMES);
    double[] row = new double[Fitted.COLUMNS];
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(onnx)) {
      for (int i = 0; i < 600; i++) {
        data.copy(i, row);
        row[i % Fitted.COLUMNS] =
            new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}[i % 3];
        float[][] input = new float[1][Fitted.COLUMNS];
        for (int c = 0; c < Fitted.COLUMNS; c++) {
          input[0][c] = (float) row[c];
        }
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input);
            OrtSession.Result result = session.run(Map.of("features", tensor))) {
          assertThat(((double[][]) result.get(0).getValue())[0][0])
              .as("row %d", i)
              .isEqualTo(Fitted.predict(model, row));
        }
      }
    }
  }

  @Test
  void shouldFindSplitsExactlyWhenTheyAreFloats() {
    // Labels that jump between neighbouring floats: Smile splits half way, where no float is.
    float low = 1.1f;
    float high = Math.nextUp(low);
    double[][] table = new double[40][2];
    for (int i = 0; i < table.length; i++) {
      table[i][0] = i % 2 == 0 ? low : high;
      table[i][1] = i % 2;
    }
    GradientTreeBoost model =
        GradientTreeBoost.fit(
            Formula.lhs("label"),
            DataFrame.of(table, "x0", "label"),
            new GradientTreeBoost.Options(Loss.ls(), 3, 3, 3, 1, 0.5, 1.0, null, null));

    byte[] onnx = OnnxExporter.gradientTreeBoost(model, List.of("x"));

    assertThat(splits(onnx)).anyMatch(split -> split.value() == ((double) low + high) / 2);
    try (Scorer scorer = OnnxScorer.of(onnx, 1)) {
      assertThat(scorer.score(new double[] {low})).isLessThan(scorer.score(new double[] {high}));
    }
  }

  @Test
  void shouldGiveNoOpinionWhenFeatureIsNotFinite() {
    Fitted data = Fitted.of(Fitted.seed(15), 1_000);
    byte[] onnx = OnnxExporter.gradientTreeBoost(data.boosting(10, 0.1), NAMES);
    try (Scorer scorer = OnnxScorer.of(onnx, Fitted.COLUMNS)) {
      for (double bad :
          new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300}) {
        double[] row = new double[Fitted.COLUMNS];
        row[3] = bad;
        assertThat(scorer.score(row)).isNaN();
        row[3] = 0.0;
        assertThat(scorer.score(row)).isFinite();
      }
    }
  }

  @Test
  void shouldExportConstantWhenNothingCanBeLearnt() {
    double[][] table = new double[50][2];
    for (int i = 0; i < table.length; i++) {
      table[i][0] = i;
      table[i][1] = 0.25;
    }
    MathEx.setSeed(1);
    GradientTreeBoost model =
        GradientTreeBoost.fit(
            Formula.lhs("label"),
            DataFrame.of(table, "x0", "label"),
            new GradientTreeBoost.Options(Loss.ls(), 5, 5, 5, 5, 0.1, 1.0, null, null));
    byte[] onnx = OnnxExporter.gradientTreeBoost(model, List.of("x"));
    OnnxCheck.check("constant", onnx, List.of("x"));
    try (Scorer scorer = OnnxScorer.of(onnx, 1)) {
      assertThat(scorer.score(new double[] {3.0})).isEqualTo(0.25);
    }
  }

  @Test
  void shouldGiveEqualBytesWhenExportedTwice() {
    Fitted data = Fitted.of(Fitted.seed(16), 1_000);
    GradientTreeBoost boosting = data.boosting(20, 0.1);
    LinearModel ridge = data.ridge(1.0);

    assertThat(OnnxExporter.gradientTreeBoost(boosting, NAMES))
        .isEqualTo(OnnxExporter.gradientTreeBoost(boosting, NAMES));
    assertThat(OnnxExporter.ridge(ridge, data.means(), data.sds(), NAMES, Precision.FLOAT64))
        .isEqualTo(
            OnnxExporter.ridge(
                data.ridge(1.0), data.means(), data.sds(), NAMES, Precision.FLOAT64));
  }

  @Test
  void shouldRefuseUnscaledRidgeInFloat32WhenItFlipsDecisions() {
    // Two features near 100,000 whose difference, of size 1, is the signal: float32 keeps 0.008.
    SplittableRandom random = new SplittableRandom(Fitted.seed(17));
    int rows = 20_000;
    float[] features = new float[rows * 2];
    double[] predictions = new double[rows];
    double[] coefficients = {0.9371, -0.9368};
    for (int i = 0; i < rows; i++) {
      features[2 * i] = (float) (1e5 + 100 * random.nextGaussian());
      features[2 * i + 1] = (float) (features[2 * i] + random.nextGaussian());
      predictions[i] =
          -30.0 + coefficients[0] * features[2 * i] + coefficients[1] * features[2 * i + 1];
    }
    ValidationRows validation = ValidationRows.of(2, features, predictions);
    double threshold = Fitted.threshold(validation);
    double[] zero = {0.0, 0.0};
    double[] one = {1.0, 1.0};
    List<String> names = List.of("a", "b");
    byte[] float32 = OnnxExporter.ridge(coefficients, -30.0, zero, one, names, Precision.FLOAT32);
    byte[] float64 = OnnxExporter.ridge(coefficients, -30.0, zero, one, names, Precision.FLOAT64);

    ModelCertificate measured =
        ParityCertificate.measure("pair", "ridge", float32, validation, threshold);

    assertThat(measured.decisionFlips()).isPositive();
    System.out.println("float32 unscaled: " + measured);
    assertThatThrownBy(
            () -> ParityCertificate.of("pair", "ridge", float32, names, validation, threshold))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("decisionFlips=" + measured.decisionFlips());
    assertThat(
            ParityCertificate.of("pair", "ridge", float64, names, validation, threshold)
                .decisionFlips())
        .isZero();
  }

  @Test
  void shouldRefuseCertificateWhenRowsLieOnOneSide() {
    Fitted data = Fitted.of(Fitted.seed(18), 500);
    LinearModel model = data.ridge(1.0);
    byte[] onnx = OnnxExporter.ridge(model, data.means(), data.sds(), NAMES, Precision.FLOAT64);
    for (double threshold : new double[] {1e-12, 1e12}) {
      assertThatThrownBy(
              () -> ParityCertificate.of("pair", "ridge", onnx, NAMES, data.rows(model), threshold))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("one side of the threshold");
    }
  }

  @Test
  void shouldRefuseCertificateWhenValueIsNotFinite() {
    byte[] onnx =
        OnnxExporter.ridge(
            new double[] {1.0}, 0.0, new double[] {0.0}, new double[] {1.0}, List.of("x"));
    ValidationRows badFeature =
        ValidationRows.of(1, new float[] {1f, Float.NaN}, new double[] {1.0, 1.0});
    ValidationRows badPrediction =
        ValidationRows.of(1, new float[] {1f, 2f}, new double[] {1.0, Double.NaN});
    for (ValidationRows rows : List.of(badFeature, badPrediction)) {
      assertThatThrownBy(() -> ParityCertificate.of("pair", "ridge", onnx, List.of("x"), rows, 1.5))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("no finite score: row=1");
    }
  }

  private static void assertBitEqual(DataFrameRegression model, byte[] onnx, Fitted data) {
    ModelCertificate certificate = certify(data.rows(model), onnx);
    assertThat(certificate.maxAbsDiff()).isZero();
    assertThat(certificate.decisionFlips()).isZero();
  }

  private static ModelCertificate certify(ValidationRows rows, byte[] onnx) {
    return ParityCertificate.of("pair", "kind", onnx, NAMES, rows, Fitted.threshold(rows));
  }

  private record Split(int feature, double value) {}

  private static List<Split> splits(byte[] onnx) {
    List<Split> splits = new ArrayList<>();
    NodeProto trees;
    try {
      trees =
          ModelProto.parseFrom(onnx).getGraph().getNodeList().stream()
              .filter(node -> node.getOpType().equals("TreeEnsemble"))
              .findFirst()
              .orElseThrow();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    ByteBuffer values =
        attribute(trees, "nodes_splits")
            .getT()
            .getRawData()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN);
    for (long feature : attribute(trees, "nodes_featureids").getIntsList()) {
      splits.add(new Split((int) feature, values.getDouble()));
    }
    return splits;
  }

  private static AttributeProto attribute(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
