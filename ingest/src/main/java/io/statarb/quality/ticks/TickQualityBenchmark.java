package io.statarb.quality.ticks;

import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.cleansing.MarketWeek;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import io.statarb.quality.ticks.QuoteFile.Row;
import io.statarb.quality.ticks.TickPlanter.Planted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many planted defects of quotes are found, and how many findings there are where nothing was
 * planted. The base is real: files of quotes of the data in which next to nothing is found, beside
 * the other venue of the symbol as it is, each at its right clock.
 */
public final class TickQualityBenchmark implements Benchmark {
  private static final int PLANTED = 50;
  private static final int LEAST_ROWS = 10_000;
  private static final long MARGIN_NS = 60_000_000_000L;

  /** Defects of one kind in one file of one round; far enough apart to be told from each other. */
  private static final int IN_ONE_FILE = 3;

  private static final double LEAST_OFFSET_S = 0.05;
  private static final double MOST_OFFSET_S = 43_200;

  /** For the service loader. */
  public TickQualityBenchmark() {}

  @Override
  public String name() {
    return "quality-ticks";
  }

  @Override
  public String describe() {
    return "planted defects of quotes found, by kind, and false findings on clean real series";
  }

  @Override
  public SortedMap<String, String> notes() {
    return new TreeMap<>(
        Map.of(
            "found",
            "a finding of the planted kind in the planted series that meets the planted time",
            "false_findings",
            "findings that the same files do not have without the plants and that meet no plant",
            "other_findings",
            "findings of another kind that meet a plant; one defect may be two",
            "clock_misalignment",
            "one venue's day at another clock, offsets of 50 ms to 12 h either way, beside the other venue of the"
                + " instrument at its own; found by what names both and was not there before",
            "clock_misalignment_exact",
            "those whose offset was found to 20 ms, its sign included",
            "files_with_second_source",
            "clean files of which another venue quotes the instrument at the same time: only there a clock can be"
                + " told to be wrong, so only there one is moved; the data decide how many there are",
            "stale",
            "freezes over three times as long as any silence of the series in the half hours around; a shorter one"
                + " differs in nothing from those of the clean series and is not planted",
            "stale_under_2_minutes",
            "those of them; all are of 30 s to 2 h, evenly by logarithm above the least that the series allows"));
  }

  @Override
  public SortedMap<String, Double> run(BenchSetup setup, Progress progress) {
    @Nullable Path given = setup.data();
    Path data = given == null ? setup.home().resolve("ingest/samples/lean-fx") : given;
    int planted = (int) setup.option("planted", PLANTED);
    String only = setup.options().getOrDefault("symbol", "");
    List<QuoteFile> all = read(data);
    all.removeIf(file -> !file.symbol.startsWith(only));
    List<QuoteFile> clean = clean(all);
    if (clean.isEmpty()) {
      throw Refusal.data("%s holds no clean file of quotes".formatted(data));
    }
    Random random = new Random(setup.seed());
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("clean_files", (double) clean.size());
    List<QuoteFile> twoSources = clean.stream().filter(file -> hasSecondSource(file, all)).toList();
    figures.put("files_with_second_source", (double) twoSources.size());
    Set<String> known = new HashSet<>();
    for (Finding finding : findings(all)) {
      known.add(key(finding));
    }
    figures.put("findings_before", (double) known.size());
    Totals totals = new Totals(figures);
    int steps = TickPlanter.kinds().size() + planted;
    for (FindingKind kind : TickPlanter.kinds()) {
      rounds(kind, planted, all, clean, known, random, totals);
      progress.update("defects", ++totals.steps, steps);
    }
    for (int i = 0; i < planted && !twoSources.isEmpty(); i++) {
      clock(all, twoSources.get(random.nextInt(twoSources.size())), random, totals);
      progress.update("defects", ++totals.steps, steps);
    }
    figures.put("false_findings", totals.wrong);
    figures.put("other_findings", totals.other);
    return figures;
  }

  /** Sums of a run. */
  private static final class Totals {
    final SortedMap<String, Double> figures;
    double wrong;
    double other;
    int steps;

