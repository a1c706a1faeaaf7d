package io.statarb.ticks;

import io.statarb.instruments.Rebasing;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.CorporateActionDecoder;
import io.statarb.tape.sbe.CorporateActionKind;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.ticks.CorporateActions.Action;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A CorporateAction record as it stands on a tape.
 *
 * @param tsNs market time at which it stands there, UTC ns
 * @param actionId number of the action
 * @param exNs when it comes into force, UTC ns
 * @param knownNs when this was known, UTC ns
 * @param newUnits units that {@code oldUnits} become; 0 while the factor is not known
 * @param oldUnits units before it
 * @param cashE9 cash for each old unit, 1e-9 of the quote currency; below 0 while not known
 * @param instrumentId id in the universe
 * @param kind what happens
 */
public record ActionRecord(
    long tsNs,
    long actionId,
    long exNs,
    long knownNs,
    long newUnits,
    long oldUnits,
    long cashE9,
    int instrumentId,
    CorporateActionKind kind) {

  /** What it means; no rebasing while the factor is not known or when the series ends. */
  public Action action() {
    boolean ends = kind == CorporateActionKind.MERGER || kind == CorporateActionKind.DELISTING;
    boolean known = !ends && unit(newUnits) && unit(oldUnits) && cashE9 >= 0;
    return new Action(
        actionId, exNs, instrumentId, known ? new Rebasing(newUnits, oldUnits, cashE9) : null);
  }

  private static boolean unit(long units) {
    return units >= 1 && units <= Rebasing.MAX_UNITS;
  }

  /** Reads a record. */
  static ActionRecord of(CorporateActionDecoder record) {
    return new ActionRecord(
        record.tsNs(),
        record.actionId(),
        record.exNs(),
        record.knownNs(),
        record.newUnits(),
        record.oldUnits(),
        record.cashE9(),
        record.instrumentId(),
        record.kind());
  }

  /** All of a tape, in its order. */
  public static List<ActionRecord> fromTape(Path tape) {
    List<ActionRecord> records = new ArrayList<>();
    CorporateActionDecoder decoder = new CorporateActionDecoder();
    MessageHeaderDecoder header = new MessageHeaderDecoder();
    try (TapeReader reader = TapeReader.open(tape)) {
      while (reader.next()) {
        if (reader.templateId() == CorporateActionDecoder.TEMPLATE_ID) {
          records.add(of(decoder.wrapAndApplyHeader(reader.buffer(), reader.offset(), header)));
        }
      }
    }
    return records;
  }
}
