package io.statarb.session;

import io.statarb.attribution.AttributionFold;
import io.statarb.attribution.SessionAttribution;
import io.statarb.instruments.Universe;
import io.statarb.settings.Strategy;
import io.statarb.tape.Journal;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.MarkDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.ParentLegDecoder;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.RiskRefusalDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A tape that keeps its records in memory and gives them back decoded. */
public final class MemoryTape implements Journal {
  private final List<UnsafeBuffer> records = new ArrayList<>();

  @Override
  public long nextSeq() {
    return records.size();
  }

  @Override
  public void append(DirectBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    records.add(new UnsafeBuffer(bytes));
  }

  /** All records; a record may be altered in place. */
  public List<UnsafeBuffer> records() {
    return records;
  }

  private static int template(UnsafeBuffer record) {
    return new MessageHeaderDecoder().wrap(record, 0).templateId();
  }

  /** Loses all records of one message. */
  public void remove(int templateId) {
    records.removeIf(r -> template(r) == templateId);
  }

  /** All records of one message. */
  public List<UnsafeBuffer> records(int templateId) {
    return records.stream().filter(r -> template(r) == templateId).toList();
  }

  public List<ParentOrderDecoder> parents() {
    return records(ParentOrderDecoder.TEMPLATE_ID).stream()
        .map(r -> new ParentOrderDecoder().wrapAndApplyHeader(r, 0, new MessageHeaderDecoder()))
        .toList();
  }

  public List<ParentLegDecoder> parentLegs() {
    return records(ParentLegDecoder.TEMPLATE_ID).stream()
        .map(r -> new ParentLegDecoder().wrapAndApplyHeader(r, 0, new MessageHeaderDecoder()))
        .toList();
  }

  public List<ChildOrderDecoder> children() {
    return records(ChildOrderDecoder.TEMPLATE_ID).stream()
        .map(r -> new ChildOrderDecoder().wrapAndApplyHeader(r, 0, new MessageHeaderDecoder()))
        .toList();
  }

  public List<ExecReportDecoder> reports() {
    return records(ExecReportDecoder.TEMPLATE_ID).stream()
        .map(r -> new ExecReportDecoder().wrapAndApplyHeader(r, 0, new MessageHeaderDecoder()))
        .toList();
  }

  public List<ExecReportDecoder> fills() {
    return reports().stream().filter(r -> r.lastQtyLots() > 0).toList();
  }

  public List<RiskRefusalDecoder> refusals() {
    return records(RiskRefusalDecoder.TEMPLATE_ID).stream()
        .map(r -> new RiskRefusalDecoder().wrapAndApplyHeader(r, 0, new MessageHeaderDecoder()))
        .toList();
  }

  public List<MarkDecoder> marks() {
    return records(MarkDecoder.TEMPLATE_ID).stream()
        .map(r -> new MarkDecoder().wrapAndApplyHeader(r, 0, new MessageHeaderDecoder()))
        .toList();
  }

  /** What the records say of the session's trading. */
  public SessionAttribution attribution(Strategy strategy, Universe universe) {
    AttributionFold fold = new AttributionFold(strategy, universe);
    records.forEach(r -> fold.accept(r, 0));
    return fold.result();
  }
}
