package io.statarb.engine;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.SigningKeys;
import io.statarb.bundle.Stage;
import io.statarb.cleansing.PlannedSession;
import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import io.statarb.registry.Registry;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.time.TradingSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder of a run up to and with promotion: history tapes, sessions, keys, registry. */
public final class TinyRun {
  /** Weight of the z-score in the model. */
  public static final double WEIGHT = 0.3;

  private final RunFolder out;
  private final List<TradingSession> sessions;

  private TinyRun(RunFolder out, List<TradingSession> sessions) {
    this.out = out;
    this.sessions = sessions;
  }

  /** Makes a run that trades these dates. */
  public static TinyRun make(Path root, long seed, String... dates) {
    RunFolder out = new RunFolder(root.resolve("run"));
    Settings.Effective settings = TinyBundle.settings();
    List<TradingSession> sessions = new ArrayList<>();
    List<PlannedSession> planned = new ArrayList<>();
    for (String date : dates) {
      TradingSession session = SyntheticMarket.session(date);
      sessions.add(session);
      planned.add(new PlannedSession(session, PlannedSession.TRADE, false));
      SyntheticMarket.write(
          out.historyTape(date),
          session,
          Settings.universe(settings.strategy()),
          settings.sha256(),
          seed + sessions.size());
    }
    AtomicFiles.write(out.sessionsFile(), Json.canonical(planned));
    TinyRun run = new TinyRun(out, sessions);
    run.promote(root.resolve("training"), settings, WEIGHT);
    return run;
  }

  /** Makes a bundle and promotes it; it reaches paper, since a merit gate fails. */
  public String promote(Path training, Settings.Effective settings, double weight) {
    SigningKeys keys = SigningKeys.developmentKey(out.keysFolder());
    Path bundle = TinyBundle.write(training, settings, keys, weight);
    Registry registry = Registry.open(out.registryFolder());
    String sha256 = registry.add(bundle);
    registry.promote(
        sha256,
        Stage.LIVE,
        List.of(
            new GateVerdict("signature", GateVerdict.Kind.INTEGRITY, true, 1, 1, "signed"),
            new GateVerdict("net_bps", GateVerdict.Kind.MERIT, false, -1, 0, "net of costs")));
    return sha256;
  }

  /** The champion, opened. */
  public Bundle champion() {
    Registry registry = Registry.open(out.registryFolder());
    return Bundle.open(
        registry.version(registry.champion().sha256()), SigningKeys.publicKey(out.keysFolder()));
  }

  /** Folder of the run. */
  public RunFolder out() {
    return out;
  }

  /** Sessions that it trades. */
  public List<TradingSession> sessions() {
    return sessions;
  }
}
