package io.statarb.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.settings.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The raw files of a run: what is on record of them, and what they are today. */
final class RawLines {
  /** Digest of the file today against the one on record. */
  enum Today {
    /** The same. */
    MATCH,
    /** Another one: the file was changed. */
    MISMATCH,
    /** The data folder is not here, or no longer holds the file. */
    NOT_REACHABLE
  }

  /**
   * A line of a raw file.
   *
   * @param fileId position in the list of raw files
   * @param path path within the data folder
   * @param line line, from 1
   * @param text what stands there, or null when the file cannot be read
   * @param sha256OnRecord digest that ingest recorded
   * @param today what the file is today
   */
  record RawLine(
      int fileId,
      String path,
      long line,
      @Nullable String text,
      String sha256OnRecord,
      Today today) {}

  private final JsonNode files;
  private final Path record;
  private final @Nullable Path data;
  private final Map<Path, Today> states = new HashMap<>();

  private RawLines(JsonNode files, Path record, @Nullable Path data) {
    this.files = files;
    this.record = record;
    this.data = data;
  }

  /**
   * Opens the record of a run.
   *
   * @param out folder of the run
   * @param data folder of the raw data, or null for the one that the run was made with
   */
  static RawLines open(RunFolder out, @Nullable Path data) {
    if (!Files.exists(out.rawFilesFile())) {
      throw Refusal.data("%s is missing; run statarb ingest".formatted(out.rawFilesFile()));
    }
    Path folder = data;
    if (folder == null && Files.exists(out.sourceFile())) {
      folder = Path.of(Json.read(out.sourceFile()).path("data").asText());
    }
    return new RawLines(Json.read(out.rawFilesFile()), out.rawFilesFile(), folder);
  }

  /** A line by the file id and line number that a tick carries. */
  RawLine line(int fileId, long line) {
    JsonNode entry = files.path(fileId);
    JsonNode file = entry.has("file") ? entry.path("file") : entry;
    String path = file.path("path").asText();
    String sha256 = file.path("sha256").asText();
    if (path.isEmpty() || sha256.isEmpty()) {
      throw Refusal.data("%s names no such raw file: fileId=%s".formatted(record, fileId));
    }
    Path folder = data;
    if (folder == null || !Files.isReadable(folder.resolve(path))) {
      return new RawLine(fileId, path, line, null, sha256, Today.NOT_REACHABLE);
    }
    Path raw = folder.resolve(path);
    Today today =
        states.computeIfAbsent(
            raw, p -> Sha256.ofFile(p).equals(sha256) ? Today.MATCH : Today.MISMATCH);
    return new RawLine(fileId, path, line, text(raw, line), sha256, today);
  }

  private static @Nullable String text(Path raw, long line) {
    try (InputStream in = opened(raw)) {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
      for (long skipped = 1; skipped < line; skipped++) {
        if (reader.readLine() == null) {
          return null;
        }
      }
      return reader.readLine();
    } catch (IOException e) {
      // A changed file may be no archive any more; its digest already says so.
      return null;
    }
  }

  /** The text of a file, of the one file in a zip, or of what a gzip holds. */
  private static InputStream opened(Path raw) throws IOException {
    String name = raw.toString();
    InputStream in = Files.newInputStream(raw);
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(in);
    }
    if (name.endsWith(".zip")) {
      ZipInputStream zip = new ZipInputStream(in);
      zip.getNextEntry();
      return zip;
    }
    return in;
  }
}
