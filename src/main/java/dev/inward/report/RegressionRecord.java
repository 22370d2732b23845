package dev.inward.report;

import dev.inward.verdict.figures.AdvantageChange;

/** How an advantage has changed since a baseline, as it stands in a file. */
record RegressionRecord(
        int n,
        int prompts,
        Estimate oldAdvantage,
        Estimate newAdvantage,
        Estimate difference,
        double differenceLowerBound,
        double differenceUpperBound,
        double p,
        double adjustedP) {

    static RegressionRecord of(AdvantageChange change) {
        double confidence = change.confidence();
        return new RegressionRecord(
                change.n(),
                change.difference().clusters(),
                Estimate.of(change.oldAdvantage(), confidence),
                Estimate.of(change.newAdvantage(), confidence),
                Estimate.of(change.difference(), confidence),
                change.difference().lowerBound(confidence),
                change.difference().upperBound(confidence),
                change.p(),
                change.adjustedP());
    }
}
