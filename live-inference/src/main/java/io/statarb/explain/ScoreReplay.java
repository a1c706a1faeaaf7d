package io.statarb.explain;

import io.statarb.bundle.TradablePair;
import io.statarb.cli.Refusal;
import io.statarb.explain.FillSearch.Found;
import io.statarb.explain.TapeRecords.Tick;
import io.statarb.features.FeatureService;
import io.statarb.features.PairFeatures;
import io.statarb.features.PairLegs;
import io.statarb.instruments.Rebasing;
import io.statarb.instruments.Universe;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.CorporateActionDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.ScoreDecoder;
import io.statarb.tape.sbe.TickDecoder;
import io.statarb.ticks.CorporateActions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the kernels over a tape's ticks up to the score behind a decision, as the trading process
 * did, and picks up the quotes that mattered.
 */
final class ScoreReplay {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final TickDecoder tick = new TickDecoder();
  private final ScoreDecoder score = new ScoreDecoder();
  private final CorporateActionDecoder corporateAction = new CorporateActionDecoder();

  private final Found found;
  private final PairLegs legs;
  private final PairFeatures features;
  private final CorporateActions actions;
  private final @Nullable Tick[] last;
  private long ticks;
  private @Nullable Scored scored;
  private @Nullable Tick arrival;
  private @Nullable Tick fill;

  private ScoreReplay(Found found, FeatureService service, TradablePair pair, Universe universe) {
    this.found = found;
    legs = PairLegs.of(pair.definition(), universe);
    last = new @Nullable Tick[legs.count()];
    features = PairFeatures.of(service, pair.definition(), legs.instruments());
    actions = new CorporateActions(universe.count());
  }

  /**
   * The score record and what the kernels make of the same ticks.
   *
   * @param tapeSeq position on the tape
   * @param tickSeq tick that made the row
   * @param score recorded score; NaN without a model
   * @param recorded recorded feature values
   * @param recomputed values made again
   * @param ticks ticks of the session up to and with that one
   * @param legs quote in force of each leg
   */
  record Scored(
      long tapeSeq,
      long tickSeq,
      double score,
      List<Double> recorded,
      List<Double> recomputed,
      long ticks,
      List<Tick> legs) {}

  /**
   * What was found.
   *
   * @param scored the score
   * @param arrival quote in force when the order arrived, or null where the venue has none
   * @param fill quote that filled it, or null where the venue has none
   */
  record Replayed(Scored scored, @Nullable Tick arrival, @Nullable Tick fill) {}

  /**
   * Replays.
   *
   * @param tape the tape
   * @param found the fill
   * @param service feature service of the bundle
   * @param pair pair of the fill
   * @param universe instruments of the bundle
   * @throws Refusal when the tape lacks the score that the decision names
   */
  static Replayed run(
      Path tape, Found found, FeatureService service, TradablePair pair, Universe universe) {
    ScoreReplay replay = new ScoreReplay(found, service, pair, universe);
    try (TapeReader reader = TapeReader.open(tape)) {
      while (!replay.done() && reader.next()) {
        replay.accept(reader.buffer(), reader.offset(), reader.templateId());
      }
    }
    Scored scored = replay.scored;
    if (scored == null) {
      throw Refusal.data(
          "the tape %s lacks the score that a decision names: decisionId=%s scoreSeq=%s"
              .formatted(tape, found.decision().decisionId(), found.decision().scoreSeq()));
    }
    return new Replayed(scored, replay.arrival, replay.fill);
  }

  private boolean done() {
    boolean quotesFound = found.fill().fillTickSeq() < 0 || fill != null;
    return scored != null && quotesFound;
  }

  private void accept(DirectBuffer buffer, int offset, int templateId) {
    if (templateId == TickDecoder.TEMPLATE_ID) {
      onTick(tick.wrapAndApplyHeader(buffer, offset, header));
    } else if (templateId == CorporateActionDecoder.TEMPLATE_ID) {
      corporateAction.wrapAndApplyHeader(buffer, offset, header);
      actions.know(CorporateActions.Action.of(corporateAction));
    } else if (templateId == ScoreDecoder.TEMPLATE_ID && scored == null) {
      score.wrapAndApplyHeader(buffer, offset, header);
      if (score.seq() == found.decision().scoreSeq()) {
        scored = scored(score);
      }
    }
  }

  private void onTick(TickDecoder t) {
    if (t.tickSeq() == found.fill().arrivalTickSeq()) {
      arrival = Tick.of(t);
    }
    if (t.tickSeq() == found.fill().fillTickSeq()) {
      fill = Tick.of(t);
    }
    if (scored != null) {
      return;
    }
    ticks++;
    comeIntoForce(t.tsNs());
    int leg = legs.leg(t.instrumentId());
    if (leg != PairLegs.NONE) {
      last[leg] = Tick.of(t);
      features.onTick(t.tsNs(), leg, t.bidPxTicks(), t.askPxTicks(), (byte) t.conditionRaw());
    }
  }

  private void comeIntoForce(long nowNs) {
    while (actions.due(nowNs)) {
      CorporateActions.Action action = actions.take(nowNs);
      int leg = legs.leg(action.instrumentId());
      Rebasing rebasing = action.rebasing();
      if (leg != PairLegs.NONE) {
        if (rebasing != null) {
          features.rebase(leg, rebasing);
        }
        features.suspend(leg, actions.suspended(action.instrumentId()));
      }
    }
  }

  private Scored scored(ScoreDecoder s) {
    long tapeSeq = s.seq();
    long tickSeq = s.tickSeq();
    double value = s.score();
    ScoreDecoder.FeaturesDecoder group = s.features();
    double[] recorded = new double[group.count()];
    for (int i = 0; group.hasNext(); i++) {
      recorded[i] = group.next().value();
    }
    List<Tick> quotes = Arrays.stream(last).filter(Objects::nonNull).toList();
    if (quotes.size() < last.length) {
      throw Refusal.data(
          "a score without a quote of each leg: tapeSeq=%s tickSeq=%s".formatted(tapeSeq, tickSeq));
    }
    return new Scored(
        tapeSeq, tickSeq, value, boxed(recorded), boxed(features.values()), ticks, quotes);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
