package io.statarb.featurestore;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import io.statarb.store.BundleUse;
import io.statarb.store.Moments;
import io.statarb.store.StoreRegistry;
import io.statarb.store.StoreValidation;
import io.statarb.store.StoreValidation.Check;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A store against code, bundles, digests and declarations. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Hold a store against the code, registered bundles, its digests and its declarations.",
      "Schema hash of each service as applied against that of the code and of each bundle; the sha256 of every file of",
      "every view; the share of absent values (null or NaN) of each field, values outside of its range, and the age of",
      "the newest fact. Exit code 1 if a check fails."
    },
    footer = {
      "",
      "Examples:",
      "  statarb features validate --store store",
      "  statarb features validate --store store --at 2015-01-01 --max-missing 0.01 --json",
      "  statarb features validate --store store --bundles statarb-run/registry"
    })
public final class FeatureValidateCommand implements Callable<Integer> {
  @Mixin private final StoreOptions options = new StoreOptions();
  @Mixin private final MasterOption spark = new MasterOption();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Judge the freshness of views at this moment (default: not at all)")
  private @Nullable String at;

  @Option(
      names = "--max-missing",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description = "Greatest share of absent values of a field (default: ${DEFAULT-VALUE})")
  private double mostMissing = 0.5;

  @Option(
      names = "--bundles",
      paramLabel = "DIR",
      description = "Registry of bundles, besides those that the store knows; may be repeated")
  private List<Path> bundles = new ArrayList<>();

  @Override
  public Integer call() {
    // Written so that NaN is refused.
    if (!(mostMissing >= 0 && mostMissing <= 1)) {
      throw Refusal.usage("--max-missing must be 0 to 1: " + mostMissing);
    }
    OptionalLong atNs = at == null ? OptionalLong.empty() : OptionalLong.of(Moments.ns(at));
    List<String> registries =
        new ArrayList<>(StoreRegistry.read(options.folder()).bundleRegistries());
    bundles.forEach(each -> registries.add(each.toString()));
    List<BundleUse> uses = BundleUses.of(registries);
    List<Check> checks =
        StoreOptions.inSpark(
            spark.master,
            session -> StoreValidation.run(session, options.folder(), uses, mostMissing, atNs));
    long failed = checks.stream().filter(check -> !check.passed()).count();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("store", options.folder().root().toString());
    answer.put("checks", checks);
    answer.put("failed", failed);
    options.print(answer, words(checks));
    return failed == 0 ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static String words(List<Check> checks) {
    StringBuilder words = new StringBuilder();
    for (Check check : checks) {
      words.append(
          "%-4s %-9s %s: %s%n"
              .formatted(check.passed() ? "ok" : "FAIL", check.check(), check.of(), check.fact()));
    }
    return words.toString();
  }
}
