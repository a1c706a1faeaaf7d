package io.statarb.engine;

import io.statarb.health.HealthGrid;
import io.statarb.health.HealthReason;
import io.statarb.health.PairHealth;
import io.statarb.tape.Journal;
import io.statarb.tape.RecordVersion;
import io.statarb.tape.sbe.ActivationEncoder;
import io.statarb.tape.sbe.DecisionEncoder;
import io.statarb.tape.sbe.DecisionKind;
import io.statarb.tape.sbe.HealthExcursionEncoder;
import io.statarb.tape.sbe.HealthOpeningEncoder;
import io.statarb.tape.sbe.HealthRefusalEncoder;
import io.statarb.tape.sbe.MessageHeaderEncoder;
import io.statarb.tape.sbe.PairHealthEncoder;
import io.statarb.tape.sbe.ScoreEncoder;
import io.statarb.tape.sbe.TickDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes the records that the engine owns (Activation, Score, Decision and those of health) and
 * copies input records onto a tape. Used by the engine's thread; allocates nothing after
 * construction but for {@link #activation} and {@link #healthOpening}.
 *
 * <p>Every NaN is written with one bit pattern: which pattern an operation yields depends on the
 * processor and on the compiler, and a replay must give the same bytes.
 */
public final class EngineRecords {
  /** All messages start with seq. */
  private static final int SEQ_OFFSET =
      MessageHeaderEncoder.ENCODED_LENGTH + TickDecoder.seqEncodingOffset();

  /** The longest input record is a Command with three texts of at most 4,096 bytes. */
  private static final int MAX_RECORD_BYTES = 16 * 1024;

  private final Journal journal;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_RECORD_BYTES]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ActivationEncoder activation = new ActivationEncoder();
  private final ScoreEncoder score = new ScoreEncoder();
  private final DecisionEncoder decision = new DecisionEncoder();
  private final PairHealthEncoder pairHealth = new PairHealthEncoder();
  private final HealthExcursionEncoder healthExcursion = new HealthExcursionEncoder();
  private final HealthRefusalEncoder healthRefusal = new HealthRefusalEncoder();

  /** Encodes onto this journal. */
  public EngineRecords(Journal journal) {
    this.journal = journal;
  }

  /**
   * Copies a record as it is but for its seq, which becomes the next of this tape.
   *
   * @param source holds the record
   * @param offset where its SBE header starts
   * @param length bytes of header and message
   */
  public void copy(DirectBuffer source, int offset, int length) {
    buffer.putBytes(0, source, offset, length);
    buffer.putLong(SEQ_OFFSET, journal.nextSeq(), ByteOrder.LITTLE_ENDIAN);
    journal.append(buffer, 0, length);
  }

  /**
   * Names what the tape trades with.
   *
   * @param tsNs market time
   * @param bundleSha256 digest of the bundle's manifest
   * @param stage stage of the bundle, in lower case
   * @param mode word of the {@link EngineMode}
   */
  public void activation(long tsNs, String bundleSha256, String stage, String mode) {
    activation.wrapAndApplyHeader(buffer, 0, header);
    activation.seq(journal.nextSeq()).tsNs(tsNs).bundleSha256(bundleSha256).stage(stage).mode(mode);
    append(activation.encodedLength());
  }

  /**
   * Names the verdicts that pairs open with.
   *
   * @param tsNs market time
   */
  void healthOpening(long tsNs, HealthOpening opening) {
    HealthOpeningEncoder message = new HealthOpeningEncoder();
    message.wrapAndApplyHeader(buffer, 0, header).seq(journal.nextSeq()).tsNs(tsNs);
    HealthOpeningEncoder.VerdictsEncoder group = message.verdictsCount(opening.verdicts().size());
    for (HealthOpening.Verdict verdict : opening.verdicts()) {
      group.next().pairId(verdict.pairId()).reasons(verdict.reasons()).state(verdict.state());
    }
    message.tradeDate(opening.tradeDate());
    append(message.encodedLength());
  }

  /** One feature row and its score; returns the seq of the record. */
  long score(
      long tsNs,
      long tickSeq,
      int pairId,
      double z,
      double spread,
      double value,
      double[] features) {
    long seq = journal.nextSeq();
    score.wrapAndApplyHeader(buffer, 0, header);
    score
        .seq(seq)
        .tsNs(tsNs)
        .tickSeq(tickSeq)
        .zScore(oneNan(z))
        .spread(oneNan(spread))
        .score(oneNan(value))
        .pairId(pairId);
    ScoreEncoder.FeaturesEncoder group = score.featuresCount(features.length);
    for (double feature : features) {
      group.next().value(oneNan(feature));
    }
    append(score.encodedLength());
    return seq;
  }

  /** A decision being filled in; {@link #decided()} appends it. */
  DecisionEncoder decision(
      long tsNs, long decisionId, long scoreSeq, int pairId, DecisionKind kind, int direction) {
    decision.wrapAndApplyHeader(buffer, 0, header);
    return decision
        .seq(journal.nextSeq())
        .tsNs(tsNs)
        .decisionId(decisionId)
        .scoreSeq(scoreSeq)
        .pairId(pairId)
        .kind(kind)
        .direction((byte) direction);
  }

  /** Appends the decision. */
  void decided() {
    append(decision.encodedLength());
  }

  /** A changed verdict on a pair and what it rests on. */
  void pairHealth(long tsNs, int pairId, HealthGrid grid) {
    PairHealth health = grid.health();
    pairHealth
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(tsNs)
        .sampleNs(grid.sampledNs())
        .pValue(oneNan(health.pValue()))
        .halfLifeS(oneNan(grid.halfLifeS()))
        .hedgeRatio(oneNan(health.hedgeRatio()))
        .hedgeDriftT(oneNan(health.hedgeDriftT()))
        .sdRatio(oneNan(health.sdRatio()))
        .shiftSd(oneNan(health.shiftSd()))
        .breakRatio(oneNan(health.breakRatio()))
        .pairId(pairId)
        .reasons(HealthReason.onTape(health.reasons()))
        .before(health.before())
        .state(health.state());
    append(pairHealth.encodedLength());
    if ((health.reasons() & HealthReason.STRUCTURAL_BREAK.bit()) != 0) {
      healthExcursion
          .wrapAndApplyHeader(buffer, 0, header)
          .seq(journal.nextSeq())
          .tsNs(tsNs)
          .farRatio(oneNan(health.farRatio()))
          .longRatio(oneNan(health.longRatio()))
          .pairId(pairId);
      append(healthExcursion.encodedLength());
    }
  }

  /** An entry that is not made for the health of its pair. */
  void healthRefusal(long tsNs, int pairId, double z, int direction, PairHealth health) {
    healthRefusal
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(tsNs)
        .zScore(oneNan(z))
        .pairId(pairId)
        .reasons(HealthReason.onTape(health.reasons()))
        .state(health.state())
        .direction((byte) direction);
    append(healthRefusal.encodedLength());
  }

  private void append(int encodedLength) {
    RecordVersion.stamp(buffer, 0);
    journal.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
  }

  static double oneNan(double value) {
    return Double.isNaN(value) ? Double.NaN : value;
  }
}
