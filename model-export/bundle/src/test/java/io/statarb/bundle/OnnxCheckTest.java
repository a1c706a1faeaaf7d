package io.statarb.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.UnknownFieldSet;
import io.statarb.cli.Refusal;
import io.statarb.scoring.OnnxScorer;
import io.statarb.scoring.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OnnxCheckTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  @Test
  void shouldAdmitWhatTheExporterWrites() {
    OnnxCheck.check("m", linear().build().toByteArray(), NAMES);
    OnnxCheck.check("m", TestModels.tree(NAMES).build().toByteArray(), NAMES);
  }

  static Stream<Arguments> spoiltLinearModels() {
    return Stream.of(
        spoilt(
            "external data",
            "field=external_data",
            m ->
                weights(m)
                    .clearRawData()
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", "../secret"))),
        spoilt(
            "external data by the marker of memory",
            "field=external_data",
            m -> weights(m).addExternalData(entry("location", "*/_ORT_MEM_ADDR_/*"))),
        spoilt(
            "data location alone",
            "field=data_location",
            m -> weights(m).setDataLocation(TensorProto.DataLocation.EXTERNAL)),
        spoilt("nested functions", "field=functions", OnnxCheckTest::addFunctions),
        spoilt(
            "loop",
            "operator=Loop",
            m -> m.getGraphBuilder().addNode(TestModels.node("Loop", "l", "x"))),
        spoilt(
            "subgraph",
            "field=g",
            m ->
                m.getGraphBuilder()
                    .getNodeBuilder(0)
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("body")
                            .setType(AttributeType.GRAPH)
                            .setG(GraphProto.newBuilder().setName("inner")))),
        spoilt(
            "foreign domain",
            "domain=com.evil",
            m ->
                m.getGraphBuilder()
                    .addNode(TestModels.node("Add", "l", "x", "x").setDomain("com.evil"))),
        spoilt(
            "foreign operator set",
            "domain=com.evil version=1",
            m ->
                m.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain("com.evil").setVersion(1))),
        spoilt(
            "operator set too new",
            "domain=ai.onnx version=99",
            m -> m.getOpsetImportBuilder(0).setVersion(99)),
        spoilt("IR version too new", "irVersion=11", m -> m.setIrVersion(11)),
        spoilt(
            "sparse initialiser",
            "field=sparse_initializer",
            m -> m.getGraphBuilder().addSparseInitializer(SparseTensorProto.newBuilder())),
        spoilt(
            "training info",
            "field=training_info",
            m -> m.addTrainingInfo(TrainingInfoProto.newBuilder())),
        spoilt(
            "unknown field",
            "unknown fields: message=GraphProto numbers=[99]",
            m ->
                m.getGraphBuilder()
                    .setUnknownFields(
                        UnknownFieldSet.newBuilder()
                            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                            .build())),
        spoilt("NaN weight", "weights is not finite: index=1", m -> weight(m, Double.NaN)),
        spoilt(
            "infinite weight",
            "weights is not finite: index=1",
            m -> weight(m, Double.NEGATIVE_INFINITY)),
        spoilt("2^40 numbers", "dimensions out of range", m -> dims(m, 1L << 40, 1)),
        spoilt("2^32 x 2^32 numbers", "dimensions out of range", m -> dims(m, 1L << 32, 1L << 32)),
        spoilt("negative dimension", "dimensions out of range", m -> dims(m, -3, 1)),
        spoilt("zero dimension", "dimensions out of range", m -> dims(m, 0, 1)),
        spoilt("three dimensions", "one or two dimensions", m -> weights(m).addDims(1)),
        spoilt(
            "data too short",
            "does not hold what its shape says",
            m -> weights(m).setRawData(weights(m).getRawData().substring(0, 8))),
        spoilt(
            "data twice", "does not hold what its shape says", m -> weights(m).addDoubleData(1.0)),
        spoilt(
            "integers as weights",
            "must be float32 or float64",
            m -> weights(m).setDataType(DataType.INT64_VALUE)),
        spoilt(
            "shapes that do not fit",
            "operands that do not fit",
            m -> weights(m).clearDims().addDims(1).addDims(3)),
        spoilt(
            "float32 against float64",
            "operands that do not fit",
            m -> m.getGraphBuilder().getNodeBuilder(1).setInput(0, "features")),
        spoilt(
            "value that is not there",
            "reads a value that is not there: name=ghost",
            m -> m.getGraphBuilder().getNodeBuilder(2).setInput(0, "ghost")),
        spoilt(
            "value used before it is made",
            "reads a value that is not there: name=product",
            m -> {
              NodeProto last = m.getGraph().getNode(2);
              m.getGraphBuilder().removeNode(2).addNode(0, last);
            }),
        spoilt(
            "value made twice",
            "must have a name of its own: name=x",
            m -> m.getGraphBuilder().getNodeBuilder(1).setOutput(0, "x")),
        spoilt(
            "attribute that means nothing",
            "attribute that is not allowed: transA",
            m ->
                m.getGraphBuilder()
                    .getNodeBuilder(1)
                    .addAttribute(TestModels.integer("transA", 1))),
        spoilt(
            "cast to text",
            "must cast to float32 or float64",
            m ->
                m.getGraphBuilder()
                    .getNodeBuilder(0)
                    .setAttribute(0, TestModels.integer("to", DataType.STRING_VALUE))),
        spoilt(
            "other input",
            "the input must be features float32 [N,3]",
            m -> m.getGraphBuilder().setInput(0, TestModels.batch("features", DataType.FLOAT, 4))),
        spoilt(
            "second input",
            "the input must be features float32 [N,3]",
            m -> m.getGraphBuilder().addInput(TestModels.batch("more", DataType.FLOAT, 3))),
        spoilt(
            "other output",
            "the output must be score float64 [N,1]",
            m -> m.getGraphBuilder().setOutput(0, TestModels.batch("score", DataType.FLOAT, 1))),
        spoilt(
            "output that is a constant",
            "the output must be score float64 [N,1]",
            m -> {
              m.getGraphBuilder().getNodeBuilder(2).setOutput(0, "other");
              m.getGraphBuilder()
                  .addInitializer(TestModels.tensor("score", new long[] {1, 1}, 0.0));
            }),
        spoilt(
            "other column names",
            "column=1 model=c service=b",
            m -> m.getMetadataPropsBuilder(0).setValue("a,c,b")),
        spoilt(
            "more columns than named",
            "column=2 model=nothing service=c",
            m -> m.getMetadataPropsBuilder(0).setValue("a,b")),
        spoilt(
            "no column names", "column=0 model= service=a", ModelProto.Builder::clearMetadataProps),
        spoilt(
            "too many nodes",
            "too many nodes",
            m -> {
              for (int i = 0; i < 10_001; i++) {
                m.getGraphBuilder().addNode(TestModels.node("Add", "n" + i, "x", "x"));
              }
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiltLinearModels")
  void shouldRefuseLinearModelWhenSpoilt(
      String what, String sentence, Consumer<ModelProto.Builder> spoil) {
    ModelProto.Builder model = linear();
    spoil.accept(model);
    assertRefused(model, sentence);
  }

  static Stream<Arguments> spoiltTrees() {
    return Stream.of(
        spoilt("cycle", "node is reached twice: index=0", m -> set(m, "nodes_falsenodeids", 0, 2)),
        spoilt(
            "leaf shared",
            "leaf is reached twice: index=0",
            m -> set(m, "nodes_truenodeids", 0, 0)),
        spoilt("feature too large", "feature out of range", m -> set(m, "nodes_featureids", 0, 3)),
        spoilt("feature negative", "feature out of range", m -> set(m, "nodes_featureids", -1, 0)),
        spoilt(
            "feature beyond int",
            "feature out of range",
            m -> set(m, "nodes_featureids", 1L << 32, 0)),
        spoilt(
            "child out of range",
            "node out of range: index=7",
            m -> set(m, "nodes_falsenodeids", 7, 2)),
        spoilt(
            "leaf out of range",
            "leaf out of range: index=3",
            m -> set(m, "nodes_falsenodeids", 1, 3)),
        spoilt("root out of range", "node out of range: index=9", m -> set(m, "tree_roots", 9)),
        spoilt(
            "root in the middle", "node is not reached from a root", m -> set(m, "tree_roots", 1)),
        spoilt(
            "flag that is none",
            "a child is a leaf or not: node=0 flag=2",
            m -> set(m, "nodes_trueleafs", 2, 1)),
        spoilt("lengths that differ", "one length", m -> set(m, "nodes_trueleafs", 1)),
        spoilt("second target", "one weight for target 0", m -> set(m, "leaf_targetids", 0, 1, 0)),
        spoilt(
            "too few weights",
            "one weight for target 0",
            m -> attribute(m, TestModels.numbers("leaf_weights", 1.0))),
        spoilt(
            "NaN split",
            "is not finite: index=1",
            m -> attribute(m, TestModels.numbers("nodes_splits", 0.5, Double.NaN))),
        spoilt(
            "infinite weight",
            "is not finite: index=2",
            m ->
                attribute(
                    m, TestModels.numbers("leaf_weights", 0.0, 1.0, Double.POSITIVE_INFINITY))),
        spoilt(
            "other comparison",
            "only value <= split is allowed: node=1 mode=1",
            m -> attribute(m, TestModels.modes(0, 1))),
        spoilt(
            "average",
            "aggregate SUM",
            m -> attribute(m, TestModels.integer("aggregate_function", 0))),
        spoilt(
            "attribute missing",
            "attribute is missing: name=leaf_weights",
            m -> tree(m).removeAttribute(index(m, "leaf_weights"))),
        spoilt(
            "attribute unknown",
            "attribute is not allowed: name=nodes_hitrates",
            m -> tree(m).addAttribute(TestModels.numbers("nodes_hitrates", 1.0, 1.0))),
        spoilt(
            "attribute twice",
            "attribute is not allowed: name=n_targets",
            m -> tree(m).addAttribute(TestModels.integer("n_targets", 1))),
        spoilt(
            "float32 input",
            "must read the features as float64",
            m -> tree(m).setInput(0, "features")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiltTrees")
  void shouldRefuseTreesWhenSpoilt(
      String what, String sentence, Consumer<ModelProto.Builder> spoil) {
    ModelProto.Builder model = TestModels.tree(NAMES);
    spoil.accept(model);
    assertRefused(model, sentence);
  }

  @Test
  void shouldRefuseWhenBytesAreNoModel() {
    byte[] whole = linear().build().toByteArray();
    for (byte[] bytes :
        List.of(
            new byte[0],
            new byte[] {1, 2, 3},
            "not a model".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            Arrays.copyOf(whole, whole.length / 2))) {
      assertThatThrownBy(() -> OnnxCheck.check("models/0.onnx", bytes, NAMES))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith("models/0.onnx");
    }
  }

  @Test
  void shouldRefuseWhenModelIsTooLarge() {
    assertThatThrownBy(() -> OnnxCheck.check("m", new byte[(64 << 20) + 1], NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("too large for a model: bytes=67108865");
  }

  @Test
  void shouldRefuseOrScoreWhenBytesAreMutated() {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? 31 : Long.parseLong(given);
    System.out.println("seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> originals =
        List.of(linear().build().toByteArray(), TestModels.tree(NAMES).build().toByteArray());
    int admitted = 0;
    int scored = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = originals.get(i % 2).clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        OnnxCheck.check("m", bytes, NAMES);
      } catch (Refusal expected) {
        continue;
      }
      admitted++;
      if (admitted % 10 == 0) {
        // What is admitted must not hurt the runtime.
        try (Scorer scorer = OnnxScorer.of(bytes, NAMES.size())) {
          scored += Double.isNaN(scorer.score(new double[] {1.0, 2.0, 3.0})) ? 0 : 1;
        } catch (Refusal expected) {
          // The runtime is stricter than we are in names and the like.
        }
      }
    }
    System.out.println("admitted=" + admitted + " scored=" + scored);
    assertThat(scored).isPositive();
  }

  private static ModelProto.Builder linear() {
    return TestModels.linear(NAMES, new double[] {1.0, 2.0, 3.0}, 0.5);
  }

  private static Arguments spoilt(
      String what, String sentence, Consumer<ModelProto.Builder> spoil) {
    return Arguments.of(what, sentence, spoil);
  }

  private static TensorProto.Builder weights(ModelProto.Builder model) {
    return model.getGraphBuilder().getInitializerBuilder(0);
  }

  private static void weight(ModelProto.Builder model, double value) {
    model
        .getGraphBuilder()
        .setInitializer(0, TestModels.tensor("weights", new long[] {3, 1}, 1.0, value, 3.0));
  }

  private static void dims(ModelProto.Builder model, long rows, long columns) {
    weights(model).clearDims().addDims(rows).addDims(columns);
  }

  private static void addFunctions(ModelProto.Builder model) {
    for (int i = 0; i < 3_000; i++) {
      model.addFunctions(
          FunctionProto.newBuilder()
              .setName("f" + i)
              .setDomain("d")
              .addNode(TestModels.node("f" + (i + 1), "y", "x").setDomain("d")));
    }
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static NodeProto.Builder tree(ModelProto.Builder model) {
    return model.getGraphBuilder().getNodeBuilder(1);
  }

  private static int index(ModelProto.Builder model, String name) {
    List<AttributeProto> attributes = tree(model).getAttributeList();
    for (int i = 0; i < attributes.size(); i++) {
      if (attributes.get(i).getName().equals(name)) {
        return i;
      }
    }
    throw new AssertionError("no attribute " + name);
  }

  private static void attribute(ModelProto.Builder model, AttributeProto attribute) {
    tree(model).setAttribute(index(model, attribute.getName()), attribute);
  }

  private static void set(ModelProto.Builder model, String name, long... values) {
    attribute(model, TestModels.ints(name, values));
  }

  private static void assertRefused(ModelProto.Builder model, String sentence) {
    byte[] bytes = model.build().toByteArray();
    assertThatThrownBy(() -> OnnxCheck.check("models/0.onnx", bytes, NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("models/0.onnx")
        .hasMessageContaining(sentence);
  }
}
