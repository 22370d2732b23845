package dev.inward.report;

import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.Verdict;
import java.util.SortedMap;

/** Adds the details of the running eval to the report of a test tool. */
interface EvalAttachments {

    /** Says what the run is: its settings and models by name. */
    void describeRun(SortedMap<String, String> settings);

    /** Names the eval that runs on this thread, with its models and its property. */
    void describe(ComparisonRequest request);

    /**
     * Attaches a verdict on the eval's own claim, with chart, claim ladder, measurements, items and
     * figures.
     */
    void attach(Verdict verdict);

    /** Attaches the verdict on a regression. */
    void attachRegression(Verdict verdict);
}
