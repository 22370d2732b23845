package dev.inward.report;

import dev.inward.study.ComparisonRequest;
import dev.inward.text.ConsoleLog;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** Detects whether Allure is on the class path. Evals also run without it. */
final class AllureDetector {

    /** One class of each library that {@link AllureResults} uses. */
    private static final List<String> REQUIRED =
            List.of("io.qameta.allure.Allure", "io.qameta.allure.model.TestResult");

    /** Attachments that do nothing. */
    static final EvalAttachments NO_ATTACHMENTS = new NoAttachments();

    private AllureDetector() {}

    /**
     * Returns attachments for Allure, or attachments that do nothing if Allure is absent.
     *
     * @param reports the folder for attachments that are too long for Allure
     */
    static EvalAttachments attachments(Path reports) {
        try {
            for (String type : REQUIRED) {
                Class.forName(type, false, AllureDetector.class.getClassLoader());
            }
        } catch (ClassNotFoundException e) {
            ConsoleLog.of(AllureDetector.class)
                    .log(
                            System.Logger.Level.DEBUG,
                            "Allure is not on the class path; the run writes no Allure results");
            return NO_ATTACHMENTS;
        }
        return new AllureResults(reports);
    }

    private static final class NoAttachments implements EvalAttachments {

        @Override
        public void describeRun(SortedMap<String, String> settings) {}

        @Override
        public void describe(ComparisonRequest request) {}

        @Override
        public void attach(Verdict verdict) {}

        @Override
        public void attachRegression(Verdict verdict) {}
    }
}
