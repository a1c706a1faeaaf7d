package io.statarb.featurestore;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import io.statarb.store.ApplyPlan;
import io.statarb.store.BundleUse;
import io.statarb.store.Change;
import io.statarb.store.RepoFile;
import io.statarb.store.StoreFolder;
import io.statarb.store.StoreRegistry;
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

/** Declarations into a store. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Bring the declarations of a features.yaml into a store.",
      "Says what is added, changed and removed against what the store has, field by field and with the schema hash of",
      "each service before and after, and writes the store's registry, whole or not at all.",
      "A change that breaks a service that a registered bundle was trained with is refused (exit code 1) unless",
      "--confirm-breaking is given. docs/feature-store.md says what a features.yaml holds."
    },
    footer = {
      "",
      "Examples:",
      "  statarb features apply --repo ingest/samples/features.yaml --store store --dry-run",
      "  statarb features apply --repo ingest/samples/features.yaml --store store --json",
      "  statarb features apply --repo features.yaml --store store --bundles statarb-run/registry"
    })
public final class FeatureApplyCommand implements Callable<Integer> {
  @Mixin private final StoreOptions options = new StoreOptions();

  @Option(
      names = "--repo",
      required = true,
      paramLabel = "FILE",
      description = "The declarations, a YAML file")
  private Path repo = Path.of("");

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      description = "Folder that the paths of sources lie in (default: that of the repo file)")
  private @Nullable Path sources;

  @Option(
      names = "--bundles",
      paramLabel = "DIR",
      description =
          "Registry of bundles whose services must not break; the store remembers it. May be repeated")
  private List<Path> bundles = new ArrayList<>();

  @Option(names = "--dry-run", description = "Only say what would be done")
  private boolean dryRun;

  @Option(
      names = "--confirm-breaking",
      description = "Apply even what breaks a service that a registered bundle uses")
  private boolean confirmBreaking;

  @Override
  public Integer call() {
    StoreFolder store = options.folder();
    RepoFile file = RepoFile.read(repo);
    StoreRegistry applied = StoreRegistry.readOrEmpty(store);
    StoreRegistry next = StoreRegistry.of(file, sourcesFolder(), registries(applied));
    List<BundleUse> uses = BundleUses.of(next.bundleRegistries());
    ApplyPlan plan =
        dryRun
            ? ApplyPlan.of(applied, next.declarations(), uses)
            : ApplyPlan.apply(store, next, uses, confirmBreaking);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("store", store.root().toString());
    answer.put("repo", next.repo());
    answer.put("repo_sha256", next.repoSha256());
    answer.put("dry_run", dryRun);
    answer.put("counts", plan.counts());
    answer.put("changes", plan.changes());
    answer.put("broken", plan.broken());
    answer.put("bundles_in_use", uses.size());
    options.print(answer, words(plan));
    return plan.broken().isEmpty() || confirmBreaking ? ExitCode.OK : ExitCode.REFUSED;
  }

  private String sourcesFolder() {
    Path folder = sources == null ? repo.toAbsolutePath().getParent() : sources.toAbsolutePath();
    if (folder == null || !Files.isDirectory(folder)) {
      throw Refusal.usage("--sources: no such folder: " + folder);
    }
    return folder.normalize().toString();
  }

  private List<String> registries(StoreRegistry applied) {
    List<String> all = new ArrayList<>(applied.bundleRegistries());
    for (Path registry : bundles) {
      if (!Files.isDirectory(registry)) {
        throw Refusal.usage("--bundles: no such folder: " + registry);
      }
      String path = registry.toAbsolutePath().normalize().toString();
      if (!all.contains(path)) {
        all.add(path);
      }
    }
    return all;
  }

  private String words(ApplyPlan plan) {
    StringBuilder words = new StringBuilder();
    for (Change change : plan.changes()) {
      words.append("%-9s %s %s".formatted(change.action(), change.kind(), change.name()));
      if (!change.before().equals(change.after())) {
        words.append("  %s -> %s".formatted(shown(change.before()), shown(change.after())));
      }
      words.append('\n');
      if (change.action() == Change.Action.CHANGED) {
        change.details().forEach(detail -> words.append("    ").append(detail).append('\n'));
      }
    }
    plan.broken().forEach(each -> words.append("BREAKS    ").append(each).append('\n'));
    words.append(dryRun ? "nothing was written: " : "applied: ").append(plan.counts());
    return words.toString();
  }

  private static String shown(String hash) {
    return hash.isEmpty() ? "none" : hash.substring(0, Math.min(12, hash.length()));
  }
}
