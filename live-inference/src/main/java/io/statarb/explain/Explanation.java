package io.statarb.explain;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.SigningKeys;
import io.statarb.bundle.TradablePair;
import io.statarb.bundle.TrainedPair;
import io.statarb.cli.Refusal;
import io.statarb.explain.FillChain.BundleLink;
import io.statarb.explain.FillChain.Check;
import io.statarb.explain.FillChain.FeatureLink;
import io.statarb.explain.FillChain.QuoteLink;
import io.statarb.explain.FillChain.ScoreLink;
import io.statarb.explain.FillChain.TrainingLink;
import io.statarb.explain.FillSearch.Found;
import io.statarb.explain.RawLines.RawLine;
import io.statarb.explain.ScoreReplay.Replayed;
import io.statarb.explain.ScoreReplay.Scored;
import io.statarb.explain.TapeRecords.Tick;
import io.statarb.features.FeatureField;
import io.statarb.instruments.LegNames;
import io.statarb.instruments.Universe;
import io.statarb.registry.Registry;
import io.statarb.scoring.Scorer;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Strategy.VenueSettings;
import io.statarb.venues.SimulatedVenue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks from a fill to the raw files and makes each link again. */
final class Explanation {
  private final List<Check> checks = new ArrayList<>();
  private final String fillId;
  private final Found found;
  private final Bundle bundle;
  private final Path bundleFolder;
  private final TradablePair pair;
  private final Universe universe;
  private final Replayed replayed;

  private Explanation(
      String fillId,
      Found found,
      Bundle bundle,
      Path bundleFolder,
      TradablePair pair,
      Replayed replayed) {
    this.fillId = fillId;
    this.found = found;
    this.bundle = bundle;
    this.bundleFolder = bundleFolder;
    this.pair = pair;
    this.replayed = replayed;
    universe = bundle.universe();
  }

  /**
   * Explains a fill.
   *
   * @param out folder of the run
   * @param mode word of the tape's folder
   * @param tradeDate session of the fill
   * @param execId number of the fill in the session
   * @param data folder of the raw data, or null for the one that the run was made with
   * @throws Refusal when there is no such fill or a link is missing
   */
  static FillChain of(
      RunFolder out, String mode, String tradeDate, long execId, @Nullable Path data) {
    Path tape = out.tradingTape(mode, tradeDate);
    Found found = Files.isDirectory(tape) ? FillSearch.find(tape, execId) : null;
    if (found == null) {
      throw unknown(tape, tradeDate + "/" + execId, mode);
    }
    Path folder = Registry.open(out.registryFolder()).version(found.bundleSha256());
    Bundle bundle = Bundle.open(folder, SigningKeys.publicKey(out.keysFolder()));
    TradablePair pair = pair(bundle, found.decision().pairId());
    Replayed replayed =
        ScoreReplay.run(tape, found, bundle.featureService(), pair, bundle.universe());
    return new Explanation(tradeDate + "/" + execId, found, bundle, folder, pair, replayed)
        .chain(RawLines.open(out, data));
  }

