package io.statarb.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import smile.model.cart.CART;
import smile.model.cart.InternalNode;
import smile.model.cart.Node;
import smile.model.cart.OrdinalNode;
import smile.model.cart.RegressionNode;

/**
 * Trees as the columns of a {@code TreeEnsemble}: nodes of all trees in one table, leaves in
 * another; a child is an index into one of them. Both go down the "true" side when the feature is
 * at most the split, and down the other for NaN.
 */
final class TreeTable {
  private final int featureCount;
  private final List<Long> roots = new ArrayList<>();
  private final List<Long> features = new ArrayList<>();
  private final List<Double> splits = new ArrayList<>();
  private final List<Child> trueChildren = new ArrayList<>();
  private final List<Child> falseChildren = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  private record Child(long index, boolean leaf) {}

  TreeTable(int featureCount) {
    this.featureCount = featureCount;
  }

  /** Adds a tree that gives the same for every row. */
  void addConstant(double value) {
    int node = addNode(0, 0.0);
    trueChildren.set(node, addLeaf(value));
    falseChildren.set(node, addLeaf(value));
    roots.add((long) node);
  }

  /**
   * Adds a tree of Smile.
   *
   * @param tree the tree
   * @param weight from a leaf's output to its weight
   */
  void add(CART tree, DoubleUnaryOperator weight) {
    // Smile leaves a tree without a split where nothing is gained by one.
    if (tree.root() instanceof RegressionNode leaf) {
      addConstant(weight.applyAsDouble(leaf.output()));
    } else {
      roots.add(add(tree.root(), weight).index());
    }
  }

  /** The attributes of the node. */
  List<AttributeProto> attributes() {
    return List.of(
        OnnxGraph.numbers("tree_roots", roots),
        OnnxGraph.numbers("nodes_featureids", features),
        OnnxGraph.zeroBytes("nodes_modes", features.size()),
        OnnxGraph.float64("nodes_splits", splits),
        OnnxGraph.numbers("nodes_truenodeids", indices(trueChildren)),
        OnnxGraph.numbers("nodes_trueleafs", leafFlags(trueChildren)),
        OnnxGraph.numbers("nodes_falsenodeids", indices(falseChildren)),
        OnnxGraph.numbers("nodes_falseleafs", leafFlags(falseChildren)),
        OnnxGraph.numbers("leaf_targetids", weights.stream().map(weight -> 0L).toList()),
        OnnxGraph.float64("leaf_weights", weights),
        OnnxGraph.number("n_targets", 1),
        // SUM
        OnnxGraph.number("aggregate_function", 1),
        // NONE
        OnnxGraph.number("post_transform", 0));
  }

  private Child add(Node node, DoubleUnaryOperator weight) {
    if (node instanceof RegressionNode leaf) {
      return addLeaf(weight.applyAsDouble(leaf.output()));
    }
    if (!(node instanceof OrdinalNode split)) {
      throw new IllegalArgumentException(
          "only splits of numbers can be exported: node=" + node.getClass().getSimpleName());
    }
    if (split.feature() >= featureCount) {
      throw new IllegalArgumentException(
          "a tree asks for a feature that is not named: feature=%d features=%d"
              .formatted(split.feature(), featureCount));
    }
    int index = addNode(split.feature(), SplitValue.of(split, featureCount));
    InternalNode inner = split;
    trueChildren.set(index, add(inner.trueChild(), weight));
    falseChildren.set(index, add(inner.falseChild(), weight));
    return new Child(index, false);
  }

  private int addNode(int feature, double split) {
    features.add((long) feature);
    splits.add(split);
    trueChildren.add(new Child(-1, false));
    falseChildren.add(new Child(-1, false));
    return features.size() - 1;
  }

  private Child addLeaf(double weight) {
    weights.add(weight);
    return new Child(weights.size() - 1, true);
  }

  private static List<Long> indices(List<Child> children) {
    return children.stream().map(Child::index).toList();
  }

  private static List<Long> leafFlags(List<Child> children) {
    return children.stream().map(child -> child.leaf() ? 1L : 0L).toList();
  }
}
