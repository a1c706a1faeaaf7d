package io.statarb.quality.bars;

import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many planted defects of daily bars are found, and how many findings there are where nothing
 * was planted. The base is real: all series of the data in which nothing is found; a tenth of them
 * are taken out to be donors of foreign rows.
 */
public final class QualityBenchmark implements Benchmark {
  private static final int PLANTED = 50;
  private static final int LEAST_BARS = 250;

  /** For the service loader. */
  public QualityBenchmark() {}

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public String describe() {
    return "planted defects of daily bars found, by kind, and false findings on clean real series";
  }

  @Override
  public SortedMap<String, String> notes() {
    return new TreeMap<>(
        java.util.Map.of(
            "found",
            "a finding of the planted kind in the planted series over the planted days",
            "clean_series",
            "series in which these very detectors find nothing: false_findings counts what planting elsewhere"
                + " provokes, and says nothing of how often an untouched series is named; for that see"
                + " series_named_before, real defects among them",
            "false_findings",
            "findings in series where nothing was planted, which had none before",
            "other_findings",
            "findings of another kind in a planted series; one defect may be two, e.g. a jump outside its range"));
  }

  @Override
  public SortedMap<String, Double> run(BenchSetup setup, Progress progress) {
    @Nullable Path given = setup.data();
    Path data = given == null ? setup.home().resolve("ingest/samples/us-equities-daily") : given;
    int planted = (int) setup.option("planted", PLANTED);
    Random random = new Random(setup.seed());
    return figures(data, planted, random, new BarPlanter(random), progress);
  }

  /** The same with a planter of one's own. */
  static SortedMap<String, Double> figures(
      Path data, int planted, Random random, DefectPlanter planter, Progress progress) {
    List<RawBars> all = read(data);
    Set<String> named = symbols(new BarProbe().judge(all));
    List<RawBars> clean = clean(all, named);
    Collections.shuffle(clean, random);
    int donors = Math.max(2, clean.size() / 10);
    List<RawBars> donor = clean.subList(0, donors);
    List<RawBars> base = clean.subList(donors, clean.size());
    if (base.size() < planted) {
      throw Refusal.data("%s has too few clean series: %d".formatted(data, base.size()));
    }
    // Without the donors the rest must still be clean, and what is not is no fault of a plant.
    Set<String> noisy = symbols(new BarProbe().judge(base));
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("series", (double) all.size());
    figures.put("series_named_before", (double) named.size());
    figures.put("clean_series", (double) base.size() - noisy.size());
    double falseFindings = 0;
    double otherFindings = 0;
    for (FindingKind kind : BarPlanter.kinds()) {
      double[] counts = measure(kind, planted, base, donor, noisy, random, planter);
      figures.put(kind.json() + "_planted", counts[0]);
      figures.put(kind.json() + "_found", counts[1]);
      falseFindings += counts[2];
      otherFindings += counts[3];
      progress.update("defects", figures.size(), 2L * BarPlanter.kinds().size());
    }
    figures.put("false_findings", falseFindings);
    figures.put("other_findings", otherFindings);
    return figures;
  }

  private static double[] measure(
      FindingKind kind,
      int planted,
      List<RawBars> base,
      List<RawBars> donors,
      Set<String> noisy,
      Random random,
      DefectPlanter planter) {
    List<RawBars> panel = new ArrayList<>(base);
    Collections.shuffle(panel, random);
    List<DefectPlanter.Planted> defects = new ArrayList<>();
    for (int i = 0; i < panel.size() && defects.size() < planted; i++) {
      RawBars series = panel.get(i);
      RawBars donor = donors.get(random.nextInt(donors.size()));
      if (noisy.contains(series.symbol) || series.count != donor.count) {
        continue;
      }
      DefectPlanter.Planted defect = planter.plant(kind, series, donor);
      defects.add(defect);
      panel.set(i, defect.bars());
    }
    List<Finding> findings = new BarProbe().judge(panel);
    Set<String> touched = new HashSet<>();
    double found = 0;
    double other = 0;
    for (DefectPlanter.Planted defect : defects) {
      String symbol = defect.bars().symbol;
      touched.add(symbol);
      boolean hit = false;
      for (Finding finding : findings) {
        if (finding.symbol().equals(symbol)) {
          boolean right = finding.kind() == kind && meets(finding, defect);
          hit |= right;
          other += right ? 0 : 1;
        }
      }
      found += hit ? 1 : 0;
    }
    double wrong = 0;
    for (Finding finding : findings) {
      wrong += touched.contains(finding.symbol()) || noisy.contains(finding.symbol()) ? 0 : 1;
    }
    return new double[] {defects.size(), found, wrong, other};
  }

  private static boolean meets(Finding finding, DefectPlanter.Planted defect) {
    return LocalDate.parse(finding.from()).toEpochDay() <= defect.toDay()
        && LocalDate.parse(finding.to()).toEpochDay() >= defect.fromDay();
  }

  private static Set<String> symbols(List<Finding> findings) {
    Set<String> symbols = new HashSet<>();
    findings.forEach(finding -> symbols.add(finding.symbol()));
    return symbols;
  }

  /** Series without a finding, or with none but days on which the whole source has a hole. */
  private static List<RawBars> clean(List<RawBars> all, Set<String> bad) {
    List<RawBars> clean = new ArrayList<>();
    for (RawBars bars : all) {
      if (!bad.contains(bars.symbol) && bars.count >= LEAST_BARS) {
        clean.add(bars);
      }
    }
    return clean;
  }

  private static List<RawBars> read(Path data) {
    BarProbe probe = new BarProbe();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        @Nullable FileLoader loader = FileLoaders.recognise(file);
        if (loader != null && loader.format().equals("daily-ohlcv")) {
          loader.load(file, LoadOptions.NONE, probe.begin(file, loader.format(), LoadOptions.NONE));
        }
      }
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(data, e.getMessage()));
    }
    // A day on which the whole source has a hole would leave no clean series.
    return probe.withoutHoles();
  }
}
