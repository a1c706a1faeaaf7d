package io.statarb.tapetools;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.tape.TapeDamage;
import io.statarb.tape.TapeDigest;
import io.statarb.tape.TapeInspection;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.DateStartDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks tapes. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Check each record of a tape, or of all tapes below a folder: length, checksum, layout and order, and that",
      "the tape has its end.",
      "Exit code 0 when all are whole, or whole so far and being written; 1 when one is damaged, torn or has no end,",
      "naming the record and the byte of its file. What was rewritten with care, checksums and all, is found by",
      "--sha256, the digest that was noted elsewhere (tape_sha256 in run.json, of replay and of tape stat)."
    },
    footer = {
      "",
      "Examples:",
      "  statarb tape verify run",
      "  statarb tape verify run/tapes/live/2014-05-07 --json",
      "  statarb tape verify run/tapes/live --sha256 DIGEST"
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TAPE_OR_FOLDER",
      description = "A tape, or a folder with tapes below it")
  Path place = Path.of("");

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      description = "Digest that the records of all these tapes, in this order, must have")
  @Nullable String sha256;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  /**
   * What was found on one tape.
   *
   * @param tape folder
   * @param ok whether it is whole, or whole so far and being written
   * @param records whole records before the first that is not
   * @param ended whether it ends with DateEnd
   * @param torn whether an unfinished record stands at its end
   * @param beingWritten whether a writer has it now
   * @param badRecord first record that is not whole; null when all are
   * @param badByte where in the file it begins
   * @param problem what is wrong, one sentence; null when nothing is
   */
  record Verdict(
      String tape,
      boolean ok,
      long records,
      boolean ended,
      boolean torn,
      boolean beingWritten,
      @Nullable Long badRecord,
      @Nullable Long badByte,
      @Nullable String problem) {}

  @Override
  public Integer call() {
    if (sha256 != null && !sha256.toLowerCase(Locale.ROOT).matches("[0-9a-f]{64}")) {
      throw Refusal.usage("--sha256 must be 64 hex digits: " + sha256);
    }
    Progress progress = new PatientProgress();
    List<Path> tapes = TapeFolders.below(place);
    List<Verdict> verdicts = new ArrayList<>();
    for (Path tape : tapes) {
      verdicts.add(verdict(tape, tapes.size() == 1 ? progress : Progress.quiet()));
      progress.update("tapes", verdicts.size(), tapes.size());
    }
    boolean whole = verdicts.stream().allMatch(Verdict::ok);
    String digest = whole ? TapeDigest.of(tapes) : null;
    boolean expected =
        sha256 == null || digest == null || digest.equals(sha256.toLowerCase(Locale.ROOT));
    print(verdicts, whole && expected, digest);
    if (!expected && !json) {
      System.err.println(
          "statarb: the records of %s have the digest %s, not %s".formatted(place, digest, sha256));
    }
    return whole && expected ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static Verdict verdict(Path tape, Progress progress) {
    TapeInspection found = TapeInspection.of(tape, progress);
    String problem = found.problem();
    TapeDamage damage = found.damage();
    boolean badEnd = problem != null && damage == null;
    if (problem == null && found.records() > 0) {
      problem = beginning(tape);
    }
    return new Verdict(
        tape.toString(),
        problem == null,
        found.records(),
        found.ended(),
        found.torn(),
        found.beingWritten(),
        damage != null
            ? (Long) damage.record()
            : badEnd ? (Long) found.records() : problem != null ? (Long) 0L : null,
        damage != null ? (Long) damage.position() : badEnd ? (Long) found.endPosition() : null,
        problem);
  }

  /** A tape that lost its head could still count from 0. */
  private static @Nullable String beginning(Path tape) {
    try (TapeReader reader = TapeReader.open(tape)) {
      return reader.next() && reader.templateId() == DateStartDecoder.TEMPLATE_ID
          ? null
          : "tape %s does not begin with DateStart".formatted(tape);
    }
  }

  private void print(List<Verdict> verdicts, boolean ok, @Nullable String digest) {
    if (json) {
      Map<String, @Nullable Object> result = new TreeMap<>();
      result.put("ok", ok);
      result.put("tapes", verdicts);
      result.put("records_sha256", digest);
      result.put("expected_sha256", sha256);
      System.out.println(Json.text(result));
      return;
    }
    for (Verdict verdict : verdicts) {
      if (verdict.problem() == null) {
        System.out.println(
            "%s: %d records, whole%s"
                .formatted(
                    verdict.tape(),
                    verdict.records(),
                    verdict.ended() ? "" : " so far, being written"));
      } else {
        System.err.println("statarb: " + verdict.problem());
      }
    }
    if (digest != null) {
      System.out.println("sha256 " + digest);
    }
  }
}
