package io.statarb.bundle;

import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * All validation rows of one model with the predictions of the library that fitted it; what the
 * export's certificate compares.
 *
 * <pre>
 * little endian
 * +----------+----------+------------------------------+---------------------+
 * | int32 n  | int32 k  | n * k float32, row by row    | n float64           |
 * +----------+----------+------------------------------+---------------------+
 * </pre>
 *
 * <p>Rows are float32 because that is what a model reads in production; predictions were made on
 * the same values widened to double.
 */
public final class ValidationRows {
  private static final int HEADER_BYTES = 2 * Integer.BYTES;

  private final int columns;
  private final float[] features;
  private final double[] predictions;

  private ValidationRows(int columns, float[] features, double[] predictions) {
    if (columns < 1 || features.length != Math.multiplyExact(columns, predictions.length)) {
      throw new IllegalArgumentException(
          "rows do not fit: columns=%d features=%d predictions=%d"
              .formatted(columns, features.length, predictions.length));
    }
    this.columns = columns;
    this.features = features;
    this.predictions = predictions;
  }

  /**
   * Makes rows; the arrays are kept, not copied.
   *
   * @param columns features per row
   * @param features rows one after the other
   * @param predictions one per row
   */
  public static ValidationRows of(int columns, float[] features, double[] predictions) {
    return new ValidationRows(columns, features, predictions);
  }

  /** Number of rows. */
  public int rows() {
    return predictions.length;
  }

  /** Features per row. */
  public int columns() {
    return columns;
  }

  /** One value. */
  public float feature(int row, int column) {
    return features[row * columns + column];
  }

  /** The fitting library's prediction for a row. */
  public double prediction(int row) {
    return predictions[row];
  }

  /** Copies a row into {@code into}, widened to double. */
  public void copyRow(int row, double[] into) {
    for (int c = 0; c < columns; c++) {
      into[c] = features[row * columns + c];
    }
  }

  /** Writes the file, whole or not at all. */
  public void write(Path file) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(fileBytes(predictions.length, columns)))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(predictions.length)
            .putInt(columns);
    for (float value : features) {
      bytes.putFloat(value);
    }
    for (double value : predictions) {
      bytes.putDouble(value);
    }
    AtomicFiles.write(file, bytes.array());
  }

  /**
   * Reads such a file.
   *
   * @throws Refusal when it is missing, cut short or longer than it says
   */
  public static ValidationRows read(Path file) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw Refusal.data("%s is missing: a model needs its validation rows".formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (content.length < HEADER_BYTES) {
      throw Refusal.data("%s is cut short: bytes=%d".formatted(file, content.length));
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int n = bytes.getInt();
    int k = bytes.getInt();
    if (n < 0 || k < 1 || fileBytes(n, k) != content.length) {
      throw Refusal.data(
          "%s does not have the length that its header says: rows=%d columns=%d bytes=%d"
              .formatted(file, n, k, content.length));
    }
    float[] features = new float[n * k];
    for (int i = 0; i < features.length; i++) {
      features[i] = bytes.getFloat();
    }
    double[] predictions = new double[n];
    for (int i = 0; i < n; i++) {
      predictions[i] = bytes.getDouble();
    }
    return new ValidationRows(k, features, predictions);
  }

  private static long fileBytes(int n, int k) {
    // n and k are below 2^31, so the products stay below 2^64 / 2; the sum is checked by callers.
    return Math.addExact(
        HEADER_BYTES + (long) n * Double.BYTES, Math.multiplyExact((long) n * k, Float.BYTES));
  }
}
