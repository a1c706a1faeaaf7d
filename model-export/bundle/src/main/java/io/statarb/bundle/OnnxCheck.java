package io.statarb.bundle;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.statarb.cli.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a model before ONNX Runtime sees it. The runtime is native code: nested functions, cyclic
 * trees or feature numbers out of range can end the process, and weights that are not finite load
 * silently. So this reader admits only what this project's exporter writes and refuses the rest.
 *
 * <p>Admitted: at most {@value #MAX_BYTES} bytes; the fields in {@link #FIELDS}, which leaves out
 * external data, model-local functions, subgraphs and sparse tensors; operators {@code Cast Add Sub
 * Mul Div MatMul} of ai.onnx 13 to 17 and {@code TreeEnsemble} of ai.onnx.ml 5; finite initialisers
 * whose length fits their shape; shapes that fit from {@code features} float32 [N, k] to {@code
 * score} float64 [N, 1]; trees that are trees ({@link TreeCheck}); metadata {@code features} that
 * lists the columns in order.
 */
public final class OnnxCheck {
  /** Most bytes of a model. */
  public static final int MAX_BYTES = 64 << 20;

  /** Metadata key of the comma-separated feature names in the order of the columns. */
  public static final String FEATURES_KEY = "features";

  /** Domain of the tree operators. */
  public static final String ML_DOMAIN = "ai.onnx.ml";

  private static final int MAX_NODES = 10_000;
  private static final int MAX_IR_VERSION = 10;
  private static final int MIN_OPSET = 13;
  private static final int MAX_OPSET = 17;
  private static final int ML_OPSET = 5;

  private static final Map<String, Set<String>> FIELDS =
      Map.ofEntries(
          Map.entry(
              "ModelProto",
              Set.of(
                  "ir_version",
                  "opset_import",
                  "producer_name",
                  "producer_version",
                  "domain",
                  "model_version",
                  "doc_string",
                  "graph",
                  "metadata_props")),
          Map.entry("OperatorSetIdProto", Set.of("domain", "version")),
          Map.entry("StringStringEntryProto", Set.of("key", "value")),
          Map.entry(
              "GraphProto",
              Set.of("node", "name", "initializer", "doc_string", "input", "output", "value_info")),
          Map.entry(
              "NodeProto",
              Set.of("input", "output", "name", "op_type", "domain", "attribute", "doc_string")),
          Map.entry("AttributeProto", Set.of("name", "type", "i", "ints", "t", "doc_string")),
          Map.entry(
              "TensorProto",
              Set.of(
                  "dims",
                  "data_type",
                  "float_data",
                  "double_data",
                  "raw_data",
                  "name",
                  "doc_string")),
          Map.entry("ValueInfoProto", Set.of("name", "type", "doc_string")),
          Map.entry("TypeProto", Set.of("tensor_type")),
          Map.entry("Tensor", Set.of("elem_type", "shape")),
          Map.entry("TensorShapeProto", Set.of("dim")),
          Map.entry("Dimension", Set.of("dim_value", "dim_param")));

  private static final Set<String> TREE_OPERATORS = Set.of("TreeEnsemble");
  private static final Set<String> OPERATORS = Set.of("Cast", "Add", "Sub", "Mul", "Div", "MatMul");

  private OnnxCheck() {}

  /**
   * Checks a model.
   *
   * @param file name for messages
   * @param onnx the model's bytes
   * @param featureNames names of the columns that it must take, in order
   * @throws Refusal naming the file and what is not admitted
   */
  public static void check(String file, byte[] onnx, List<String> featureNames) {
    if (onnx.length > MAX_BYTES) {
      throw Refusal.data(
          "%s is too large for a model: bytes=%d limit=%d".formatted(file, onnx.length, MAX_BYTES));
    }
    ModelProto model;
    try {
      model = ModelProto.parseFrom(onnx);
    } catch (InvalidProtocolBufferException e) {
      throw Refusal.data("%s is not an ONNX model: %s".formatted(file, e.getMessage()));
    }
    checkFields(file, model);
    checkVersions(file, model);
    GraphProto graph = model.getGraph();
    if (graph.getNodeCount() > MAX_NODES) {
      throw Refusal.data(
          "%s has too many nodes: nodes=%d limit=%d"
              .formatted(file, graph.getNodeCount(), MAX_NODES));
    }
    for (NodeProto node : graph.getNodeList()) {
      checkOperator(file, node);
    }
    GraphShapes.check(file, graph, featureNames.size());
    checkFeatureNames(file, model, featureNames);
  }

  private static void checkFields(String file, Message message) {
    String type = message.getDescriptorForType().getName();
    Set<String> allowed = FIELDS.getOrDefault(type, Set.of());
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw Refusal.data(
          "%s holds unknown fields: message=%s numbers=%s"
              .formatted(file, type, message.getUnknownFields().asMap().keySet()));
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      String name = field.getKey().getName();
      if (!allowed.contains(name)) {
        throw Refusal.data(
            "%s holds a field that is not allowed: message=%s field=%s"
                .formatted(file, type, name));
      }
      if (field.getKey().getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (field.getValue() instanceof List<?> list) {
        for (Object item : list) {
          checkFields(file, (Message) item);
        }
      } else {
        checkFields(file, (Message) field.getValue());
      }
    }
  }

  private static void checkVersions(String file, ModelProto model) {
    if (model.getIrVersion() < 3 || model.getIrVersion() > MAX_IR_VERSION) {
      throw Refusal.data(
          "%s has an IR version outside 3..%d: irVersion=%d"
              .formatted(file, MAX_IR_VERSION, model.getIrVersion()));
    }
    Set<String> seen = new HashSet<>();
    for (OperatorSetIdProto opset : model.getOpsetImportList()) {
      boolean fits =
          switch (opset.getDomain()) {
            case "" -> opset.getVersion() >= MIN_OPSET && opset.getVersion() <= MAX_OPSET;
            case ML_DOMAIN -> opset.getVersion() == ML_OPSET;
            default -> false;
          };
      if (!fits || !seen.add(opset.getDomain())) {
        throw Refusal.data(
            "%s imports an operator set that is not allowed: domain=%s version=%d"
                .formatted(
                    file,
                    opset.getDomain().isEmpty() ? "ai.onnx" : opset.getDomain(),
                    opset.getVersion()));
      }
    }
  }

  private static void checkOperator(String file, NodeProto node) {
    Set<String> operators =
        switch (node.getDomain()) {
          case "" -> OPERATORS;
          case ML_DOMAIN -> TREE_OPERATORS;
          default -> Set.of();
        };
    if (!operators.contains(node.getOpType())) {
      throw Refusal.data(
          "%s uses an operator that is not allowed: node=%s operator=%s domain=%s"
              .formatted(
                  file,
                  node.getName(),
                  node.getOpType(),
                  node.getDomain().isEmpty() ? "ai.onnx" : node.getDomain()));
    }
  }

  private static void checkFeatureNames(String file, ModelProto model, List<String> featureNames) {
    String found = "";
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      if (entry.getKey().equals(FEATURES_KEY)) {
        found = entry.getValue();
      }
    }
    List<String> columns = List.of(found.split(",", -1));
    for (int i = 0; i < featureNames.size(); i++) {
      String column = i < columns.size() ? columns.get(i) : "nothing";
      if (!column.equals(featureNames.get(i))) {
        throw Refusal.data(
            "%s was made for other features: column=%d model=%s service=%s"
                .formatted(file, i, column, featureNames.get(i)));
      }
    }
    if (columns.size() != featureNames.size()) {
      throw Refusal.data(
          "%s was made for more features: model=%d service=%d"
              .formatted(file, columns.size(), featureNames.size()));
    }
  }
}
