package io.statarb.training;

import java.util.List;

/** A fitted model of the label. Not thread-safe: one thread at a time. */
interface SpreadModel {
  /** Score of a row, by the library that fitted the model. */
  double score(double[] features);

  /** The model as ONNX; equal models give equal bytes. */
  byte[] toOnnx(List<String> featureNames);
}
