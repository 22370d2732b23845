package dev.inward.study.run;

import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerResult;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.RecordingModel;
import dev.inward.model.Completion;
import dev.inward.model.Finetuning;
import dev.inward.model.FinishReason;
import dev.inward.model.Usage;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Tasks;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of an answer, as its provider reports it, reaches the property. */
class AnswerEndingsInPropertiesTest {

    @TempDir Path evals;

    @Test
    void a_refusal_without_a_text_has_the_property_of_refusing() {
        Comparison comparison = compare("refuses", FinishReason.REFUSAL);

        assertThat(comparison.undefined()).isZero();
        assertThat(comparison.items())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.expected()).isEqualTo("true"))
                .extracting(ScoredItem::self)
                .allSatisfy(self -> assertThat(self.outcome()).isEqualTo(PredictionOutcome.RIGHT));
    }

    @Test
    void the_own_behaviour_of_a_predictor_can_be_a_refusal_without_a_text() {
        assertThat(compare("refuses", FinishReason.REFUSAL).items())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.referenceScores().ownValue()).hasValue("true"));
    }

    @Test
    void predictors_learn_from_refusals_without_a_text() {
        KnownTruthEvals.write(
                evals,
                "target: {provider: known-truth, knows: itself, records: finetuning}",
                "other: {provider: known-truth, knows: itself, records: finetuning}");
        try (ModelRegistry models = models()) {
            compare(models, "refuses", FinishReason.REFUSAL);

            assertThat(((RecordingModel) models.open("target")).finetunings().get(0).examples())
                    .isNotEmpty()
                    .extracting(Finetuning.Example::completion)
                    .containsOnly("true");
        }
    }

    @Test
    void a_finished_answer_without_a_text_refuses_nothing() {
        assertThat(compare("refuses", FinishReason.STOP).items())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.expected()).isEqualTo("false"));
    }

    @Test
    void an_item_whose_answer_was_filtered_is_left_out() {
        Comparison comparison = compare("refuses", FinishReason.CONTENT_FILTER);

        assertThat(comparison.items()).isEmpty();
        assertThat(comparison.undefined()).isPositive();
    }

    @Test
    void a_truncated_answer_is_known_to_be_truncated() {
        assertThat(compare("is_truncated", FinishReason.LENGTH).items())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.expected()).isEqualTo("true"));
    }

    /** All object-level answers are empty and end in the same way; all predictions are "true". */
    private Comparison compare(String property, FinishReason reason) {
        KnownTruthEvals.write(evals, saying("target", "z"), saying("other", "z"));
        try (ModelRegistry models = models()) {
            return compare(models, property, reason);
        }
    }

    private ModelRegistry models() {
        return ModelRegistry.read(evals.resolve("models.yaml"), evals, Map.of());
    }

    private Comparison compare(ModelRegistry models, String property, FinishReason reason) {
        Tasks tasks = Tasks.read(evals.resolve("tasks"));
        return new Study(
                        models,
                        tasks,
                        new StudyListener() {},
                        request ->
                                CompletableFuture.completedFuture(
                                        new AnswerResult(answer(request, reason), true)))
                .compare(
                        new ComparisonRequest(
                                BehavioralProperties.named(property),
                                "target",
                                "other",
                                tasks.all(),
                                ScoredSplit.HELD_OUT,
                                20,
                                1,
                                TrainingLabels.TRUE,
                                ExtraMeasurements.NONE,
                                StoppingRule.AT_THE_END))
                .join();
    }

    private static Completion answer(AnswerRequest request, FinishReason reason) {
        return request.topic().equals("object_level")
                ? new Completion("", reason, Usage.UNKNOWN, null, null, null)
                : Completion.of("true");
    }
}
