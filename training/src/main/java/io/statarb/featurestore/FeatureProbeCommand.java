package io.statarb.featurestore;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import io.statarb.leaks.JoinProbe;
import io.statarb.leaks.KernelProbe;
import io.statarb.leaks.Leak;
import io.statarb.leaks.ProbeData;
import io.statarb.leaks.ProbeReport;
import io.statarb.leaks.QuoteFacts;
import io.statarb.store.BuiltIns;
import io.statarb.store.Declarations;
import io.statarb.store.StoreFacts;
import io.statarb.store.StoreFolder;
import io.statarb.store.StoreService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for features that see the future. */
@Command(
    name = "probe-leaks",
    mixinStandardHelpOptions = true,
    description = {
      "Look for features that see the future.",
      "Computes rows from all of the data and again with another future after seeded cuts: cut off, known one tick later,",
      "known one day later, and for kernels cut between two events of one moment. A value before the cut that changes has",
      "seen the future: exit code 1, with feature, entity, time and both values; so does a joined value that is not what the",
      "definition of the join says.",
      "With --data: the kernels of a service (or of all that the data makes rows of) over market data, and the",
      "point-in-time join over its quotes and seeded corrections of them. With --store: the join of a store's service.",
      "--plant-leak adds columns that see one tick ahead and later corrections; exit code 1 when all of them are caught,",
      "3 when one is not, since then the probe is blind."
    },
    footer = {
      "",
      "Examples:",
      "  statarb features probe-leaks --data ingest/samples/ci-sample",
      "  statarb features probe-leaks --service l2-instrument-v1 --data ingest/samples/binance-l2/spot --json",
      "  statarb features probe-leaks --service equity-daily-v1 --store store --json",
      "  statarb features probe-leaks --service fx-pair-v2 --data ingest/samples/ci-sample --plant-leak    exit code 1"
    })
public final class FeatureProbeCommand implements Callable<Integer> {
  @Mixin private final MasterOption spark = new MasterOption();

  @Option(names = "--service", paramLabel = "NAME", description = "Only this service")
  private @Nullable String service;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "File or folder of market data, in any format that `statarb formats` lists")
  private @Nullable Path data;

  @Option(names = "--store", paramLabel = "DIR", description = "A feature store")
  private @Nullable Path store;

  @Option(
      names = "--cuts",
      defaultValue = "4",
      description = "Number of cuts (default: ${DEFAULT-VALUE})")
  private int cuts = 4;

  @Option(
      names = "--rows",
      defaultValue = "2000",
      description = "Rows to join to (default: ${DEFAULT-VALUE})")
  private int rows = 2000;

  @Option(
      names = "--max-events",
      defaultValue = "50000",
      description = "First events of the data to take (default: ${DEFAULT-VALUE})")
  private int maxEvents = 50_000;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Chooses cuts, rows and corrections (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--plant-leak",
      description = "Add columns that see the future; all must be caught")
  private boolean plantLeak;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() {
    if ((data == null) == (store == null)) {
      throw Refusal.usage("give one of --data and --store");
    }
    if (cuts < 1 || rows < 1 || maxEvents < 2) {
      throw Refusal.usage("--cuts and --rows must be at least 1, --max-events at least 2");
    }
    List<String> skipped = new ArrayList<>();
    List<ProbeReport> reports = data == null ? inStore() : inData(data, skipped);
    List<String> missed = reports.stream().flatMap(r -> r.missed().stream()).distinct().toList();
    boolean found = reports.stream().anyMatch(ProbeReport::found);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("seed", seed);
    answer.put("planted", plantLeak);
    answer.put("planted_missed", missed);
    answer.put("leaks_found", found);
    answer.put("probes", reports);
    answer.put("skipped", skipped);
    StoreOptions.print(json, answer, words(reports, skipped));
    if (!missed.isEmpty()) {
      return ExitCode.INTERNAL;
    }
    return found ? ExitCode.REFUSED : ExitCode.OK;
  }

  private List<ProbeReport> inData(Path path, List<String> skipped) {
    if (!Files.exists(path)) {
      throw Refusal.data("--data: no such file or folder: " + path);
    }
    ProbeData events = ProbeData.load(path, maxEvents, seed);
    List<ProbeReport> reports = new ArrayList<>();
    for (FeatureService each : services()) {
      try {
        reports.add(KernelProbe.run(each, events, cuts, seed, plantLeak));
      } catch (Refusal e) {
        if (service != null) {
          throw e;
        }
        skipped.add(String.valueOf(e.getMessage()));
      }
    }
    Declarations quotes = QuoteFacts.declarations();
    reports.add(
        StoreOptions.inSpark(
            spark.master,
            session ->
                JoinProbe.run(
                    session,
                    quotes,
                    quotes.services().getFirst(),
                    _ -> QuoteFacts.of(session, events),
                    rows,
                    cuts,
                    seed,
                    plantLeak)));
    return reports;
  }

  private List<FeatureService> services() {
    List<FeatureService> all = BuiltIns.services();
    List<FeatureService> wanted =
        all.stream().filter(s -> service == null || s.name().equals(service)).toList();
    if (wanted.isEmpty()) {
      throw Refusal.usage(
          "--service: %s is none of the kernels' services %s; with --store those of a store are probed"
              .formatted(service, all.stream().map(FeatureService::name).toList()));
    }
    return wanted;
  }

  private List<ProbeReport> inStore() {
    Path folder = store;
    if (folder == null || service == null) {
      throw Refusal.usage("--store needs --service");
    }
    String wanted = service;
    return StoreOptions.inSpark(
        spark.master,
        session -> {
          StoreFacts facts = new StoreFacts(session, new StoreFolder(folder));
          StoreService of = facts.declarations().service(wanted);
          return List.of(
              JoinProbe.run(
                  session,
                  facts.declarations().only(of),
                  of,
                  facts::read,
                  rows,
                  cuts,
                  seed,
                  plantLeak));
        });
  }

  private String words(List<ProbeReport> reports, List<String> skipped) {
    StringBuilder words = new StringBuilder("seed %d%n".formatted(seed));
    for (ProbeReport report : reports) {
      words.append(
          "%s of %s: %d rows of %d entities, %d values compared over %d cuts, %s%n"
              .formatted(
                  report.probed(),
                  report.service(),
                  report.rows(),
                  report.entities().size(),
                  report.valuesCompared(),
                  report.cuts().size(),
                  report.found() ? "LEAKS " + report.changedValues() : "no leak"));
      for (Leak leak : report.leaks()) {
        words.append("  ").append(leak.sentence()).append('\n');
      }
      report
          .missed()
          .forEach(m -> words.append("  MISSED a planted leak: ").append(m).append('\n'));
    }
    skipped.forEach(each -> words.append("skipped: ").append(each).append('\n'));
    return words.toString();
  }
}
