package io.statarb.report;

import io.statarb.attribution.Leftover;
import io.statarb.bundle.GateVerdict;
import java.util.List;

/**
 * All numbers of a report; {@code report.json} is this record.
 *
 * @param provenance what was run, on what, with what
 * @param live the strategy as it traded
 * @param frictionless the same model and rule, filled at the mid, at once and free
 * @param baseline a plain z-score rule without a model, after the same costs as {@code live}
 * @param roundTrips positions of the live mode from entry to exit, by time of exit
 * @param refusalExamples the first refusal of each code in the live mode
 * @param health verdicts on pairs in the live mode: those that a session opened with, and changes
 * @param leftovers positions of the live mode that were marked at the end of a date
 * @param gates what the bundle was judged by
 * @param quality what ingest read, accepted and quarantined
 * @param parity recorded feature values against those of the batch
 * @param models the bundle's models against the library that fitted them
 * @param trials distinct trials in the ledger
 * @param operations time, memory and latency
 */
public record Report(
    Provenance provenance,
    ModeFigures live,
    ModeFigures frictionless,
    ModeFigures baseline,
    List<RoundTripLine> roundTrips,
    List<RefusalLine> refusalExamples,
    List<HealthLine> health,
    List<Leftover> leftovers,
    List<GateVerdict> gates,
    QualityFigures quality,
    ParityFigures parity,
    List<ModelFigures> models,
    long trials,
    Operations operations) {}
