package io.statarb.engine;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.statarb.bundle.BundleContents;
import io.statarb.bundle.BundleWriter;
import io.statarb.bundle.Lineage;
import io.statarb.bundle.ModelCertificate;
import io.statarb.bundle.ModelChoice;
import io.statarb.bundle.OnnxCheck;
import io.statarb.bundle.SigningKeys;
import io.statarb.bundle.TrainedPair;
import io.statarb.bundle.TrainingRun;
import io.statarb.bundle.ValidationRows;
import io.statarb.digest.AtomicFiles;
import io.statarb.features.FeatureService;
import io.statarb.features.PairDefinition;
import io.statarb.settings.Settings;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A signed bundle with one pair and a linear model: {@code score = -weight x decision z}. */
public final class TinyBundle {
  private static final int ROWS = 50;
  private static final double ENTRY_SCORE = 0.2;

  private TinyBundle() {}

  /** Settings of the tiny strategy, with {@code key=value} over them. */
  public static Settings.Effective settings(String... sets) {
    URL yaml = TinyBundle.class.getResource("tiny-two-venue.yaml");
    if (yaml == null) {
      throw new IllegalStateException("Invariant: the strategy is a test resource");
    }
    try {
      return Settings.load(Path.of(yaml.toURI()), new TreeMap<>(), List.of(sets));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a bundle into {@code work/bundle}, which it returns. */
  public static Path write(
      Path work, Settings.Effective settings, SigningKeys keys, double weight) {
    FeatureService service = FeatureService.named(settings.strategy().features().service());
    int zIndex = service.indexOf(settings.strategy().features().decisionZ());
    SplittableRandom random = new SplittableRandom(1);
    float[] features = new float[ROWS * service.size()];
    double[] predictions = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      for (int c = 0; c < service.size(); c++) {
        features[row * service.size() + c] = (float) random.nextGaussian();
      }
      predictions[row] = -weight * features[row * service.size() + zIndex];
    }
    AtomicFiles.write(work.resolve("0/model.onnx"), linear(service, zIndex, weight));
    ValidationRows.of(service.size(), features, predictions)
        .write(work.resolve("0/validation-rows.bin"));
    PairDefinition pair =
        new PairDefinition(0, "EURUSD.FXCM", "EURUSD.OANDA", 1.0, 0.0, 0.0, 5e-5, 30.0);
    TrainedPair trained =
        new TrainedPair(
            0,
            pair.name(),
            pair,
            4e-5,
            new ModelChoice("ridge", new TreeMap<>()),
            ENTRY_SCORE,
            new TreeMap<>(),
            "0/model.onnx",
            "0/validation-rows.bin");
    TrainingRun run =
        new TrainingRun(
            "data",
            service.name(),
            service.schemaHash(),
            List.of("2014-05-01"),
            List.of("2014-05-01"),
            settings.strategy().seed(),
            List.of(trained));
    ModelCertificate certificate =
        new ModelCertificate(pair.name(), "ridge", ROWS, 40, 10, 0.0, 0, ENTRY_SCORE);
    Path folder = work.resolve("bundle");
    BundleWriter.write(
        new BundleContents(
            settings,
            service,
            work,
            run,
            List.of(certificate),
            new Lineage(List.of(), new TreeMap<>()),
            List.of(),
            "unknown",
            new TreeMap<>()),
        keys,
        folder);
    return folder;
  }

  private static byte[] linear(FeatureService service, int zIndex, double weight) {
    TensorProto.Builder weights =
        TensorProto.newBuilder()
            .setName("weights")
            .setDataType(TensorProto.DataType.DOUBLE_VALUE)
            .addDims(service.size())
            .addDims(1);
    for (int c = 0; c < service.size(); c++) {
      weights.addDoubleData(c == zIndex ? -weight : 0.0);
    }
    NodeProto cast =
        NodeProto.newBuilder()
            .setName("cast")
            .setOpType("Cast")
            .addInput("features")
            .addOutput("wide")
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("to")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(TensorProto.DataType.DOUBLE_VALUE))
            .build();
    NodeProto product =
        NodeProto.newBuilder()
            .setName("product")
            .setOpType("MatMul")
            .addInput("wide")
            .addInput("weights")
            .addOutput("score")
            .build();
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(15))
        .addMetadataProps(
            StringStringEntryProto.newBuilder()
                .setKey(OnnxCheck.FEATURES_KEY)
                .setValue(String.join(",", service.names())))
        .setGraph(
            GraphProto.newBuilder()
                .setName("linear")
                .addInput(matrix("features", TensorProto.DataType.FLOAT_VALUE, service.size()))
                .addOutput(matrix("score", TensorProto.DataType.DOUBLE_VALUE, 1))
                .addInitializer(weights)
                .addNode(cast)
                .addNode(product))
        .build()
        .toByteArray();
  }

  private static ValueInfoProto matrix(String name, int type, long columns) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(type)
                        .setShape(
                            TensorShapeProto.newBuilder()
                                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
                                .addDim(
                                    TensorShapeProto.Dimension.newBuilder().setDimValue(columns)))))
        .build();
  }
}
