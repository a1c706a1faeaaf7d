package io.statarb.scoring;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.statarb.cli.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reference scorer: ONNX Runtime on one thread, without spinning, with one input and one output
 * buffer that are bound once and reused. Built from bytes that were verified, never from a path, so
 * that no file named inside a model is ever followed.
 *
 * <p>The graph takes {@code features} float32 [N, k] and gives {@code score} float64 [N, 1]. Owned
 * by one thread. ONNX Runtime's Java layer allocates about 0.5 kB per call.
 */
public final class OnnxScorer implements Scorer {
  /** Name of the graph's input. */
  public static final String INPUT = "features";

  /** Name of the graph's output. */
  public static final String OUTPUT = "score";

  private final OrtSession session;
  private final FloatBuffer input;
  private final DoubleBuffer output;
  private final OnnxTensor inputTensor;
  private final OnnxTensor outputTensor;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private final int featureCount;

  private OnnxScorer(OrtSession session, int featureCount) throws OrtException {
    OrtEnvironment environment = environment();
    this.session = session;
    this.featureCount = featureCount;
    this.input = direct(featureCount * Float.BYTES).asFloatBuffer();
    this.output = direct(Double.BYTES).asDoubleBuffer();
    this.inputTensor = OnnxTensor.createTensor(environment, input, new long[] {1, featureCount});
    this.outputTensor = OnnxTensor.createTensor(environment, output, new long[] {1, 1});
    this.inputs = Map.of(INPUT, inputTensor);
    this.outputs = Map.of(OUTPUT, outputTensor);
  }

  /**
   * Loads a model.
   *
   * @param onnx the model's bytes, already verified
   * @param featureCount number of features it must take
   * @throws Refusal when ONNX Runtime does not accept it or its input or output are others
   */
  public static OnnxScorer of(byte[] onnx, int featureCount) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      options.setDeterministicCompute(true);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      OrtSession session = environment().createSession(onnx, options);
      try {
        checkSignature(session, featureCount);
        return new OnnxScorer(session, featureCount);
      } catch (OrtException | Refusal e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      String reason = String.valueOf(e.getMessage()).strip();
      throw Refusal.data("ONNX Runtime does not accept the model: " + reason);
    }
  }

  /** Version of ONNX Runtime. */
  public static String runtimeVersion() {
    return environment().getVersion();
  }

  @Override
  public double score(double[] features) {
    for (int i = 0; i < featureCount; i++) {
      float value = (float) features[i];
      // Trees would send NaN down a branch and answer: no opinion is the safe answer.
      if (!Float.isFinite(value)) {
        return Double.NaN;
      }
      input.put(i, value);
    }
    // A failed run must not leave the score of the row before.
    output.put(0, Double.NaN);
    try (OrtSession.Result result = session.run(inputs, outputs)) {
      return result.size() == 1 ? output.get(0) : Double.NaN;
    } catch (OrtException e) {
      return Double.NaN;
    }
  }

  @Override
  public void close() {
    inputTensor.close();
    outputTensor.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("Invariant: a session closes once", e);
    }
  }

  private static void checkSignature(OrtSession session, int featureCount) throws OrtException {
    boolean inputFits =
        session.getNumInputs() == 1
            && fits(session.getInputInfo().get(INPUT), OnnxJavaType.FLOAT, featureCount);
    boolean outputFits =
        session.getNumOutputs() == 1
            && fits(session.getOutputInfo().get(OUTPUT), OnnxJavaType.DOUBLE, 1);
    if (!inputFits || !outputFits) {
      throw Refusal.data(
          "the model must take features float32 [N,%d] and give score float64 [N,1]: inputs=%s outputs=%s"
              .formatted(featureCount, session.getInputInfo(), session.getOutputInfo()));
    }
  }

  private static boolean fits(@Nullable NodeInfo node, OnnxJavaType type, long columns) {
    return node != null
        && node.getInfo() instanceof TensorInfo tensor
        && tensor.type == type
        && tensor.getShape().length == 2
        && tensor.getShape()[0] == -1
        && tensor.getShape()[1] == columns;
  }

  private static OrtEnvironment environment() {
    // One per process, made by the first call; ONNX Runtime's own rule.
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
