package io.statarb.replay;

import io.statarb.cli.Refusal;
import io.statarb.engine.HealthOpening;
import io.statarb.engine.HealthOpening.Verdict;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.ActivationDecoder;
import io.statarb.tape.sbe.CommandDecoder;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.DateStartDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.HealthOpeningDecoder;
import io.statarb.tape.sbe.HealthState;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.PairHealthDecoder;
import io.statarb.tape.sbe.ScoreDecoder;
import io.statarb.tape.sbe.TickDecoder;
import io.statarb.time.TradingSession;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is on a tape, from one pass over it.
 *
 * @param session session of the tape
 * @param settingsSha256 settings that it was written with
 * @param activation what it traded with; null on a history tape and on one that broke off before it
 * @param complete whether it ends with DateEnd
 * @param records all records
 * @param ticks Tick records
 * @param commands Command records
 * @param rows Score records
 * @param rowsAllFinite those whose features were all finite
 * @param nonFiniteScores those of them whose score was not finite although the model was asked
 * @param decisions decisions by kind, in lower case
 * @param healthChanges PairHealth records: changes of the verdict on a pair
 * @param opening verdicts that pairs brought along
 * @param health the last verdict on each pair that had one, by pairId
 */
public record TapeContents(
    TradingSession session,
    String settingsSha256,
    @Nullable Activation activation,
    boolean complete,
    long records,
    long ticks,
    long commands,
    long rows,
    long rowsAllFinite,
    long nonFiniteScores,
    SortedMap<String, Long> decisions,
    long healthChanges,
    HealthOpening opening,
    SortedMap<Integer, Verdict> health) {

  /**
   * What a tape trades with.
   *
   * @param bundleSha256 digest of the bundle
   * @param stage stage of the bundle, in lower case
   * @param mode word of the mode
   */
  public record Activation(String bundleSha256, String stage, String mode) {}

  /** What pairs bring along to the next session of the same bundle. */
  public HealthOpening closing() {
    return new HealthOpening(
        session.tradeDate(),
        health.values().stream().filter(v -> v.state() != HealthState.HEALTHY).toList());
  }

  /**
   * Whether it broke off before the engine could have said what its pairs brought along: behind
   * DateStart and Activation comes HealthOpening, if there is one.
   */
  public boolean brokeOffBeforeOpening() {
    return records <= 2;
  }

  /**
   * Reads a tape to its end.
   *
   * @param folder folder of the tape
   * @return what is on it, or null when it holds no record at all
   * @throws Refusal when it is missing, damaged, or does not begin with DateStart
   */
  public static @Nullable TapeContents of(Path folder) {
    try (TapeReader reader = TapeReader.open(folder)) {
      return reader.next() ? new Fold(folder, reader).run() : null;
    }
  }

  private static final class Fold {
    private final Path folder;
    private final TapeReader reader;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ActivationDecoder activationRecord = new ActivationDecoder();
    private final ScoreDecoder score = new ScoreDecoder();
    private final DecisionDecoder decision = new DecisionDecoder();
    private final PairHealthDecoder pairHealth = new PairHealthDecoder();
    private final SortedMap<String, Long> decisions = new TreeMap<>();
    private final HealthOpeningDecoder openingRecord = new HealthOpeningDecoder();
    private final SortedMap<Integer, Verdict> health = new TreeMap<>();
    private HealthOpening opening = HealthOpening.NONE;
    private long healthChanges;
    private @Nullable Activation activation;
    private boolean complete;
    private long records;
    private long ticks;
    private long commands;
    private long rows;
    private long rowsAllFinite;
    private long nonFiniteScores;

    Fold(Path folder, TapeReader reader) {
      this.folder = folder;
      this.reader = reader;
    }

    TapeContents run() {
      if (reader.templateId() != DateStartDecoder.TEMPLATE_ID) {
        throw Refusal.data(
            "tape %s does not begin with DateStart: templateId=%d"
                .formatted(folder, reader.templateId()));
      }
      DateStartDecoder start = new DateStartDecoder();
      start.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
      long startNs = start.sessionStartNs();
      long endNs = start.sessionEndNs();
      DateStartDecoder.InstrumentsDecoder instruments = start.instruments();
      while (instruments.hasNext()) {
        instruments.next();
      }
      String tradeDate = start.tradeDate();
      start.skipStrategy();
      String settingsSha256 = start.settingsSha256();
      do {
        records++;
        count();
      } while (reader.next());
      // The model is not asked in baseline mode.
      Activation active = activation;
      boolean scored = active == null || !active.mode().equals("baseline");
      return new TapeContents(
          new TradingSession(tradeDate, startNs, endNs),
          settingsSha256,
          activation,
          complete,
          records,
          ticks,
          commands,
          rows,
          rowsAllFinite,
          scored ? nonFiniteScores : 0,
          decisions,
          healthChanges,
          opening,
          health);
    }

    private void count() {
      switch (reader.templateId()) {
        case TickDecoder.TEMPLATE_ID -> ticks++;
        case ScoreDecoder.TEMPLATE_ID -> countRow();
        case CommandDecoder.TEMPLATE_ID -> commands++;
        case DecisionDecoder.TEMPLATE_ID -> {
          decision.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
          decisions.merge(decision.kind().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
        }
        case PairHealthDecoder.TEMPLATE_ID -> {
          pairHealth.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
          healthChanges++;
          put(new Verdict(pairHealth.pairId(), pairHealth.state(), pairHealth.reasons()));
        }
        case HealthOpeningDecoder.TEMPLATE_ID -> {
          openingRecord.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
          opening = HealthOpening.of(openingRecord);
          opening.verdicts().forEach(this::put);
        }
        case ActivationDecoder.TEMPLATE_ID -> {
          activationRecord.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
          activation =
              new Activation(
                  activationRecord.bundleSha256(),
                  activationRecord.stage(),
                  activationRecord.mode());
        }
        case DateEndDecoder.TEMPLATE_ID -> complete = true;
        default -> {
          // Orders and reports are the execution module's to count.
        }
      }
    }

    private void put(Verdict verdict) {
      health.put(verdict.pairId(), verdict);
    }

    private void countRow() {
      score.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
      boolean scoreFinite = Double.isFinite(score.score());
      boolean allFinite = true;
      ScoreDecoder.FeaturesDecoder features = score.features();
      while (features.hasNext()) {
        allFinite &= Double.isFinite(features.next().value());
      }
      rows++;
      if (allFinite) {
        rowsAllFinite++;
        nonFiniteScores += scoreFinite ? 0 : 1;
      }
    }
  }
}
