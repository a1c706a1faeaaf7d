package io.statarb.bundle;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Small models as builders, so that a test can spoil one thing. */
public final class TestModels {
  private TestModels() {}

  /** {@code score = intercept + sum weights[i] * x[i]} in float64. */
  public static ModelProto.Builder linear(List<String> names, double[] weights, double intercept) {
    return model(
        names,
        GraphProto.newBuilder()
            .setName("ridge")
            .addInput(batch("features", DataType.FLOAT, names.size()))
            .addOutput(batch("score", DataType.DOUBLE, 1))
            .addInitializer(tensor("weights", new long[] {names.size(), 1}, weights))
            .addInitializer(tensor("intercept", new long[] {1}, intercept))
            .addNode(cast("x", "features"))
            .addNode(node("MatMul", "product", "x", "weights"))
            .addNode(node("Add", "score", "product", "intercept")));
  }

  /** One tree: x[0] at most 0.5 gives -1, else x[1] at most 2 gives 1, else 3. */
  public static ModelProto.Builder tree(List<String> names) {
    return model(
        names,
        GraphProto.newBuilder()
            .setName("tree")
            .addInput(batch("features", DataType.FLOAT, names.size()))
            .addOutput(batch("score", DataType.DOUBLE, 1))
            .addNode(cast("x", "features"))
            .addNode(
                node("TreeEnsemble", "score", "x")
                    .setDomain("ai.onnx.ml")
                    .addAttribute(ints("tree_roots", 0))
                    .addAttribute(ints("nodes_featureids", 0, 1))
                    .addAttribute(modes(0, 0))
                    .addAttribute(numbers("nodes_splits", 0.5, 2.0))
                    .addAttribute(ints("nodes_truenodeids", 0, 1))
                    .addAttribute(ints("nodes_trueleafs", 1, 1))
                    .addAttribute(ints("nodes_falsenodeids", 1, 2))
                    .addAttribute(ints("nodes_falseleafs", 0, 1))
                    .addAttribute(ints("leaf_targetids", 0, 0, 0))
                    .addAttribute(numbers("leaf_weights", -1.0, 1.0, 3.0))
                    .addAttribute(integer("n_targets", 1))
                    .addAttribute(integer("aggregate_function", 1))
                    .addAttribute(integer("post_transform", 0))));
  }

  /** Finite weights that add up to infinity less infinity on any row but 0. */
  public static byte[] notANumber(List<String> names) {
    double[] large = new double[names.size()];
    Arrays.fill(large, Double.MAX_VALUE);
    ModelProto.Builder model = linear(names, large, 0.0);
    model.getGraphBuilder().removeNode(2).addNode(node("Sub", "score", "product", "product"));
    return model.build().toByteArray();
  }

  /** Weights in -0.1 .. 0.1. */
  public static double[] weights(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(count, -0.1, 0.1).toArray();
  }

  static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto numbers(String name, double... values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.TENSOR)
        .setT(tensor("", new long[] {values.length}, values).clearName())
        .build();
  }

  static AttributeProto modes(int... modes) {
    byte[] bytes = new byte[modes.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) modes[i];
    }
    return AttributeProto.newBuilder()
        .setName("nodes_modes")
        .setType(AttributeType.TENSOR)
        .setT(
            TensorProto.newBuilder()
                .setDataType(DataType.UINT8_VALUE)
                .addDims(bytes.length)
                .setRawData(ByteString.copyFrom(bytes)))
        .build();
  }

  static TensorProto.Builder tensor(String name, long[] dims, double... values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(raw::putDouble);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.DOUBLE_VALUE)
            .setRawData(ByteString.copyFrom(raw.flip()));
    Arrays.stream(dims).forEach(tensor::addDims);
    return tensor;
  }

  static NodeProto.Builder node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setName(output)
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static NodeProto.Builder cast(String output, String input) {
    return node("Cast", output, input).addAttribute(integer("to", DataType.DOUBLE_VALUE));
  }

  static ValueInfoProto batch(String name, DataType type, int columns) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }

  private static ModelProto.Builder model(List<String> names, GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(10)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(5))
        .addMetadataProps(
            StringStringEntryProto.newBuilder()
                .setKey("features")
                .setValue(String.join(",", names)))
        .setGraph(graph);
  }
}
