package io.statarb.bundle;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.statarb.cli.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the numbers of a tensor after checking that they are what its shape says, and finite. */
final class TensorContent {
  private static final long MAX_ELEMENTS = OnnxCheck.MAX_BYTES / Float.BYTES;

  private TensorContent() {}

  /**
   * The numbers of a float32 or float64 tensor.
   *
   * @param where file and place for messages
   */
  static double[] numbers(String where, TensorProto tensor) {
    int type = tensor.getDataType();
    boolean isFloat = type == TensorProto.DataType.FLOAT_VALUE;
    if (!isFloat && type != TensorProto.DataType.DOUBLE_VALUE) {
      throw Refusal.data(
          "%s: tensor %s must be float32 or float64: dataType=%d"
              .formatted(where, tensor.getName(), type));
    }
    int count = elements(where, tensor);
    double[] numbers = new double[count];
    if (tensor.hasRawData()) {
      checkCount(where, tensor, tensor.getFloatDataCount() + tensor.getDoubleDataCount(), 0);
      int width = isFloat ? Float.BYTES : Double.BYTES;
      checkCount(where, tensor, tensor.getRawData().size(), (long) count * width);
      ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) {
        numbers[i] = isFloat ? raw.getFloat() : raw.getDouble();
      }
    } else {
      checkCount(where, tensor, tensor.getFloatDataCount(), isFloat ? count : 0);
      checkCount(where, tensor, tensor.getDoubleDataCount(), isFloat ? 0 : count);
      for (int i = 0; i < count; i++) {
        numbers[i] = isFloat ? tensor.getFloatData(i) : tensor.getDoubleData(i);
      }
    }
    for (int i = 0; i < count; i++) {
      if (!Double.isFinite(numbers[i])) {
        throw Refusal.data(
            "%s: tensor %s is not finite: index=%d value=%s"
                .formatted(where, tensor.getName(), i, numbers[i]));
      }
    }
    return numbers;
  }

  /** The bytes of a uint8 tensor in raw form. */
  static byte[] bytes(String where, TensorProto tensor) {
    if (tensor.getDataType() != TensorProto.DataType.UINT8_VALUE) {
      throw Refusal.data(
          "%s: tensor %s must be uint8: dataType=%d"
              .formatted(where, tensor.getName(), tensor.getDataType()));
    }
    checkCount(where, tensor, tensor.getFloatDataCount() + tensor.getDoubleDataCount(), 0);
    checkCount(where, tensor, tensor.getRawData().size(), elements(where, tensor));
    return tensor.getRawData().toByteArray();
  }

  private static int elements(String where, TensorProto tensor) {
    if (tensor.getDimsCount() < 1 || tensor.getDimsCount() > 2) {
      throw Refusal.data(
          "%s: tensor %s must have one or two dimensions: dims=%s"
              .formatted(where, tensor.getName(), tensor.getDimsList()));
    }
    long elements = 1;
    for (long dim : tensor.getDimsList()) {
      // Divided, not multiplied: a product could overflow and look small.
      if (dim < 1 || dim > MAX_ELEMENTS / elements) {
        throw Refusal.data(
            "%s: tensor %s has dimensions out of range: dims=%s"
                .formatted(where, tensor.getName(), tensor.getDimsList()));
      }
      elements *= dim;
    }
    return Math.toIntExact(elements);
  }

  private static void checkCount(String where, TensorProto tensor, long given, long needed) {
    if (given != needed) {
      throw Refusal.data(
          "%s: tensor %s does not hold what its shape says: dims=%s given=%d needed=%d"
              .formatted(where, tensor.getName(), tensor.getDimsList(), given, needed));
    }
  }
}
