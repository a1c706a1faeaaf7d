package io.statarb.training;

import io.statarb.bundle.ValidationRows;
import io.statarb.ledger.Trial;
import io.statarb.validation.TradeSample;
import java.util.List;
import java.util.SortedMap;

/**
 * The outcome of the search for one pair.
 *
 * @param winner the chosen candidate
 * @param onnx the winner, fitted again on all training sessions, as ONNX
 * @param labelSd unit of its scores, log units
 * @param entryScore threshold on |score|
 * @param metrics validation figures of the winner over all folds
 * @param validationTrades its round trips over all folds
 * @param validationRows rows of the last validation session with the final model's scores
 * @param trials all fits of the search, in a fixed order
 */
@SuppressWarnings("ArrayRecordComponent") // A model's bytes go straight to a file.
record TrainedModel(
    Candidate winner,
    byte[] onnx,
    double labelSd,
    double entryScore,
    SortedMap<String, Double> metrics,
    TradeSample validationTrades,
    ValidationRows validationRows,
    List<Trial> trials) {}
