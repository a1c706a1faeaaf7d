package io.statarb.live;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.control.KillSwitch;
import io.statarb.settings.RunFolder;
import io.statarb.time.NanoClock;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Halts trading at once. */
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    description = {
      "Halt trading of a run within a second, and until resume: a restart stays halted.",
      "Orders in flight are canceled, positions stay, nothing new goes out. One person is enough."
    },
    footer = {"", "Examples:", "  statarb kill --out run --by anna --reason \"prices look wrong\""})
final class KillCommand implements Callable<Integer> {
  @Mixin final OutOptions options = new OutOptions();

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who kills")
  String by = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why")
  String reason = "";

  @Override
  public Integer call() {
    RunFolder out = options.folder();
    // A slip of the pen here would look like a halt and be none.
    if (!Files.isDirectory(out.root())) {
      throw Refusal.usage("--out: there is no run to halt, nothing was done: " + out.root());
    }
    KillSwitch.at(out.killFile()).kill(by, reason, NanoClock.system().nowNs());
    Map<String, Object> result = new TreeMap<>();
    result.put("latched", true);
    result.put("by", by);
    result.put("reason", reason);
    result.put("file", out.killFile().toString());
    System.out.println(
        options.json ? Json.text(result) : "killed by %s: %s".formatted(by, out.killFile()));
    return ExitCode.OK;
  }
}
