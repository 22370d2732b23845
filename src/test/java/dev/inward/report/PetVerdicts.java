package dev.inward.report;

import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.ScoredItem;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.regression.ComparedCell;
import dev.inward.verdict.regression.RecordedCells;
import dev.inward.verdict.regression.RegressionGate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Verdicts on a task with 100 prompts. Self-prediction is right on the first prompts, and
 * cross-prediction never is.
 */
final class PetVerdicts {

    private PetVerdicts() {}

    static SyntheticComparison comparison(String property, TrainingLabels labels, int selfRight) {
        return comparison(property, labels, "self", selfRight);
    }

    static SyntheticComparison comparison(
            String property, TrainingLabels labels, String target, int selfRight) {
        List<Item> items =
                IntStream.range(0, 100)
                        .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                        .toList();
        List<ScoredItem> scored =
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        SyntheticComparison.scored(
                                                items.get(i), i < selfRight ? RIGHT : WRONG, WRONG))
                        .toList();
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                property,
                                labels,
                                target,
                                "cross",
                                SyntheticComparison.task("pets", items)),
                        scored)
                .models(
                        SyntheticComparison.model(target, "greedy"),
                        SyntheticComparison.model("cross", "greedy"));
    }

    static Evidence evidence(String property, int selfRight) {
        return comparison(property, TrainingLabels.TRUE, selfRight).evidence();
    }

    /** Opens a gate with a margin of 10 points whose old versions were right on all prompts. */
    static RegressionGate gate(Path folder, String... properties) {
        Path file = folder.resolve("baseline.json");
        RecordedCells.write(
                file,
                RecordedCells.of(
                                Stream.of(properties)
                                        .map(it -> evidence(it, 100).comparison())
                                        .toList())
                        .valueStream()
                        .toList());
        return RegressionGate.open(file, new Margin(0.1));
    }

    /** Compares a new version with the baseline. */
    static Verdict regression(RegressionGate gate, String property, int selfRight) {
        Evidence evidence = evidence(property, selfRight);
        ComparedCell cell = cell(gate, evidence);
        return gate.judge(evidence, cell, List.of(cell)).get(0);
    }

    static ComparedCell cell(RegressionGate gate, Evidence evidence) {
        return gate.compare(evidence, Set.of("self")).executed();
    }
}
