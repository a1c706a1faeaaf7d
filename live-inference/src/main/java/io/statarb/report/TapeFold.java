package io.statarb.report;

import io.statarb.attribution.AttributionFold;
import io.statarb.attribution.SessionAttribution;
import io.statarb.cli.Refusal;
import io.statarb.engine.HealthOpening;
import io.statarb.instruments.Universe;
import io.statarb.settings.Strategy;
import io.statarb.tape.TapeDigest;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.ActivationDecoder;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.HealthOpeningDecoder;
import io.statarb.tape.sbe.HealthRefusalDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.PairHealthDecoder;
import io.statarb.tape.sbe.RiskRefusalDecoder;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Reads one trading tape once: attribution, digest, refusals and what it traded with. */
final class TapeFold {
  private static final int EXEC_ID =
      MessageHeaderDecoder.ENCODED_LENGTH + ExecReportDecoder.execIdEncodingOffset();
  private static final int LAST_PX2_TICKS =
      MessageHeaderDecoder.ENCODED_LENGTH + ExecReportDecoder.lastPx2TicksEncodingOffset();

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ActivationDecoder activation = new ActivationDecoder();
  private final DateEndDecoder dateEnd = new DateEndDecoder();
  private final RiskRefusalDecoder refusal = new RiskRefusalDecoder();
  private final HealthRefusalDecoder healthRefusal = new HealthRefusalDecoder();
  private final HealthOpeningDecoder healthOpening = new HealthOpeningDecoder();
  private final PairHealthDecoder pairHealth = new PairHealthDecoder();
  private final ExpandableArrayBuffer altered = new ExpandableArrayBuffer();

  private final Universe universe;
  private final PairNames pairs;
  private final String tradeDate;
  private final AttributionFold fold;
  private final List<RefusalLine> refusals = new ArrayList<>();
  private final List<HealthLine> health = new ArrayList<>();
  private String bundleSha256 = "";
  private String stage = "";
  private long ticks;
  private boolean ended;

  private TapeFold(Strategy strategy, Universe universe, String tradeDate) {
    this.universe = universe;
    this.tradeDate = tradeDate;
    pairs = new PairNames(strategy);
    fold = new AttributionFold(strategy, universe);
  }

  /**
   * What stands on a tape.
   *
   * @param attribution its trading
   * @param bundleSha256 bundle that traded
   * @param stage its stage, in lower case
   * @param ticks Tick records
   * @param refusals what stopped an order, in order
   * @param health verdicts on pairs, in order
   */
  record Folded(
      SessionAttribution attribution,
      String bundleSha256,
      String stage,
      long ticks,
      List<RefusalLine> refusals,
      List<HealthLine> health) {}

  /**
   * Reads a tape.
   *
   * @param tape the tape
   * @param tradeDate its session
   * @param strategy settings that traded
   * @param universe their instruments
   * @param digest takes every record as it stands on the tape
   * @param alter a fill to alter, or null
   * @throws Refusal when the tape is damaged or not whole, or lacks the fill
   */
  static Folded read(
      Path tape,
      String tradeDate,
      Strategy strategy,
      Universe universe,
      TapeDigest digest,
      @Nullable AlteredFill alter) {
    TapeFold state = new TapeFold(strategy, universe, tradeDate);
    AlteredFill wanted = alter != null && alter.tradeDate().equals(tradeDate) ? alter : null;
    try (TapeReader reader = TapeReader.open(tape)) {
      while (reader.next()) {
        DirectBuffer buffer = reader.buffer();
        int offset = reader.offset();
        digest.update(buffer, offset, reader.length());
        if (wanted != null
            && reader.templateId() == ExecReportDecoder.TEMPLATE_ID
            && buffer.getLong(offset + EXEC_ID, ByteOrder.LITTLE_ENDIAN) == wanted.execId()) {
          wanted = null;
          state.accept(state.alter(buffer, offset, reader.length()), 0, reader.templateId());
        } else {
          state.accept(buffer, offset, reader.templateId());
        }
      }
    }
    if (wanted != null) {
      throw Refusal.usage(
          "the tape %s holds no such fill: execId=%s".formatted(tape, wanted.execId()));
    }
    if (!state.ended) {
      throw Refusal.data(
          "tape %s is not whole, it has no DateEnd record: run the stage that writes it again"
              .formatted(tape));
    }
    return new Folded(
        state.fold.result(),
        state.bundleSha256,
        state.stage,
        state.ticks,
        state.refusals,
        state.health);
  }

  /** A copy whose price is one tick higher; prices of reports are in half ticks. */
  private DirectBuffer alter(DirectBuffer buffer, int offset, int length) {
    altered.putBytes(0, buffer, offset, length);
    long px2 = altered.getLong(LAST_PX2_TICKS, ByteOrder.LITTLE_ENDIAN);
    altered.putLong(LAST_PX2_TICKS, px2 + 2, ByteOrder.LITTLE_ENDIAN);
    return altered;
  }

  private void accept(DirectBuffer buffer, int offset, int templateId) {
    fold.accept(buffer, offset);
    switch (templateId) {
      case ActivationDecoder.TEMPLATE_ID -> {
        activation.wrapAndApplyHeader(buffer, offset, header);
        bundleSha256 = activation.bundleSha256();
        stage = activation.stage();
      }
      case RiskRefusalDecoder.TEMPLATE_ID ->
          refusals.add(
              RefusalLine.of(
                  refusal.wrapAndApplyHeader(buffer, offset, header), tradeDate, pairs, universe));
      case HealthRefusalDecoder.TEMPLATE_ID ->
          refusals.add(
              RefusalLine.of(
                  healthRefusal.wrapAndApplyHeader(buffer, offset, header), tradeDate, pairs));
      case HealthOpeningDecoder.TEMPLATE_ID -> {
        healthOpening.wrapAndApplyHeader(buffer, offset, header);
        long tsNs = healthOpening.tsNs();
        health.addAll(HealthLine.of(HealthOpening.of(healthOpening), tsNs, tradeDate, pairs));
      }
      case PairHealthDecoder.TEMPLATE_ID ->
          health.add(
              HealthLine.of(
                  pairHealth.wrapAndApplyHeader(buffer, offset, header), tradeDate, pairs));
      case DateEndDecoder.TEMPLATE_ID -> {
        ticks = dateEnd.wrapAndApplyHeader(buffer, offset, header).ticks();
        ended = true;
      }
      default -> {
        // All else is the attribution's.
      }
    }
  }
}
