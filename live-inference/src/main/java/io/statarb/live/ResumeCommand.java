package io.statarb.live;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.control.KillSwitch;
import io.statarb.settings.RunFolder;
import io.statarb.time.NanoClock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lifts a kill. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Lift the kill of a run. Two different people are needed.",
    footer = {
      "",
      "Examples:",
      "  statarb resume --out run --by anna --approved-by ben --reason \"feed is back\""
    })
final class ResumeCommand implements Callable<Integer> {
  @Mixin final OutOptions options = new OutOptions();

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who asks")
  String by = "";

  @Option(names = "--approved-by", required = true, paramLabel = "NAME", description = "Who agrees")
  String approvedBy = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why")
  String reason = "";

  @Override
  public Integer call() {
    RunFolder out = options.folder();
    KillSwitch.at(out.killFile()).resume(by, approvedBy, reason, NanoClock.system().nowNs());
    Map<String, Object> result = new TreeMap<>();
    result.put("latched", false);
    result.put("by", by);
    result.put("approved_by", approvedBy);
    result.put("reason", reason);
    result.put("file", out.killFile().toString());
    System.out.println(
        options.json
            ? Json.text(result)
            : "resumed by %s, approved by %s".formatted(by, approvedBy));
    return ExitCode.OK;
  }
}
