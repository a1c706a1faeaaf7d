package io.statarb.explain;

import io.statarb.explain.RawLines.RawLine;
import io.statarb.explain.TapeRecords.Decision;
import io.statarb.explain.TapeRecords.Fill;
import io.statarb.explain.TapeRecords.Order;
import io.statarb.explain.TapeRecords.Parent;
import io.statarb.explain.TapeRecords.Tick;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A fill and everything behind it; what {@code explain --json} prints.
 *
 * @param fillId {@code <tradeDate>/<execId>}
 * @param mode mode of the tape
 * @param stage stage of the bundle, in lower case
 * @param instrument what was traded
 * @param pair name of the pair
 * @param currency currency of fees and P&amp;L
 * @param price price in quote currency
 * @param fill the fill
 * @param order its order
 * @param parentOrder the pair order
 * @param decision the decision
 * @param score the score behind it, made again
 * @param bundle the bundle
 * @param training the training run
 * @param quotes quotes that mattered, with their raw lines
 * @param checks what was made again or compared
 */
record FillChain(
    String fillId,
    String mode,
    String stage,
    String instrument,
    String pair,
    String currency,
    BigDecimal price,
    Fill fill,
    Order order,
    Parent parentOrder,
    Decision decision,
    ScoreLink score,
    BundleLink bundle,
    TrainingLink training,
    List<QuoteLink> quotes,
    List<Check> checks) {

  /**
   * A feature of the row that was scored.
   *
   * @param name its name
   * @param unit its unit
   * @param recorded value on the tape, or null when it was missing
   * @param bitEqual whether the kernels give the same bits from the ticks on the tape
   */
  record FeatureLink(String name, String unit, @Nullable Double recorded, boolean bitEqual) {}

  /**
   * The score.
   *
   * @param tapeSeq position on the tape
   * @param tickSeq tick that made the row
   * @param recorded score on the tape, or null without a model
   * @param recomputed score of the bundle's model on the recorded features, or null without a model
   * @param ticksReplayed ticks that the kernels were run over
   * @param features the row
   */
  record ScoreLink(
      long tapeSeq,
      long tickSeq,
      @Nullable Double recorded,
      @Nullable Double recomputed,
      long ticksReplayed,
      List<FeatureLink> features) {}

  /**
   * The bundle.
   *
   * @param sha256 its name
   * @param folder where the registry keeps it
   * @param settingsSha256 digest of its settings
   * @param commit commit of the code that made it
   * @param modelFile the pair's model
   * @param modelSha256 its digest
   * @param modelKind its family
   * @param entryScore threshold on |score|
   * @param featureService feature service
   * @param featureSchemaHash its schema hash
   * @param goldenVectors golden vectors that were run when it was opened
   */
  record BundleLink(
      String sha256,
      String folder,
      String settingsSha256,
      String commit,
      String modelFile,
      String modelSha256,
      String modelKind,
      double entryScore,
      String featureService,
      String featureSchemaHash,
      long goldenVectors) {}

  /**
   * The training run.
   *
   * @param dataVersion digest of the sorted feature rows
   * @param tableVersions versions of the tables read
   * @param formationDates dates that fitted the hedge ratio
   * @param trainDates dates that trained
   * @param seed its seed
   * @param settings settings of the model that won
   * @param rawFiles number of raw files behind the tables
   */
  record TrainingLink(
      String dataVersion,
      SortedMap<String, String> tableVersions,
      List<String> formationDates,
      List<String> trainDates,
      long seed,
      SortedMap<String, String> settings,
      int rawFiles) {}

  /**
   * A quote and the raw line it came from.
   *
   * @param role why it matters
   * @param instrument its instrument
   * @param tick the tick
   * @param raw the raw line
   */
  record QuoteLink(String role, String instrument, Tick tick, RawLine raw) {}

  /**
   * Something that was made again or compared.
   *
   * @param name what
   * @param passed whether it agrees; null when it could not be looked at
   * @param detail the facts
   */
  record Check(String name, @Nullable Boolean passed, String detail) {}

  /** Whether nothing disagrees. */
  boolean agrees() {
    return checks.stream().noneMatch(check -> Boolean.FALSE.equals(check.passed()));
  }
}
