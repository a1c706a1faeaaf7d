package io.statarb.explain;

import io.statarb.explain.FillChain.Check;
import io.statarb.explain.FillChain.FeatureLink;
import io.statarb.explain.FillChain.QuoteLink;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A chain as lines for people, from the fill back to the raw files. */
final class ChainText {
  private final StringBuilder text = new StringBuilder();
  private final FillChain chain;

  private ChainText(FillChain chain) {
    this.chain = chain;
  }

  static String of(FillChain chain) {
    ChainText lines = new ChainText(chain);
    lines.trading();
    lines.score();
    lines.research();
    lines.quotes();
    lines.checks();
    return lines.text.toString();
  }

  private void trading() {
    TapeRecords.Fill fill = chain.fill();
    line(
        String.format(
            Locale.ROOT,
            "fill %s (%s, %s): %s %d lots %s at %s, fee %.2f %s, %s",
            chain.fillId(),
            chain.mode(),
            chain.stage(),
            fill.side() > 0 ? "bought" : "sold",
            fill.qtyLots(),
            chain.instrument(),
            chain.price(),
            fill.feeMicros() / 1e6,
            chain.currency(),
            utc(fill.tsNs())));
    TapeRecords.Order order = chain.order();
    line(
        String.format(
            Locale.ROOT,
            "<- order %d: %s %d lots, limit %d ticks, immediate or cancel, sent %s, arrived %s",
            order.clientOrderId(),
            order.side() > 0 ? "buy" : "sell",
            order.qtyLots(),
            order.limitPxTicks(),
            utc(order.tsNs()),
            utc(fill.arrivalTsNs())));
    TapeRecords.Parent parent = chain.parentOrder();
    line(
        String.format(
            Locale.ROOT,
            "<- pair order %d: %s of %s, %s the spread, lots %s, hedge ratio %s",
            parent.parentId(),
            parent.purpose(),
            chain.pair(),
            parent.direction() > 0 ? "long" : "short",
            parent.legs().stream()
                .map(leg -> "%s %+d".formatted(leg.leg(), leg.qtyLots()))
                .collect(Collectors.joining(" ")),
            parent.legs().stream()
                .map(TapeRecords.ParentLeg::hedgeRatio)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.joining(", "))));
    TapeRecords.Decision decision = chain.decision();
    line(
        String.format(
            Locale.ROOT,
            "<- decision %d: %s at %s, z %s (entry at %s), score %s (entry at %s), spread %s",
            decision.decisionId(),
            decision.kind(),
            utc(decision.tsNs()),
            number(decision.zScore()),
            decision.entryZ(),
            number(decision.score()),
            decision.entryScore(),
            decision.spread()));
  }

  private void score() {
    FillChain.ScoreLink score = chain.score();
    line(
        String.format(
            Locale.ROOT,
            "<- score %s, record %d of the tape, made by tick %d; made again %s",
            number(score.recorded()),
            score.tapeSeq(),
            score.tickSeq(),
            number(score.recomputed())));
    for (FeatureLink feature : score.features()) {
      line(
          String.format(
              Locale.ROOT,
              "     %-24s %24s %-10s %s",
              feature.name(),
              number(feature.recorded()),
              feature.unit(),
              feature.bitEqual() ? "bit-equal" : "DIFFERS"));
    }
  }

  private void research() {
    FillChain.BundleLink bundle = chain.bundle();
    line(String.format(Locale.ROOT, "<- bundle %s", bundle.sha256()));
    line(String.format(Locale.ROOT, "     in %s", bundle.folder()));
    line(
        String.format(
            Locale.ROOT,
            "     %s %s, sha256 %s, entry at |score| %s",
            bundle.modelKind(),
            bundle.modelFile(),
            bundle.modelSha256(),
            bundle.entryScore()));
    line(
        String.format(
            Locale.ROOT,
            "     features %s, schema hash %s",
            bundle.featureService(),
            bundle.featureSchemaHash()));
    line(
        String.format(
            Locale.ROOT,
            "     settings sha256 %s, commit %s",
            bundle.settingsSha256(),
            bundle.commit()));
    FillChain.TrainingLink training = chain.training();
    line(
        String.format(
            Locale.ROOT,
            "<- training run: seed %d, dates %s (hedge ratio from %s), model settings %s",
            training.seed(),
            training.trainDates(),
            training.formationDates(),
            training.settings()));
    line(
        String.format(
            Locale.ROOT,
            "<- tables %s, data version %s, from %d raw files",
            training.tableVersions(),
            training.dataVersion(),
            training.rawFiles()));
  }

  private void quotes() {
    for (QuoteLink quote : chain.quotes()) {
      line(
          String.format(
              Locale.ROOT,
              "<- quote %s: %s tick %d, %s, %s / %s ticks, %s",
              quote.role(),
              quote.instrument(),
              quote.tick().tickSeq(),
              utc(quote.tick().tsNs()),
              quote.tick().bidPxTicks(),
              quote.tick().askPxTicks(),
              quote.tick().condition()));
      line(
          String.format(
              Locale.ROOT,
              "     %s line %d: %s",
              quote.raw().path(),
              quote.raw().line(),
              shown(quote.raw().text())));
      line(
          String.format(
              Locale.ROOT,
              "     sha256 %s, today: %s",
              quote.raw().sha256OnRecord(),
              quote.raw().today().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
  }

  private void checks() {
    List<String> failed =
        chain.checks().stream()
            .filter(check -> Boolean.FALSE.equals(check.passed()))
            .map(Check::name)
            .toList();
    for (Check check : chain.checks()) {
      Boolean passed = check.passed();
      line(
          String.format(
              Locale.ROOT,
              "%-9s %s: %s",
              passed == null ? "not seen" : passed ? "ok" : "DIFFERS",
              check.name(),
              check.detail()));
    }
    line(
        failed.isEmpty()
            ? "every link that could be made again agrees"
            : "links that disagree: " + failed.stream().collect(Collectors.joining(", ")));
  }

  private void line(String oneLine) {
    text.append(oneLine).append('\n');
  }

  private static String number(@Nullable Double value) {
    return value == null ? "missing" : value.toString();
  }

  private static String shown(@Nullable String rawLine) {
    return rawLine == null ? "(not readable)" : rawLine;
  }

  private static String utc(long ns) {
    return Instant.ofEpochSecond(
            Math.floorDiv(ns, 1_000_000_000L), Math.floorMod(ns, 1_000_000_000L))
        .toString();
  }
}
