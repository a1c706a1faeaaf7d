package io.statarb.bundle;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.statarb.cli.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that a {@code TreeEnsemble} holds trees: each node and each leaf is reached once from the
 * roots, each node asks "value at most split" of a feature that exists, splits and weights are
 * finite float64. A cycle would not end and an index out of range would read foreign memory.
 */
final class TreeCheck {
  private static final Map<String, AttributeType> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("tree_roots", AttributeType.INTS),
          Map.entry("nodes_featureids", AttributeType.INTS),
          Map.entry("nodes_modes", AttributeType.TENSOR),
          Map.entry("nodes_splits", AttributeType.TENSOR),
          Map.entry("nodes_truenodeids", AttributeType.INTS),
          Map.entry("nodes_trueleafs", AttributeType.INTS),
          Map.entry("nodes_falsenodeids", AttributeType.INTS),
          Map.entry("nodes_falseleafs", AttributeType.INTS),
          Map.entry("leaf_targetids", AttributeType.INTS),
          Map.entry("leaf_weights", AttributeType.TENSOR),
          Map.entry("n_targets", AttributeType.INT),
          Map.entry("aggregate_function", AttributeType.INT),
          Map.entry("post_transform", AttributeType.INT));

  private static final int SUM = 1;
  private static final byte BRANCH_LEQ = 0;

  private final String where;
  private final Map<String, AttributeProto> attributes = new HashMap<>();

  private TreeCheck(String where) {
    this.where = where;
  }

  static void check(String file, NodeProto node, int featureCount) {
    TreeCheck check = new TreeCheck(file + ": node " + node.getName());
    check.readAttributes(node);
    check.nodes(featureCount);
    check.leaves();
    check.reach();
  }

  private void readAttributes(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (ATTRIBUTES.get(attribute.getName()) != attribute.getType()
          || attributes.put(attribute.getName(), attribute) != null) {
        throw refuse(
            "attribute is not allowed: name=%s type=%s"
                .formatted(attribute.getName(), attribute.getType()));
      }
    }
    for (String name : ATTRIBUTES.keySet().stream().sorted().toList()) {
      if (!attributes.containsKey(name)) {
        throw refuse("attribute is missing: name=%s".formatted(name));
      }
    }
    if (attribute("n_targets").getI() != 1
        || attribute("aggregate_function").getI() != SUM
        || attribute("post_transform").getI() != 0) {
      throw refuse("one target, aggregate SUM and no post transform are allowed");
    }
  }

  private void nodes(int featureCount) {
    List<Long> features = ints("nodes_featureids");
    byte[] modes = TensorContent.bytes(where, attribute("nodes_modes").getT());
    int splits = float64("nodes_splits");
    boolean equalLengths =
        modes.length == features.size()
            && splits == features.size()
            && ints("nodes_truenodeids").size() == features.size()
            && ints("nodes_trueleafs").size() == features.size()
            && ints("nodes_falsenodeids").size() == features.size()
            && ints("nodes_falseleafs").size() == features.size();
    if (!equalLengths) {
      throw refuse("the attributes of nodes must have one length");
    }
    for (int i = 0; i < modes.length; i++) {
      long feature = features.get(i);
      if (feature < 0 || feature >= featureCount) {
        throw refuse(
            "feature out of range: node=%d feature=%d features=%d"
                .formatted(i, feature, featureCount));
      }
      if (modes[i] != BRANCH_LEQ) {
        throw refuse("only value <= split is allowed: node=%d mode=%d".formatted(i, modes[i]));
      }
    }
  }

  private void leaves() {
    int weights = float64("leaf_weights");
    List<Long> targets = ints("leaf_targetids");
    if (targets.size() != weights || targets.stream().anyMatch(target -> target != 0)) {
      throw refuse("each leaf must have one weight for target 0: leaves=%d".formatted(weights));
    }
  }

  private void reach() {
    boolean[] nodes = new boolean[ints("nodes_featureids").size()];
    boolean[] leaves = new boolean[ints("leaf_targetids").size()];
    Deque<Integer> todo = new ArrayDeque<>();
    for (long root : ints("tree_roots")) {
      todo.push(mark(nodes, root, "node"));
    }
    while (!todo.isEmpty()) {
      int node = todo.pop();
      for (String side : List.of("true", "false")) {
        long child = ints("nodes_" + side + "nodeids").get(node);
        long leaf = ints("nodes_" + side + "leafs").get(node);
        if (leaf == 1) {
          mark(leaves, child, "leaf");
        } else if (leaf == 0) {
          todo.push(mark(nodes, child, "node"));
        } else {
          throw refuse("a child is a leaf or not: node=%d flag=%d".formatted(node, leaf));
        }
      }
    }
    checkAll(nodes, "node");
    checkAll(leaves, "leaf");
  }

  private int mark(boolean[] reached, long index, String what) {
    if (index < 0 || index >= reached.length) {
      throw refuse("%s out of range: index=%d count=%d".formatted(what, index, reached.length));
    }
    if (reached[(int) index]) {
      throw refuse("%s is reached twice: index=%d".formatted(what, index));
    }
    reached[(int) index] = true;
    return (int) index;
  }

  private void checkAll(boolean[] reached, String what) {
    for (int i = 0; i < reached.length; i++) {
      if (!reached[i]) {
        throw refuse("%s is not reached from a root: index=%d".formatted(what, i));
      }
    }
  }

  private int float64(String name) {
    TensorProto tensor = attribute(name).getT();
    if (tensor.getDataType() != TensorProto.DataType.DOUBLE_VALUE) {
      throw refuse("%s must be float64: dataType=%d".formatted(name, tensor.getDataType()));
    }
    return TensorContent.numbers(where, tensor).length;
  }

  private List<Long> ints(String name) {
    return attribute(name).getIntsList();
  }

  private AttributeProto attribute(String name) {
    AttributeProto attribute = attributes.get(name);
    if (attribute == null) {
      throw refuse("attribute is missing: name=%s".formatted(name));
    }
    return attribute;
  }

  private Refusal refuse(String fact) {
    return Refusal.data(where + ": " + fact);
  }
}
