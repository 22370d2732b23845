package dev.inward.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.cache.AnswerMode;
import dev.inward.cache.AnswerPlan;
import dev.inward.cache.AnswerRequest;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.JudgeQuestion;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of judges in a plan, which knows no answer yet. */
class JudgedPlanTest {

    @TempDir Path evals;

    @Test
    void the_length_of_an_unknown_answer_is_counted_without_a_text_of_this_length() {
        KnownTruthEvals.write(
                evals,
                "target: {provider: openai, id: a, max-tokens: 100000}",
                "other: {provider: openai, id: b, max-tokens: 200000}",
                "judge: {provider: openai, id: c}");
        Queue<AnswerRequest> ofJudge = new ConcurrentLinkedQueue<>();

        try (ModelRegistry models =
                        ModelRegistry.read(evals.resolve("models.yaml"), evals, Map.of());
                AnswerPlan plan = AnswerPlan.open(evals.resolve("answers.db"), AnswerMode.LIVE);
                var study =
                        new Study(
                                models,
                                Tasks.read(evals.resolve("tasks")),
                                List.of("judge"),
                                new StudyListener() {},
                                request -> {
                                    if (request.modelName().equals("judge")) {
                                        ofJudge.add(request);
                                    }
                                    return plan.answer(request);
                                })) {
            study.compare(request()).join();
        }

        assertThat(ofJudge)
                .hasSize(40)
                .allSatisfy(
                        request ->
                                assertThat(request.prompt().text()).matches("Judge: [0-9a-f]{16}"))
                .extracting(AnswerRequest::prompt)
                .doesNotHaveDuplicates();
        assertThat(ofJudge.stream().mapToLong(AnswerRequest::tokensToCome).sum())
                .isEqualTo(20 * 100_000 + 20 * 200_000);
    }

    private ComparisonRequest request() {
        return new ComparisonRequest(
                BehavioralProperty.judged(
                        "tone",
                        "Is your answer kind or rude?",
                        new JudgeQuestion("Judge: {answer}", List.of("kind", "rude"))),
                "target",
                "other",
                Tasks.read(evals.resolve("tasks")).all(),
                ScoredSplit.ALL,
                20,
                1,
                TrainingLabels.TRUE,
                ExtraMeasurements.NONE,
                StoppingRule.AT_THE_END);
    }
}