  /** Names a fill that there is, so that the next try succeeds. */
  private static Refusal unknown(Path tape, String fillId, String mode) {
    Path tapes = tape.getParent();
    if (tapes == null || !Files.isDirectory(tapes)) {
      return Refusal.data("the run has no tapes of %s: %s is missing".formatted(mode, tapes));
    }
    try (Stream<Path> dates = Files.list(tapes)) {
      for (Path date : dates.filter(Explanation::isTape).sorted().toList()) {
        Long first = FillSearch.first(date);
        if (first != null) {
          return Refusal.usage(
              "no such fill on the %s tapes: %s; one that exists: %s/%s"
                  .formatted(mode, fillId, date.getFileName(), first));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Refusal.usage("no such fill: %s; the %s tapes hold none".formatted(fillId, mode));
  }

  private static boolean isTape(Path folder) {
    return String.valueOf(folder.getFileName()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}(_s[0-9]{2})?");
  }

  private static TradablePair pair(Bundle bundle, int pairId) {
    return bundle.pairs().stream()
        .filter(pair -> pair.definition().pairId() == pairId)
        .findFirst()
        .orElseThrow(() ->
            Refusal.data(
                "the bundle has no such pair: bundle=%s pairId=%s"
                    .formatted(bundle.sha256(), pairId)));
  }

  private FillChain chain(RawLines raw) {
    checks.add(
        new Check(
            "bundle",
            true,
            "signature, every digest and %s golden vectors".formatted(bundle.goldenVectors())));
    ScoreLink score = score();
    checkPrice();
    List<QuoteLink> quotes = quotes(raw);
    return new FillChain(
        fillId,
        found.mode(),
        found.stage(),
        universe.instrument(found.fill().instrumentId()).name(),
        pair.definition().name(),
        bundle.strategy().currency(),
        price(),
        found.fill(),
        found.order(),
        found.parent(),
        found.decision(),
        score,
        bundleLink(),
        training(),
        quotes,
        checks);
  }

  /** Price in quote currency, without the noise of binary fractions. */
  private BigDecimal price() {
    BigDecimal halfTicks = BigDecimal.valueOf(found.fill().px2Ticks());
    long tickE9 = universe.instrument(found.fill().instrumentId()).tickSizeE9();
    BigDecimal price =
        halfTicks.multiply(BigDecimal.valueOf(tickE9, 9)).multiply(BigDecimal.valueOf(5, 1));
    return new BigDecimal(price.stripTrailingZeros().toPlainString());
  }

  private ScoreLink score() {
    Scored scored = replayed.scored();
    List<FeatureField> fields = bundle.featureService().fields();
    if (fields.size() != scored.recorded().size()) {
      throw Refusal.data(
          "the tape's score has another number of features than the bundle: tape=%s bundle=%s"
              .formatted(scored.recorded().size(), fields.size()));
    }
    List<FeatureLink> features = new ArrayList<>();
    long equal = 0;
    for (int i = 0; i < scored.recorded().size(); i++) {
      boolean same = sameBits(scored.recorded().get(i), scored.recomputed().get(i));
      equal += same ? 1 : 0;
      features.add(
          new FeatureLink(
              fields.get(i).name(), fields.get(i).unit(), number(scored.recorded().get(i)), same));
    }
    checks.add(
        new Check(
            "features",
            equal == features.size(),
            "%s of %s bit-equal when made again from the %s ticks on the tape before"
                .formatted(equal, features.size(), scored.ticks())));
    return new ScoreLink(
        scored.tapeSeq(),
        scored.tickSeq(),
        number(scored.score()),
        number(rescore(scored)),
        scored.ticks(),
        features);
  }

  private double rescore(Scored scored) {
    if (Double.isNaN(scored.score())) {
      checks.add(new Check("score", null, "no model was asked in this mode"));
      return Double.NaN;
    }
    double again;
    try (Scorer scorer = bundle.scorer(pair)) {
      again = scorer.score(scored.recorded().stream().mapToDouble(Double::doubleValue).toArray());
    }
    checks.add(
        new Check(
            "score",
            sameBits(scored.score(), again),
            "recorded %s, made again %s".formatted(scored.score(), again)));
    return again;
  }

  /** The venue's rule, applied to the quotes on the tape. */
  private void checkPrice() {
    Tick arrival = replayed.arrival();
    Tick fill = replayed.fill();
    int side = found.fill().side();
    Long arrivalTouch = arrival == null ? null : arrival.touch(side);
    Long fillTouch = fill == null ? null : fill.touch(side);
    if (found.mode().equals("frictionless")) {
      long mid2 = found.parent().leg(found.fill().leg()).mid2Ticks();
      checks.add(
          new Check(
              "price",
              found.fill().px2Ticks() == mid2,
              "half ticks: filled %s, mid at the decision %s"
                  .formatted(found.fill().px2Ticks(), mid2)));
    } else if (arrivalTouch == null || fillTouch == null) {
      checks.add(
          new Check(
              "price",
              false,
              "the fill names ticks that are no quotes: arrival=%s fill=%s"
                  .formatted(arrival, fill)));
    } else {
      VenueSettings venue =
          bundle.strategy().venue(universe.instrument(found.fill().instrumentId()).venue());
      long rule2 = 2 * SimulatedVenue.dealt(venue, side, arrivalTouch, fillTouch);
      checks.add(
          new Check(
              "price",
              found.fill().px2Ticks() == rule2,
              "half ticks: filled %s, %s %s"
                  .formatted(
                      found.fill().px2Ticks(),
                      venue.fillsAtOpen()
                          ? "the opening"
                          : "the worse of the quote at arrival and the next good one",
                      rule2)));
    }
  }

  private List<QuoteLink> quotes(RawLines raw) {
    Map<String, Tick> ticks = new LinkedHashMap<>();
    List<Tick> legs = replayed.scored().legs();
    for (int leg = 0; leg < legs.size(); leg++) {
      ticks.put("leg %s at the decision".formatted(LegNames.of(leg)), legs.get(leg));
    }
    Tick arrival = replayed.arrival();
    Tick fill = replayed.fill();
    if (arrival != null) {
      ticks.put("in force when the order arrived", arrival);
    }
    if (fill != null) {
      ticks.put("filled the order", fill);
    }
    List<QuoteLink> quotes = new ArrayList<>();
    Map<String, RawLines.Today> files = new LinkedHashMap<>();
    ticks.forEach((role, tick) -> {
      RawLine line = raw.line(tick.fileId(), tick.line());
      files.put(line.path(), line.today());
      quotes.add(new QuoteLink(role, universe.instrument(tick.instrumentId()).name(), tick, line));
    });
    files.forEach((path, today) ->
        checks.add(
            switch (today) {
              case MATCH -> new Check("raw file", true, path + " has the sha256 on record");
              case MISMATCH ->
                  new Check("raw file", false, path + " no longer has the sha256 on record");
              case NOT_REACHABLE -> new Check("raw file", null, path + " is not reachable");
            }));
    return quotes;
  }

  private BundleLink bundleLink() {
    return new BundleLink(
        bundle.sha256(),
        bundleFolder.toString(),
        bundle.settings().sha256(),
        bundle.manifest().commit(),
        pair.modelFile(),
        String.valueOf(bundle.manifest().files().get(pair.modelFile())),
        pair.modelKind(),
        pair.entryScore(),
        bundle.featureService().name(),
        bundle.featureService().schemaHash(),
        bundle.goldenVectors());
  }

  private TrainingLink training() {
    TrainedPair trained =
        bundle.trainingRun().pairs().stream()
            .filter(one -> one.pairId() == pair.definition().pairId())
            .findFirst()
            .orElseThrow(() ->
                Refusal.data(
                    "the bundle's training run lacks a pair that it trades: pairId="
                        + pair.definition().pairId()));
    return new TrainingLink(
        bundle.trainingRun().dataVersion(),
        bundle.lineage().tableVersions(),
        bundle.trainingRun().formationDates(),
        bundle.trainingRun().trainDates(),
        bundle.trainingRun().seed(),
        trained.winner().settings(),
        bundle.lineage().rawFiles().size());
  }

  private static boolean sameBits(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
