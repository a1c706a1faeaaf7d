package io.statarb.explain;

import io.statarb.cli.Refusal;
import io.statarb.explain.TapeRecords.Decision;
import io.statarb.explain.TapeRecords.Fill;
import io.statarb.explain.TapeRecords.Order;
import io.statarb.explain.TapeRecords.Parent;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.ActivationDecoder;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.ParentLegDecoder;
import io.statarb.tape.sbe.ParentOrderDecoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Finds a fill on a tape and what led to it: order, parent order, decision. */
final class FillSearch {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ActivationDecoder activation = new ActivationDecoder();
  private final DecisionDecoder decision = new DecisionDecoder();
  private final ParentOrderDecoder parent = new ParentOrderDecoder();
  private final ParentLegDecoder parentLeg = new ParentLegDecoder();
  private final ChildOrderDecoder child = new ChildOrderDecoder();
  private final ExecReportDecoder report = new ExecReportDecoder();

  private final Map<Long, Decision> decisions = new HashMap<>();
  private final Map<Long, Parent> parents = new HashMap<>();
  private final Map<Long, Order> orders = new HashMap<>();
  private String bundleSha256 = "";
  private String stage = "";
  private String mode = "";
  private @Nullable Fill example;
  private @Nullable Fill fill;

  private FillSearch() {}

  /**
   * A fill with what led to it.
   *
   * @param bundleSha256 bundle of the tape
   * @param stage its stage
   * @param mode mode of the tape
   * @param fill the fill
   * @param order its order
   * @param parent the pair order
   * @param decision the decision
   */
  record Found(
      String bundleSha256,
      String stage,
      String mode,
      Fill fill,
      Order order,
      Parent parent,
      Decision decision) {}

  /**
   * Searches a tape.
   *
   * @param tape the tape
   * @param execId number of the fill in the session
   * @return the fill, or null when the tape holds no such one
   * @throws Refusal when the tape holds the fill but not what led to it
   */
  static @Nullable Found find(Path tape, long execId) {
    FillSearch search = new FillSearch();
    try (TapeReader reader = TapeReader.open(tape)) {
      while (search.fill == null && reader.next()) {
        search.accept(reader.buffer(), reader.offset(), reader.templateId(), execId);
      }
    }
    Fill fill = search.fill;
    return fill == null ? null : search.found(tape, fill);
  }

  /** Number of the first fill of a tape, or null when it holds none. */
  static @Nullable Long first(Path tape) {
    FillSearch search = new FillSearch();
    try (TapeReader reader = TapeReader.open(tape)) {
      while (search.example == null && reader.next()) {
        search.accept(reader.buffer(), reader.offset(), reader.templateId(), -1);
      }
    }
    Fill known = search.example;
    return known == null ? null : known.execId();
  }

  private Found found(Path tape, Fill fill) {
    Order order = orders.get(fill.clientOrderId());
    Parent parentOrder = parents.get(fill.parentId());
    Decision decided = parentOrder == null ? null : decisions.get(parentOrder.decisionId());
    if (order == null || parentOrder == null || decided == null) {
      throw Refusal.data(
          "the tape %s breaks the chain of a fill: execId=%s order=%s parent=%s decision=%s"
              .formatted(tape, fill.execId(), order, parentOrder, decided));
    }
    return new Found(bundleSha256, stage, mode, fill, order, parentOrder, decided);
  }

  private void accept(DirectBuffer buffer, int offset, int templateId, long execId) {
    switch (templateId) {
      case ActivationDecoder.TEMPLATE_ID -> {
        activation.wrapAndApplyHeader(buffer, offset, header);
        bundleSha256 = activation.bundleSha256();
        stage = activation.stage();
        mode = activation.mode();
      }
      case DecisionDecoder.TEMPLATE_ID -> {
        Decision made = Decision.of(decision.wrapAndApplyHeader(buffer, offset, header));
        decisions.put(made.decisionId(), made);
      }
      case ParentOrderDecoder.TEMPLATE_ID -> {
        Parent made = Parent.of(parent.wrapAndApplyHeader(buffer, offset, header));
        parents.put(made.parentId(), made);
      }
      case ParentLegDecoder.TEMPLATE_ID -> {
        parentLeg.wrapAndApplyHeader(buffer, offset, header);
        parents.computeIfPresent(parentLeg.parentId(), (id, begun) -> begun.plus(parentLeg));
      }
      case ChildOrderDecoder.TEMPLATE_ID -> {
        Order made = Order.of(child.wrapAndApplyHeader(buffer, offset, header));
        orders.put(made.clientOrderId(), made);
      }
      case ExecReportDecoder.TEMPLATE_ID -> {
        report.wrapAndApplyHeader(buffer, offset, header);
        if (report.lastQtyLots() > 0) {
          Fill made = Fill.of(report);
          example = example == null ? made : example;
          fill = made.execId() == execId ? made : fill;
        }
      }
      default -> {
        // Ticks and scores are read again once it is known which ones matter.
      }
    }
  }
}
