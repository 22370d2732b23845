package dev.inward.report;

import dev.inward.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Verdicts of a run of one JVM that has judged each claim once. */
final class ReportedOnce {

    private ReportedOnce() {}

    static RunVerdicts of(List<Verdict> verdicts) {
        return new RunVerdicts(
                verdicts.stream()
                        .map(
                                verdict ->
                                        new RunVerdicts.Judged(
                                                ReportedVerdict.of("PetsEval.claim", verdict),
                                                List.of(verdict.decision())))
                        .sorted(
                                Comparator.comparing(
                                        RunVerdicts.Judged::verdict, ReportedVerdict.ORDER))
                        .toList(),
                Optional.empty());
    }
}
