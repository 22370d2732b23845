package dev.inward.report.json;

import dev.inward.verdict.figures.AdvantageChange;

/** The change of an advantage since a baseline, as written to {@code verdicts.json}. */
record RegressionRecord(
        int n,
        int prompts,
        EstimateRecord oldAdvantage,
        EstimateRecord newAdvantage,
        EstimateRecord difference,
        double differenceLowerBound,
        double differenceUpperBound,
        double p,
        double adjustedP) {

    static RegressionRecord of(AdvantageChange change) {
        double confidence = change.confidence();
        return new RegressionRecord(
                change.n(),
                change.difference().clusters(),
                EstimateRecord.of(change.oldAdvantage(), confidence),
                EstimateRecord.of(change.newAdvantage(), confidence),
                EstimateRecord.of(change.difference(), confidence),
                change.difference().lowerBound(confidence),
                change.difference().upperBound(confidence),
                change.p(),
                change.adjustedP());
    }
}