    Totals(SortedMap<String, Double> figures) {
      this.figures = figures;
    }

    void count(String name, boolean yes) {
      figures.merge(name, yes ? 1.0 : 0.0, Double::sum);
    }
  }

  private static void rounds(
      FindingKind kind,
      int planted,
      List<QuoteFile> all,
      List<QuoteFile> clean,
      Set<String> known,
      Random random,
      Totals totals) {
    TickPlanter planter = new TickPlanter(random);
    int left = planted;
    while (left > 0) {
      List<Planted> defects = new ArrayList<>();
      List<QuoteFile> files = new ArrayList<>(all);
      for (QuoteFile file : clean) {
        QuoteFile copy = file.copy();
        int here = Math.min(left, kind == FindingKind.OUTSIDE_SESSION ? 1 : IN_ONE_FILE);
        // From the last to the first, so that what was planted does not move.
        for (int i = here - 1; i >= 0; i--) {
          int part = (copy.rows.size() - 600) / IN_ONE_FILE;
          int at = 200 + i * part + random.nextInt(Math.max(1, part / 2));
          defects.add(planter.plant(kind, copy, at));
        }
        left -= here;
        files.set(files.indexOf(file), copy);
      }
      judge(kind, defects, findings(files), known, totals);
    }
  }

  private static void judge(
      FindingKind kind,
      List<Planted> defects,
      List<Finding> findings,
      Set<String> known,
      Totals totals) {
    for (Planted defect : defects) {
      boolean hit =
          findings.stream()
              .anyMatch(f ->
                  f.kind() == kind && f.symbol().equals(defect.symbol()) && meets(f, defect, 0));
      totals.count(kind.json() + "_found", hit);
      totals.figures.merge(kind.json() + "_planted", 1.0, Double::sum);
      if (kind == FindingKind.STALE && defect.size() < 120) {
        totals.count("stale_under_2_minutes_found", hit);
        totals.figures.merge("stale_under_2_minutes_planted", 1.0, Double::sum);
      }
    }
    for (Finding finding : findings) {
      if (known.contains(key(finding))) {
        continue;
      }
      boolean near =
          defects.stream()
              .anyMatch(d -> d.symbol().equals(finding.symbol()) && meets(finding, d, MARGIN_NS));
      if (!near) {
        totals.wrong++;
      } else if (finding.kind() != kind) {
        totals.other++;
      }
    }
  }

  /** Whether another venue quotes the instrument of a file at the same time. */
  private static boolean hasSecondSource(QuoteFile file, List<QuoteFile> all) {
    return all.stream().anyMatch(other -> isOtherVenue(file, other) && overlap(file, other));
  }

  private static boolean isOtherVenue(QuoteFile file, QuoteFile other) {
    return base(other.symbol).equals(base(file.symbol)) && !other.symbol.equals(file.symbol);
  }

  private static boolean overlap(QuoteFile a, QuoteFile b) {
    return !b.rows.isEmpty()
        && a.rows.getFirst().tsNs() <= b.rows.getLast().tsNs()
        && b.rows.getFirst().tsNs() <= a.rows.getLast().tsNs();
  }

  /** One venue's day at another clock, beside the other venues of its instrument. */
  private static void clock(List<QuoteFile> all, QuoteFile file, Random random, Totals totals) {
    double seconds = LEAST_OFFSET_S * Math.pow(MOST_OFFSET_S / LEAST_OFFSET_S, random.nextDouble());
    long offsetNs = (long) (seconds * 1e9 * (random.nextBoolean() ? 1 : -1));
    QuoteFile moved = new QuoteFile(file.file, file.format);
    moved.symbol = file.symbol;
    for (Row row : file.rows) {
      moved.rows.add(new Row(row.tsNs() + offsetNs, row.bidE9(), row.askE9()));
    }
    List<QuoteFile> others = all.stream().filter(other -> isOtherVenue(file, other)).toList();
    Set<String> before = new HashSet<>();
    clockFindings(others, file).forEach(finding -> before.add(Json.text(finding)));
    boolean hit = false;
    boolean exact = false;
    for (Finding finding : clockFindings(others, moved)) {
      if (!before.contains(Json.text(finding))) {
        hit = true;
        exact |= Math.abs(lateSeconds(finding, file.symbol) - offsetNs / 1e9) < 0.0205;
      }
    }
    totals.count("clock_misalignment_found", hit);
    totals.count("clock_misalignment_exact", exact);
    totals.figures.merge("clock_misalignment_planted", 1.0, Double::sum);
  }

