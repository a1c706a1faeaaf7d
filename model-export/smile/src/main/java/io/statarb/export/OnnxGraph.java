package io.statarb.export;

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
import io.statarb.bundle.OnnxCheck;
import io.statarb.scoring.OnnxScorer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Builds a graph node by node; names are chosen to be read in a viewer. */
final class OnnxGraph {
  /** Raised whenever the same model gives other bytes. */
  private static final String EXPORTER_VERSION = "1";

  /** The first version that knows ai.onnx.ml 5. */
  private static final long IR_VERSION = 10;

  private static final long OPSET = 17;
  private static final long ML_OPSET = 5;

  private final GraphProto.Builder graph;
  private final List<String> featureNames;

  /**
   * Starts a graph.
   *
   * @param kind family of the model
   * @param featureNames names of the columns in order
   */
  OnnxGraph(String kind, List<String> featureNames) {
    if (featureNames.isEmpty()) {
      throw new IllegalArgumentException("a model needs features: kind=" + kind);
    }
    this.featureNames = List.copyOf(featureNames);
    this.graph =
        GraphProto.newBuilder()
            .setName(kind)
            .addInput(batch(OnnxScorer.INPUT, DataType.FLOAT, featureNames.size()))
            .addOutput(batch(OnnxScorer.OUTPUT, DataType.DOUBLE, 1));
  }

  void constant(String name, DataType type, long[] dims, double[] values) {
    graph.addInitializer(tensor(type, dims, values).toBuilder().setName(name));
  }

  void node(String operator, String output, String... inputs) {
    graph.addNode(nodeBuilder(operator, output, inputs));
  }

  void cast(String output, String input, DataType type) {
    graph.addNode(nodeBuilder("Cast", output, input).addAttribute(number("to", type.getNumber())));
  }

  void trees(String output, String input, List<AttributeProto> attributes) {
    graph.addNode(
        nodeBuilder("TreeEnsemble", output, input)
            .setDomain(OnnxCheck.ML_DOMAIN)
            .addAllAttribute(attributes));
  }

  byte[] toBytes() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("statarb")
        .setProducerVersion(EXPORTER_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(
            OperatorSetIdProto.newBuilder().setDomain(OnnxCheck.ML_DOMAIN).setVersion(ML_OPSET))
        .addMetadataProps(
            StringStringEntryProto.newBuilder()
                .setKey(OnnxCheck.FEATURES_KEY)
                .setValue(String.join(",", featureNames)))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto numbers(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  static AttributeProto float64(String name, List<Double> values) {
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.TENSOR)
        .setT(tensor(DataType.DOUBLE, new long[] {array.length}, array))
        .build();
  }

  static AttributeProto zeroBytes(String name, int count) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.TENSOR)
        .setT(
            TensorProto.newBuilder()
                .setDataType(DataType.UINT8_VALUE)
                .addDims(count)
                .setRawData(ByteString.copyFrom(new byte[count])))
        .build();
  }

  private static NodeProto.Builder nodeBuilder(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setName(output + "_" + operator.toLowerCase(java.util.Locale.ROOT))
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static TensorProto tensor(DataType type, long[] dims, double[] values) {
    boolean isFloat = type == DataType.FLOAT;
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * (isFloat ? Float.BYTES : Double.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (!Double.isFinite(isFloat ? (float) value : value)) {
        throw new IllegalArgumentException("a model's numbers must be finite: value=" + value);
      }
      if (isFloat) {
        raw.putFloat((float) value);
      } else {
        raw.putDouble(value);
      }
    }
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw.flip()));
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    return tensor.build();
  }

  private static ValueInfoProto batch(String name, DataType type, int columns) {
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
}
