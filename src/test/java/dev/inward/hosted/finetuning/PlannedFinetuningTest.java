package dev.inward.hosted.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.cache.AnswerMode;
import dev.inward.cache.AnswerPlan;
import dev.inward.cache.AnswerSource;
import dev.inward.cache.AnswerStore;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.model.budget.Budget;
import dev.inward.model.budget.PlannedCalls;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.study.run.Study;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plan prices finetunings that are not done yet. */
@Tag("slow")
@Timeout(120)
class PlannedFinetuningTest {

    private static final BigDecimal PRICE = new BigDecimal("1000");
    private static final String NAME = "pupil finetuned on pupil, seed 1";

    @TempDir Path evals;

    @Test
    void a_plan_has_an_upper_bound_until_the_finetuning_is_done() throws IOException {
        try (var server = new FinetuningServer()) {
            KnownTruthEvals.writeFew(evals, entry("pupil", server), entry("stranger", server));
            List<PlannedCalls> before = plan();
            compare(
                    AnswerStore.open(
                            evals.resolve("answers.db"),
                            evals,
                            Clock.systemUTC(),
                            new Budget(new BigDecimal("1000"), null)));

            PlannedCalls training = row(before, NAME + ", training").orElseThrow();
            assertThat(training.calls()).isZero();
            assertThat(training.inputTokens()).isGreaterThan(2 * bytesOfRows());
            assertThat(training.money())
                    .hasValueSatisfying(
                            money ->
                                    assertThat(money)
                                            .isEqualByComparingTo(
                                                    PRICE.multiply(
                                                                    BigDecimal.valueOf(
                                                                            training.inputTokens()))
                                                            .movePointLeft(6)));
            assertThat(row(before, NAME).orElseThrow().inputTokens()).isPositive();
            assertThat(row(before, NAME).orElseThrow().money()).isPresent();
            assertThat(plan()).noneMatch(row -> row.model().endsWith("training"));
        }
    }

    private static Optional<PlannedCalls> row(List<PlannedCalls> rows, String model) {
        return rows.stream().filter(row -> row.model().equals(model)).findFirst();
    }

    private long bytesOfRows() throws IOException {
        try (var files = Files.list(evals.resolve("home/finetunings"))) {
            return Files.size(
                    files.filter(file -> file.toString().endsWith(".jsonl"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    private List<PlannedCalls> plan() {
        var plan = AnswerPlan.open(evals.resolve("answers.db"), AnswerMode.LIVE);
        compare(plan);
        return plan.calls();
    }

    private void compare(AnswerSource source) {
        Tasks tasks = Tasks.read(evals.resolve("tasks"));
        try (var models =
                        ModelRegistry.read(
                                evals.resolve("models.yaml"),
                                evals.resolve("home"),
                                Map.of("K", "key"));
                source;
                var study = new Study(models, tasks, new StudyListener() {}, source)) {
            study.compare(
                            new ComparisonRequest(
                                    BehavioralProperties.named("first_character"),
                                    "pupil",
                                    "stranger",
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

    private static String entry(String name, FinetuningServer server) {
        return "%s: {provider: openai, id: %s, base-url: \"%s\", key-env: K, concurrency: 8, finetuning: true, hyperparameters: {epochs: 2}, price: {input: 1, output: 1, training: %s}}"
                .formatted(name, name, server.baseUrl(), PRICE);
    }
}
