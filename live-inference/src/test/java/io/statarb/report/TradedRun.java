package io.statarb.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.statarb.cleansing.FileQuality;
import io.statarb.cleansing.RawFile;
import io.statarb.cleansing.RunQuality;
import io.statarb.cleansing.SeriesQuality;
import io.statarb.cleansing.SessionQuality;
import io.statarb.cli.Json;
import io.statarb.cli.StageRecord;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import io.statarb.engine.TinyRun;
import io.statarb.ledger.Trial;
import io.statarb.ledger.TrialLedger;
import io.statarb.live.Cli;
import io.statarb.settings.RunFolder;
import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeWriter;
import io.statarb.tape.sbe.TickDecoder;
import io.statarb.time.TradingSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A run that has traded and lacks only its report: tapes of all modes by the real commands, and the
 * records of the batch stages as those write them.
 */
public final class TradedRun {
  public static final String FIRST = "2014-05-07";
  public static final String SECOND = "2014-05-08";
  private static final String[] INSTRUMENTS = {"EURUSD.FXCM", "EURUSD.OANDA"};

  private final TinyRun tiny;
  private final Path data;

  private TradedRun(TinyRun tiny, Path data) {
    this.tiny = tiny;
    this.data = data;
  }

  /** Trades two sessions of seeded quotes in all modes. */
  public static TradedRun make(Path root, long seed) {
    TradedRun run = new TradedRun(TinyRun.make(root, seed, FIRST, SECOND), root.resolve("data"));
    List<RawFile> rawFiles = run.writeRawFiles();
    run.writeQuality(rawFiles);
    for (String stage : List.of("ingest", "features", "train", "export", "promote", "parity")) {
      run.write(
          run.out().stageFile(stage),
          new StageRecord(stage, 1.5, 512, new TreeMap<>(Map.of("rows", 4321.0))));
    }
    run.write(
        run.out().parityFile(),
        new TreeMap<>(
            Map.of(
                "rows_compared", 4321,
                "rows_bit_equal", 4321,
                "rows_all_finite", 4000,
                "rows_missing_in_table", 0,
                "rows_missing_on_tape", 0)));
    TrialLedger.open(run.out().ledgerFile())
        .append(new Trial("fit", "data", "{}", seed, new TreeMap<>()));
    run.command("live");
    run.command("backtest", "--mode", "frictionless,baseline");
    return run;
  }

  private void command(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--out", dir(), "--json"));
    Cli.Result result = Cli.run(all.toArray(String[]::new));
    if (result.code() != 0) {
      throw new IllegalStateException(result.err());
    }
  }

  public RunFolder out() {
    return tiny.out();
  }

  public String dir() {
    return out().root().toString();
  }

  /** Folder of the raw files. */
  public Path data() {
    return data;
  }

  /** Writes a record of a stage. */
  public void write(Path file, Object value) {
    AtomicFiles.write(file, Json.pretty(value).getBytes(UTF_8));
  }

  /** Changes a record of a tape; what it changes is told by whether it returns true. */
  public interface Change {
    boolean apply(MutableDirectBuffer record, int templateId);
  }

  /** Replaces a tape by a copy of which one record is changed. */
  public void rewrite(Path tape, Change change) {
    Path copy = tape.resolveSibling("copy");
    boolean changed = false;
    try (TapeReader reader = TapeReader.open(tape);
        TapeWriter writer = TapeWriter.create(copy)) {
      while (reader.next()) {
        UnsafeBuffer record = new UnsafeBuffer(new byte[reader.length()]);
        record.putBytes(0, reader.buffer(), reader.offset(), reader.length());
        changed = changed || change.apply(record, reader.templateId());
        writer.append(record, 0, reader.length());
      }
    }
    if (!changed) {
      throw new IllegalStateException("no record was changed: tape=" + tape);
    }
    AtomicFiles.replaceFolder(copy, tape);
  }

  /** One zip per instrument, whose lines are the ticks of the first session where it has one. */
  private List<RawFile> writeRawFiles() {
    TradingSession session = tiny.sessions().getFirst();
    List<List<String>> lines = List.of(new ArrayList<>(), new ArrayList<>());
    try (TapeReader reader = TapeReader.open(out().historyTape(session.tradeDate()))) {
      TickDecoder tick = new TickDecoder();
      var header = new io.statarb.tape.sbe.MessageHeaderDecoder();
      while (reader.next()) {
        if (reader.templateId() == TickDecoder.TEMPLATE_ID) {
          tick.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
          for (int file = 0; file < 2; file++) {
            lines
                .get(file)
                .add(
                    file == tick.fileId()
                        ? "%s,%s,%s".formatted(tick.tsNs(), tick.bidPxTicks(), tick.askPxTicks())
                        : "elsewhere");
          }
        }
      }
    }
    List<RawFile> files = new ArrayList<>();
    for (int id = 0; id < 2; id++) {
      String path = "forex/%s.zip".formatted(INSTRUMENTS[id]);
      byte[] zip = zip(lines.get(id));
      AtomicFiles.write(data.resolve(path), zip);
      files.add(
          new RawFile(
              id,
              path,
              INSTRUMENTS[id],
              session.tradeDate(),
              session.startNs(),
              session.endNs(),
              zip.length,
              Sha256.ofBytes(zip)));
    }
    write(out().rawFilesFile(), files);
    write(out().sourceFile(), Map.of("data", data.toString()));
    return files;
  }

  private static byte[] zip(List<String> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("quotes.csv"));
      zip.write(String.join("\r\n", lines).getBytes(UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void writeQuality(List<RawFile> files) {
    List<SessionQuality> sessions = new ArrayList<>();
    for (TradingSession session : tiny.sessions()) {
      sessions.add(
          new SessionQuality(
              session.tradeDate(),
              session.startNs(),
              session.endNs(),
              List.of(
                  new SeriesQuality(
                      INSTRUMENTS[0], 100, 98, 3, new TreeMap<>(Map.of("CROSSED", 2L)))),
              List.of(new FileQuality(0, 200, 100, 98, new TreeMap<>(Map.of("CROSSED", 2L)))),
              List.of(),
              List.of("a note"),
              List.of()));
    }
    write(
        out().qualityFile(),
        new RunQuality(
            200,
            196,
            new TreeMap<>(Map.of("CROSSED", 4L)),
            List.of(new RunQuality.FileLines(files.getFirst(), 200)),
            sessions));
  }

  /** Names and contents of the files of a folder. */
  static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    return contents;
  }
}
