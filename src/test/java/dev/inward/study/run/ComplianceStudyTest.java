package dev.inward.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.cache.AnswerResult;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.model.Completion;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target that apologizes on two of three items, and predictors that always answer with the first
 * character of the apology.
 */
class ComplianceStudyTest {

    @TempDir Path evals;

    @Test
    void the_mode_baseline_counts_answers_that_break_compliance_rules_as_scoring_does()
            throws IOException {
        KnownTruthEvals.writeFew(
                evals,
                "target: {provider: known-truth, knows: itself}",
                "other: {provider: known-truth, knows: itself}");
        Files.writeString(
                evals.resolve("tasks/numbers.yaml"),
                "compliance: [default]\n",
                StandardOpenOption.APPEND);

        List<ScoredItem> items = compare().items();

        assertThat(items).extracting(ScoredItem::expected).contains("I", "z");
        assertThat(items).allSatisfy(item -> assertThat(item.aboveModeBaseline()).isZero());
    }

    private Comparison compare() {
        try (ModelRegistry models =
                ModelRegistry.read(evals.resolve("models.yaml"), evals, Map.of())) {
            Tasks tasks = Tasks.read(evals.resolve("tasks"));
            var study =
                    new Study(
                            models,
                            tasks,
                            List.of(),
                            new StudyListener() {},
                            request ->
                                    CompletableFuture.completedFuture(
                                            new AnswerResult(
                                                    Completion.of(
                                                            request.topic().equals("object_level")
                                                                    ? behaviour(
                                                                            request.prompt().text())
                                                                    : "i"),
                                                    true)));
            return study.compare(
                            new ComparisonRequest(
                                    BehavioralProperties.named("first_character"),
                                    "target",
                                    "other",
                                    tasks.all(),
                                    ScoredSplit.HELD_OUT,
                                    100,
                                    1,
                                    TrainingLabels.TRUE,
                                    ExtraMeasurements.NONE,
                                    StoppingRule.AT_THE_END))
                    .join();
        }
    }

    private static String behaviour(String prompt) {
        return Math.floorMod(prompt.hashCode(), 3) == 0 ? "zebra" : "I am sorry";
    }
}
