package io.statarb.live;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.Manifest;
import io.statarb.bundle.SigningKeys;
import io.statarb.bundle.TradablePair;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.registry.AliasEntry;
import io.statarb.registry.PromotionRecord;
import io.statarb.registry.RegisteredVersion;
import io.statarb.registry.Registry;
import io.statarb.settings.RunFolder;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the registry of a run holds, and the way back. */
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = "List and show bundles, name a challenger, go back to the champion before.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RegistryCommand.ListVersions.class,
      RegistryCommand.Show.class,
      RegistryCommand.Challenge.class,
      RegistryCommand.Rollback.class
    },
    footer = {
      "",
      "Examples:",
      "  statarb registry list --out run",
      "  statarb registry show champion --out run --json",
      "  statarb registry challenge DIGEST --out run",
      "  statarb registry rollback --out run"
    })
final class RegistryCommand implements Callable<Integer> {
  private static final List<String> ALIASES =
      List.of(Registry.CHAMPION, Registry.CHALLENGER, Registry.PREVIOUS);

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec self = spec;
    if (self == null) {
      throw new IllegalStateException("Invariant: picocli sets the spec");
    }
    throw new ParameterException(
        self.commandLine(), "registry needs a command: list, show, challenge or rollback");
  }

  /** All versions as one object. */
  record Versions(List<RegisteredVersion> versions) {}

  /** One version with everything that is known of it. */
  record Shown(
      String sha256,
      String folder,
      @Nullable AliasEntry alias,
      @Nullable PromotionRecord promotion,
      Manifest manifest,
      List<TradablePair> pairs) {}

  /** An alias after a change. */
  record Changed(String alias, AliasEntry entry) {}

  /** Lists the versions. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List all versions with their aliases.",
      footer = {"", "Examples:", "  statarb registry list --out run"})
  static final class ListVersions implements Callable<Integer> {
    @Mixin final OutOptions options = new OutOptions();

    @Override
    public Integer call() {
      List<RegisteredVersion> versions = Registry.open(options.folder().registryFolder()).list();
      if (options.json) {
        System.out.println(Json.text(new Versions(versions)));
      } else {
        versions.forEach(version ->
            System.out.println(
                "%s %s %s".formatted(version.sha256(), version.strategy(), version.aliases())));
      }
      return ExitCode.OK;
    }
  }

  /** Shows one version, opened and checked. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Open and check a version, and show its manifest, pairs and gates.",
      footer = {"", "Examples:", "  statarb registry show champion --out run"})
  static final class Show implements Callable<Integer> {
    @Mixin final OutOptions options = new OutOptions();

    @Parameters(
        paramLabel = "ALIAS_OR_DIGEST",
        defaultValue = Registry.CHAMPION,
        description = "champion, challenger, previous or a digest (default: ${DEFAULT-VALUE})")
    String version = Registry.CHAMPION;

    @Override
    public Integer call() {
      RunFolder out = options.folder();
      Registry registry = Registry.open(out.registryFolder());
      AliasEntry alias = ALIASES.contains(version) ? registry.alias(version) : null;
      if (alias == null && ALIASES.contains(version)) {
        throw Refusal.data("the registry %s has no %s".formatted(out.registryFolder(), version));
      }
      String sha256 = alias == null ? version : alias.sha256();
      Bundle bundle =
          Bundle.open(registry.version(sha256), SigningKeys.publicKey(out.keysFolder()));
      Shown shown =
          new Shown(
              sha256,
              registry.version(sha256).toString(),
              alias,
              alias == null || alias.promotion() == 0
                  ? null
                  : registry.promotion(alias.promotion()),
              bundle.manifest(),
              bundle.pairs());
      System.out.println(options.json ? Json.text(shown) : Json.pretty(shown));
      return ExitCode.OK;
    }
  }

  /** Names the challenger. */
  @Command(
      name = "challenge",
      mixinStandardHelpOptions = true,
      description = "Make a version the challenger; nothing trades it yet.",
      footer = {"", "Examples:", "  statarb registry challenge DIGEST --out run"})
  static final class Challenge implements Callable<Integer> {
    @Mixin final OutOptions options = new OutOptions();

    @Parameters(paramLabel = "DIGEST", description = "The version")
    String version = "";

    @Override
    public Integer call() {
      Registry registry = Registry.open(options.folder().registryFolder());
      registry.challenge(version);
      return printed(registry, Registry.CHALLENGER, options.json);
    }
  }

  /** Goes back. */
  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Champion and previous change places, atomically.",
      footer = {"", "Examples:", "  statarb registry rollback --out run"})
  static final class Rollback implements Callable<Integer> {
    @Mixin final OutOptions options = new OutOptions();

    @Override
    public Integer call() {
      Registry registry = Registry.open(options.folder().registryFolder());
      registry.rollback();
      return printed(registry, Registry.CHAMPION, options.json);
    }
  }

  private static int printed(Registry registry, String name, boolean json) {
    AliasEntry entry = registry.alias(name);
    if (entry == null) {
      throw new IllegalStateException("Invariant: the alias was just set: alias=" + name);
    }
    System.out.println(
        json
            ? Json.text(new Changed(name, entry))
            : "%s is now %s at stage %s".formatted(name, entry.sha256(), entry.stage().word()));
    return ExitCode.OK;
  }
}
