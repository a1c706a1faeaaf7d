package io.statarb.bundle;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.statarb.cli.Refusal;
import io.statarb.scoring.OnnxScorer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows types and shapes through a graph of the operators that {@link OnnxCheck} admits. Each
 * value is a constant or has one row per input row; each name is given once, before its use.
 */
final class GraphShapes {
  private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;
  private static final int DOUBLE = TensorProto.DataType.DOUBLE_VALUE;

  /**
   * A value in the graph.
   *
   * @param type element type
   * @param constant whether it is an initialiser; otherwise it has one row per input row
   * @param rows rows of a constant
   * @param columns columns
   */
  private record Value(int type, boolean constant, long rows, long columns) {}

  private final String file;
  private final Map<String, Value> values = new HashMap<>();

  private GraphShapes(String file) {
    this.file = file;
  }

  static void check(String file, GraphProto graph, int featureCount) {
    GraphShapes shapes = new GraphShapes(file);
    shapes.input(graph, featureCount);
    for (TensorProto tensor : graph.getInitializerList()) {
      shapes.define(tensor.getName(), shapes.initialiser(tensor));
    }
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOutputCount() != 1) {
        throw shapes.refuse("node %s must have one output".formatted(node.getName()));
      }
      shapes.define(node.getOutput(0), shapes.infer(node, featureCount));
    }
    shapes.output(graph);
  }

  private void input(GraphProto graph, int featureCount) {
    if (graph.getInputCount() != 1
        || !graph.getInput(0).getName().equals(OnnxScorer.INPUT)
        || !isBatch(graph.getInput(0), FLOAT, featureCount)) {
      throw refuse("the input must be %s float32 [N,%d]".formatted(OnnxScorer.INPUT, featureCount));
    }
    define(OnnxScorer.INPUT, new Value(FLOAT, false, 0, featureCount));
  }

  private void output(GraphProto graph) {
    Value score = values.get(OnnxScorer.OUTPUT);
    if (graph.getOutputCount() != 1
        || !graph.getOutput(0).getName().equals(OnnxScorer.OUTPUT)
        || !isBatch(graph.getOutput(0), DOUBLE, 1)
        || score == null
        || score.constant()
        || score.type() != DOUBLE
        || score.columns() != 1) {
      throw refuse("the output must be %s float64 [N,1]".formatted(OnnxScorer.OUTPUT));
    }
  }

  private static boolean isBatch(ValueInfoProto info, int type, long columns) {
    if (info.getType().getValueCase() != TypeProto.ValueCase.TENSOR_TYPE) {
      return false;
    }
    TypeProto.Tensor tensor = info.getType().getTensorType();
    List<TensorShapeProto.Dimension> dims = tensor.getShape().getDimList();
    return tensor.getElemType() == type
        && dims.size() == 2
        && dims.get(0).hasDimParam()
        && dims.get(1).hasDimValue()
        && dims.get(1).getDimValue() == columns;
  }

  private void define(String name, Value value) {
    if (name.isEmpty() || values.put(name, value) != null) {
      throw refuse("a value must have a name of its own: name=%s".formatted(name));
    }
  }

  private Value infer(NodeProto node, int featureCount) {
    for (String input : node.getInputList()) {
      if (!values.containsKey(input)) {
        throw refuse(
            "node %s reads a value that is not there: name=%s".formatted(node.getName(), input));
      }
    }
    return switch (node.getOpType()) {
      case "Cast" -> cast(node);
      case "Add", "Sub", "Mul", "Div" -> elementwise(node);
      case "MatMul" -> matMul(node);
      case "TreeEnsemble" -> trees(node, featureCount);
      default -> throw refuse("operator is not allowed: %s".formatted(node.getOpType()));
    };
  }

  private Value cast(NodeProto node) {
    Value x = operand(node, 0, 1);
    AttributeProto to = node.getAttributeCount() == 1 ? node.getAttribute(0) : null;
    if (to == null
        || !to.getName().equals("to")
        || to.getType() != AttributeProto.AttributeType.INT
        || (to.getI() != FLOAT && to.getI() != DOUBLE)) {
      throw refuse("node %s must cast to float32 or float64".formatted(node.getName()));
    }
    return new Value((int) to.getI(), x.constant(), x.rows(), x.columns());
  }

  private Value elementwise(NodeProto node) {
    noAttributes(node);
    Value a = operand(node, 0, 2);
    Value b = operand(node, 1, 2);
    boolean fits =
        a.type() == b.type()
            && !a.constant()
            && (b.columns() == a.columns() || b.columns() == 1)
            && (!b.constant() || b.rows() == 1);
    if (!fits) {
      throw refuse("node %s has operands that do not fit: %s %s".formatted(node.getName(), a, b));
    }
    return a;
  }

  private Value matMul(NodeProto node) {
    noAttributes(node);
    Value a = operand(node, 0, 2);
    Value b = operand(node, 1, 2);
    if (a.type() != b.type() || a.constant() || !b.constant() || a.columns() != b.rows()) {
      throw refuse("node %s has operands that do not fit: %s %s".formatted(node.getName(), a, b));
    }
    return new Value(a.type(), false, 0, b.columns());
  }

  private Value trees(NodeProto node, int featureCount) {
    Value x = operand(node, 0, 1);
    if (x.constant() || x.type() != DOUBLE || x.columns() != featureCount) {
      throw refuse("node %s must read the features as float64: %s".formatted(node.getName(), x));
    }
    TreeCheck.check(file, node, featureCount);
    return new Value(DOUBLE, false, 0, 1);
  }

  private Value operand(NodeProto node, int index, int count) {
    Value value = node.getInputCount() == count ? values.get(node.getInput(index)) : null;
    if (value == null) {
      throw refuse("node %s must have %d inputs".formatted(node.getName(), count));
    }
    return value;
  }

  private void noAttributes(NodeProto node) {
    if (node.getAttributeCount() != 0) {
      throw refuse(
          "node %s has an attribute that is not allowed: %s"
              .formatted(node.getName(), node.getAttribute(0).getName()));
    }
  }

  private Value initialiser(TensorProto tensor) {
    double[] numbers = TensorContent.numbers(file, tensor);
    return tensor.getDimsCount() == 1
        ? new Value(tensor.getDataType(), true, 1, numbers.length)
        : new Value(tensor.getDataType(), true, tensor.getDims(0), tensor.getDims(1));
  }

  private Refusal refuse(String fact) {
    return Refusal.data(file + ": " + fact);
  }
}
