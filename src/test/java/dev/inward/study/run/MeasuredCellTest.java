package dev.inward.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.cache.AnswerMode;
import dev.inward.cache.AnswerPlan;
import dev.inward.cache.AnswerSource;
import dev.inward.knowntruth.MeasuredStudy;
import dev.inward.study.StoppingRule;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.study.measurement.standard.BehaviourChangeMeasurement;
import dev.inward.task.Item;
import dev.inward.verdict.Evidence;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a measurement sees of a comparison. */
class MeasuredCellTest {

    private static final String TARGET = "target: {provider: drawing, forecast: certain}";
    private static final String PREDICTOR = "predictor: {provider: drawing, forecast: certain}";

    @TempDir Path evals;

    /** Asks the target again, and compares the value with that of the comparison. */
    private record AskedAgain(Optional<Map<String, Double>> numbers, boolean hasContrasts)
            implements StudyMeasurement {

        @Override
        public String name() {
            return "asked-again";
        }

        @Override
        public String source() {
            return "this test";
        }

        @Override
        public CompletableFuture<Map<String, Double>> measure(MeasuredCell cell, Item item) {
            return numbers.map(CompletableFuture::completedFuture)
                    .orElseGet(
                            () ->
                                    cell.value(item, cell.target(), item.prompt())
                                            .thenApply(value -> same(value, cell.expected(item))));
        }

        private static Map<String, Double> same(Optional<String> value, Optional<String> other) {
            return Map.of("same", value.equals(other) ? 1.0 : 0.0);
        }

        @Override
        public List<Contrast> contrasts(MeasuredCell cell) {
            return hasContrasts ? List.of(new Contrast("same", "the same value", 1)) : List.of();
        }
    }

    @Test
    void a_value_depends_on_how_the_answer_ended() {
        Evidence evidence =
                MeasuredStudy.evidence(
                        evals,
                        "target: {provider: drawing, forecast: certain, refuses: \"yes\"}",
                        PREDICTOR,
                        "refuses",
                        StoppingRule.AT_THE_END,
                        AnswerSource.uncached(),
                        new AskedAgain(Optional.empty(), true));

        assertThat(evidence.comparison().items())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.expected()).isEqualTo("true"));
        assertThat(evidence.comparison().measurement("asked-again").orElseThrow().items())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.number("same").orElseThrow()).isEqualTo(1));
    }

    @Test
    void a_number_that_is_none_and_a_measurement_without_contrasts_are_defects() {
        var notANumber = new AskedAgain(Optional.of(Map.of("same", Double.NaN)), true);
        var withoutContrasts = new AskedAgain(Optional.empty(), false);

        assertThatThrownBy(() -> MeasuredStudy.evidence(evals, TARGET, PREDICTOR, notANumber))
                .hasMessageContaining("'asked-again' returned 'same' = NaN");
        assertThatThrownBy(() -> MeasuredStudy.evidence(evals, TARGET, PREDICTOR, withoutContrasts))
                .hasMessageContaining("the measurement 'asked-again' has no contrasts");
    }

    @Test
    void a_run_that_may_stop_early_has_no_measurements() {
        assertThatThrownBy(
                        () ->
                                MeasuredStudy.evidence(
                                        evals,
                                        TARGET,
                                        PREDICTOR,
                                        "first_word",
                                        StoppingRule.WHEN_DECIDED,
                                        AnswerSource.uncached(),
                                        new AskedAgain(Optional.empty(), true)))
                .hasMessage(
                        "the study 'measured' has measurements, which need all items. Leave out -Dinward.sequential, or the measurements.");
    }

    @Test
    void a_plan_has_the_prompts_of_models_that_are_finetuned_twice() {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        try (AnswerPlan plan = AnswerPlan.open(evals.resolve("answers.db"), AnswerMode.LIVE)) {
            MeasuredStudy.evidence(
                    evals,
                    "target: {provider: changing, predicts: new}",
                    "predictor: {provider: changing, predicts: new}",
                    "first_word",
                    StoppingRule.AT_THE_END,
                    request -> {
                        asked.add(request.modelName());
                        return plan.answer(request);
                    },
                    new BehaviourChangeMeasurement("predictor"));
        }

        assertThat(asked)
                .contains(
                        "target finetuned on target, seed 1, study measured, then as predictor",
                        "target finetuned on target, seed 1, study measured, then as target");
    }
}
