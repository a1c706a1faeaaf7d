package io.statarb.bundle;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.statarb.cli.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks that a {@code TreeEnsembleRegressor} holds trees: each node is named once, is reached once
 * from node 0 of its tree, asks for a feature that exists, and each leaf has one finite weight. A
 * cycle would not end and a feature out of range would read foreign memory.
 */
final class TreeCheck {
  private static final Map<String, AttributeType> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("nodes_treeids", AttributeType.INTS),
          Map.entry("nodes_nodeids", AttributeType.INTS),
          Map.entry("nodes_featureids", AttributeType.INTS),
          Map.entry("nodes_modes", AttributeType.STRINGS),
          Map.entry("nodes_values", AttributeType.FLOATS),
          Map.entry("nodes_truenodeids", AttributeType.INTS),
          Map.entry("nodes_falsenodeids", AttributeType.INTS),
          Map.entry("target_treeids", AttributeType.INTS),
          Map.entry("target_nodeids", AttributeType.INTS),
          Map.entry("target_ids", AttributeType.INTS),
          Map.entry("target_weights", AttributeType.FLOATS),
          Map.entry("n_targets", AttributeType.INT),
          Map.entry("aggregate_function", AttributeType.STRING),
          Map.entry("post_transform", AttributeType.STRING));

  private static final Set<String> MODES = Set.of("BRANCH_LEQ", "LEAF");

  private record NodeKey(long tree, long node) {}

  private final String file;
  private final Map<String, AttributeProto> attributes = new HashMap<>();
  private final Map<NodeKey, Integer> indexOf = new HashMap<>();

  private TreeCheck(String file) {
    this.file = file;
  }

  static void check(String file, NodeProto node, int featureCount) {
    TreeCheck check = new TreeCheck(file);
    check.readAttributes(node);
    check.nodes(featureCount);
    check.shape();
    check.weights();
  }

  private void readAttributes(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      AttributeType expected = ATTRIBUTES.get(attribute.getName());
      if (expected != attribute.getType()
          || attributes.put(attribute.getName(), attribute) != null) {
        throw refuse(
            "attribute is not allowed: name=%s type=%s"
                .formatted(attribute.getName(), attribute.getType()));
      }
    }
    for (String name : ATTRIBUTES.keySet()) {
      if (!attributes.containsKey(name)) {
        throw refuse("attribute is missing: name=%s".formatted(name));
      }
    }
    if (attribute("n_targets").getI() != 1
        || !attribute("aggregate_function").getS().toStringUtf8().equals("SUM")
        || !attribute("post_transform").getS().toStringUtf8().equals("NONE")) {
      throw refuse("one target, aggregate SUM and no post transform are allowed");
    }
  }

  private void nodes(int featureCount) {
    int count = attribute("nodes_nodeids").getIntsCount();
    boolean equalLengths =
        attribute("nodes_treeids").getIntsCount() == count
            && attribute("nodes_featureids").getIntsCount() == count
            && attribute("nodes_modes").getStringsCount() == count
            && attribute("nodes_values").getFloatsCount() == count
            && attribute("nodes_truenodeids").getIntsCount() == count
            && attribute("nodes_falsenodeids").getIntsCount() == count;
    if (count == 0 || !equalLengths) {
      throw refuse("the node attributes must have one length, above 0");
    }
    for (int i = 0; i < count; i++) {
      NodeKey key = key("nodes", i);
      String mode = attribute("nodes_modes").getStrings(i).toStringUtf8();
      long feature = attribute("nodes_featureids").getInts(i);
      float value = attribute("nodes_values").getFloats(i);
      if (indexOf.put(key, i) != null) {
        throw refuse("node twice: %s".formatted(key));
      }
      if (!MODES.contains(mode)) {
        throw refuse("mode is not allowed: %s mode=%s".formatted(key, mode));
      }
      if (feature < 0 || feature >= featureCount) {
        throw refuse(
            "feature out of range: %s feature=%d features=%d"
                .formatted(key, feature, featureCount));
      }
      if (!Float.isFinite(value)) {
        throw refuse("split is not finite: %s value=%s".formatted(key, value));
      }
    }
  }

  private void shape() {
    Map<Long, Integer> roots = new TreeMap<>();
    indexOf.forEach((key, index) -> {
      if (key.node() == 0) {
        roots.put(key.tree(), index);
      }
    });
    boolean[] reached = new boolean[indexOf.size()];
    List<Integer> todo = new ArrayList<>(roots.values());
    int count = 0;
    while (!todo.isEmpty()) {
      int i = todo.removeLast();
      if (reached[i]) {
        throw refuse("node is reached twice: %s".formatted(key("nodes", i)));
      }
      reached[i] = true;
      count++;
      if (!isLeaf(i)) {
        todo.add(child(i, "nodes_truenodeids"));
        todo.add(child(i, "nodes_falsenodeids"));
      }
    }
    if (count != reached.length) {
      throw refuse("nodes are not reached from a root: nodes=%d".formatted(reached.length - count));
    }
  }

  private int child(int parent, String attribute) {
    NodeKey key = new NodeKey(key("nodes", parent).tree(), attribute(attribute).getInts(parent));
    Integer index = indexOf.get(key);
    if (index == null) {
      throw refuse("child is not there: parent=%s child=%s".formatted(key("nodes", parent), key));
    }
    return index;
  }

  private void weights() {
    int count = attribute("target_weights").getFloatsCount();
    boolean equalLengths =
        attribute("target_treeids").getIntsCount() == count
            && attribute("target_nodeids").getIntsCount() == count
            && attribute("target_ids").getIntsCount() == count;
    if (!equalLengths) {
      throw refuse("the target attributes must have one length");
    }
    boolean[] weighed = new boolean[indexOf.size()];
    for (int i = 0; i < count; i++) {
      NodeKey key = key("target", i);
      Integer index = indexOf.get(key);
      if (index == null
          || !isLeaf(index)
          || weighed[index]
          || attribute("target_ids").getInts(i) != 0
          || !Float.isFinite(attribute("target_weights").getFloats(i))) {
        throw refuse("a weight must be finite and belong to one leaf: %s".formatted(key));
      }
      weighed[index] = true;
    }
    for (int i = 0; i < weighed.length; i++) {
      if (isLeaf(i) && !weighed[i]) {
        throw refuse("leaf without a weight: %s".formatted(key("nodes", i)));
      }
    }
  }

  private boolean isLeaf(int index) {
    return attribute("nodes_modes").getStrings(index).toStringUtf8().equals("LEAF");
  }

  private NodeKey key(String prefix, int index) {
    return new NodeKey(
        attribute(prefix + "_treeids").getInts(index),
        attribute(prefix + "_nodeids").getInts(index));
  }

  private AttributeProto attribute(String name) {
    AttributeProto attribute = attributes.get(name);
    if (attribute == null) {
      throw refuse("attribute is missing: name=%s".formatted(name));
    }
    return attribute;
  }

  private Refusal refuse(String fact) {
    return Refusal.data(file + ": trees: " + fact);
  }
}
