package io.statarb.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training set was made of: enough to make it again bit for bit, whatever the store has
 * learned since.
 *
 * @param format version of the file
 * @param service the service
 * @param schemaHash its schema hash
 * @param declarations the service, its views and entities as they were declared
 * @param store folder of the store
 * @param views versions of the tables that were read
 * @param entities file of the entity rows, beside this one
 * @param entitiesSha256 its digest
 * @param timeColumn its column of times
 * @param asKnownOn moment whose knowledge was used in place of each row's own; null for none
 * @param codeVersion commit of the code
 * @param columns columns of the rows
 * @param rows number of rows
 * @param rowsSha256 digest of the rows
 * @param file file of the rows, beside this one
 * @param fileSha256 its digest
 */
public record TrainingSet(
    int format,
    String service,
    String schemaHash,
    Declarations declarations,
    String store,
    List<ViewVersion> views,
    String entities,
    String entitiesSha256,
    String timeColumn,
    @Nullable String asKnownOn,
    String codeVersion,
    List<String> columns,
    long rows,
    String rowsSha256,
    String file,
    String fileSha256) {
  static final int FORMAT = 1;

  /** Name of the file that this is written to. */
  public static final String MANIFEST = "manifest.json";

  /** Keys without which nothing can be made again. */
  private static final List<String> NEEDED =
      List.of(
          "format",
          "declarations",
          "views",
          "entities",
          "entities_sha256",
          "time_column",
          "columns",
          "rows_sha256");

  /** Copies the lists. */
  public TrainingSet {
    views = List.copyOf(views);
    columns = List.copyOf(columns);
  }

  /**
   * A table as it was read.
   *
   * @param view the view
   * @param table folder of the Delta table, below the store
   * @param deltaVersion version of the table
   * @param manifestSha256 digest of that version's manifest
   * @param facts facts that it held
   */
  public record ViewVersion(
      String view, String table, long deltaVersion, String manifestSha256, long facts) {}

  /**
   * Reads one.
   *
   * @throws Refusal if it is not there, not whole or of another format
   */
  public static TrainingSet read(Path file) {
    JsonNode content = Json.read(file, JsonNode.class);
    for (String key : NEEDED) {
      if (!content.hasNonNull(key)) {
        throw Refusal.data(
            "%s is no manifest of a training set: it has no %s".formatted(file, key));
      }
    }
    TrainingSet set = Json.read(file, TrainingSet.class);
    if (set.format() != FORMAT) {
      throw Refusal.data(
          "%s is of format %d, this code reads %d".formatted(file, set.format(), FORMAT));
    }
    return set;
  }
}