  private static List<Finding> clockFindings(List<QuoteFile> others, QuoteFile file) {
    List<QuoteFile> some = new ArrayList<>(others);
    some.add(file);
    return findings(some).stream()
        .filter(finding ->
            finding.kind() == FindingKind.CLOCK_MISALIGNMENT
                && finding.symbol().startsWith(base(file.symbol) + " ")
                && List.of(finding.symbol().split("[ /]")).contains(venue(file.symbol)))
        .toList();
  }

  /** By how much a finding has a series late; one that sets the other venue says the reverse. */
  private static double lateSeconds(Finding finding, String symbol) {
    double offset = ((Number) finding.evidence().getOrDefault("offset_seconds", 0)).doubleValue();
    return venue(symbol).equals(finding.evidence().get("venue")) ? offset : -offset;
  }

  private static String venue(String symbol) {
    return symbol.substring(symbol.lastIndexOf('.') + 1);
  }

  private static String base(String symbol) {
    int dot = symbol.lastIndexOf('.');
    return dot < 0 ? symbol : symbol.substring(0, dot);
  }

  private static boolean meets(Finding finding, Planted defect, long marginNs) {
    return !finding.from().isEmpty()
        && defect.meets(ns(finding.from()), ns(finding.to()), marginNs);
  }

  private static long ns(String iso) {
    Instant instant = Instant.parse(iso);
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  private static String key(Finding finding) {
    return finding.kind() + " " + finding.symbol() + " " + finding.from();
  }

  private static List<Finding> findings(List<QuoteFile> files) {
    TickProbe probe = new TickProbe();
    List<Finding> findings = new ArrayList<>();
    for (QuoteFile file : files) {
      file.say(probe.begin(file.file, file.format, LoadOptions.NONE));
      findings.addAll(probe.end());
    }
    findings.addAll(probe.finish());
    return findings;
  }

  /** Files with rows in plenty, in which at most one in a thousand is flawed. */
  private static List<QuoteFile> clean(List<QuoteFile> all) {
    List<QuoteFile> clean = new ArrayList<>();
    for (QuoteFile file : all) {
      if (file.rows.size() >= LEAST_ROWS) {
        TickProbe probe = new TickProbe();
        file.say(probe.begin(file.file, file.format, LoadOptions.NONE));
        if (probe.end().size() <= 1) {
          clean.add(file);
        }
      }
    }
    return clean;
  }

  /** All files of quotes, each venue's times moved to UTC where a weekend tells their offset. */
  private static List<QuoteFile> read(Path data) {
    List<QuoteFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(data)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        @Nullable FileLoader loader = FileLoaders.recognise(path);
        if (loader != null && loader.format().equals("lean-quotes")) {
          QuoteFile file = new QuoteFile(path, loader.format());
          loader.load(path, LoadOptions.NONE, file);
          files.add(file);
        }
      }
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(data, e.getMessage()));
    }
    Map<String, Long> aheadNs = new TreeMap<>();
    for (int i = 1; i < files.size(); i++) {
      QuoteFile last = files.get(i - 1);
      QuoteFile next = files.get(i);
      if (last.symbol.equals(next.symbol)) {
        OptionalLong offset =
            MarketWeek.offsetNs(last.rows.getLast().tsNs(), next.rows.getFirst().tsNs());
        if (offset.isPresent()) {
          aheadNs.putIfAbsent(last.symbol, offset.getAsLong());
        }
      }
    }
    for (QuoteFile file : files) {
      long ahead = aheadNs.getOrDefault(file.symbol, 0L);
      if (ahead != 0) {
        file.rows.replaceAll(row -> new Row(row.tsNs() - ahead, row.bidE9(), row.askE9()));
      }
    }
    return files;
  }
}
