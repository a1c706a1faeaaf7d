package io.statarb.export;

import io.statarb.bundle.ModelCertificate;
import io.statarb.bundle.OnnxCheck;
import io.statarb.bundle.ValidationRows;
import io.statarb.cli.Refusal;
import io.statarb.scoring.OnnxScorer;
import io.statarb.scoring.Scorer;
import java.util.List;

/**
 * Compares an exported model with Smile's predictions on every validation row, by the very scorer
 * that trades. A decision is the sign of the score where |score| is at least the threshold, else
 * none.
 */
public final class ParityCertificate {
  private ParityCertificate() {}

  /**
   * Certifies a model.
   *
   * @param name name of the pair
   * @param modelKind family of the model
   * @param onnx the model's bytes
   * @param featureNames names of the columns in order
   * @param rows all validation rows with Smile's predictions
   * @param threshold threshold on |score|
   * @return the certificate
   * @throws Refusal when a decision differs, rows lie on one side of the threshold only, or a row,
   *     prediction or score is not finite
   */
  public static ModelCertificate of(
      String name,
      String modelKind,
      byte[] onnx,
      List<String> featureNames,
      ValidationRows rows,
      double threshold) {
    OnnxCheck.check(name, onnx, featureNames);
    ModelCertificate certificate = measure(name, modelKind, onnx, rows, threshold);
    if (certificate.decisionFlips() > 0) {
      throw Refusal.data(
          "the model of %s decides otherwise than Smile: decisionFlips=%d rows=%d maxAbsDiff=%s threshold=%s"
              .formatted(
                  name,
                  certificate.decisionFlips(),
                  certificate.rows(),
                  certificate.maxAbsDiff(),
                  threshold));
    }
    if (certificate.rowsAbove() == 0 || certificate.rowsBelow() == 0) {
      throw Refusal.data(
          "the validation rows of %s lie on one side of the threshold, which proves nothing: rowsAbove=%d rowsBelow=%d threshold=%s"
              .formatted(name, certificate.rowsAbove(), certificate.rowsBelow(), threshold));
    }
    return certificate;
  }

  /** Measures without judging but for values that are not finite. */
  static ModelCertificate measure(
      String name, String modelKind, byte[] onnx, ValidationRows rows, double threshold) {
    long above = 0;
    long flips = 0;
    double maxAbsDiff = 0.0;
    double[] row = new double[rows.columns()];
    try (Scorer scorer = OnnxScorer.of(onnx, rows.columns())) {
      for (int i = 0; i < rows.rows(); i++) {
        rows.copyRow(i, row);
        double score = scorer.score(row);
        double expected = rows.prediction(i);
        double difference = Math.abs(score - expected);
        if (!Double.isFinite(difference)) {
          throw Refusal.data(
              "the model of %s gives no finite score: row=%d onnx=%s smile=%s"
                  .formatted(name, i, score, expected));
        }
        maxAbsDiff = Math.max(maxAbsDiff, difference);
        int decision = decision(expected, threshold);
        above += decision == 0 ? 0 : 1;
        flips += decision == decision(score, threshold) ? 0 : 1;
      }
    }
    return new ModelCertificate(
        name, modelKind, rows.rows(), above, rows.rows() - above, maxAbsDiff, flips, threshold);
  }

  private static int decision(double score, double threshold) {
    return Math.abs(score) >= threshold ? (int) Math.signum(score) : 0;
  }
}
