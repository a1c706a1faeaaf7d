package io.statarb.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code train} leaves for {@code export}, as {@code training.json} in the training folder.
 *
 * <p>The pairs that may be traded; a pair for which no model could be fitted is not in the list.
 *
 * @param dataVersion sha256 over the sorted feature rows that were used
 * @param featureService name of the feature service
 * @param featureSchemaHash its schema hash
 * @param formationDates trade dates that fitted hedge ratios, ISO
 * @param trainDates trade dates that trained, formation dates included, ISO
 * @param seed seed of everything random
 * @param pairs the trained pairs, by ascending id
 */
public record TrainingRun(
    String dataVersion,
    String featureService,
    String featureSchemaHash,
    List<String> formationDates,
    List<String> trainDates,
    long seed,
    List<TrainedPair> pairs) {
  private static final String FILE_NAME = "training.json";

  /** Checks the order of the pairs and copies the lists. */
  public TrainingRun {
    formationDates = List.copyOf(formationDates);
    trainDates = List.copyOf(trainDates);
    pairs = List.copyOf(pairs);
    for (int i = 1; i < pairs.size(); i++) {
      if (pairs.get(i).pairId() <= pairs.get(i - 1).pairId()) {
        throw new IllegalArgumentException(
            "pairs must have ascending ids: pairId=%d after=%d"
                .formatted(pairs.get(i).pairId(), pairs.get(i - 1).pairId()));
      }
    }
  }

  /** Where the run is described in a training folder. */
  public static Path file(Path trainingFolder) {
    return trainingFolder.resolve(FILE_NAME);
  }

  /**
   * Reads the run of a training folder.
   *
   * @throws io.statarb.cli.Refusal when it is missing or not such a record
   */
  public static TrainingRun read(Path trainingFolder) {
    return Json.read(file(trainingFolder), TrainingRun.class);
  }

  /** Writes {@code training.json}, last of a training folder's files. */
  public void write(Path trainingFolder) {
    AtomicFiles.write(file(trainingFolder), Json.pretty(this).getBytes(UTF_8));
  }
}
