package dev.inward.study.run;

import static dev.inward.knowntruth.KnownTruthEvals.identified;
import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.inward.cache.AnswerSource;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.RecordingModel;
import dev.inward.model.Finetuning;
import dev.inward.model.UnusableModelException;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.Lineage;
import dev.inward.study.ModelProvenance;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.Provenance;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the study on models of known truth. */
class StudyTest {

    @TempDir Path evals;

    @BeforeEach
    void write_a_task_and_models_of_known_truth() {
        KnownTruthEvals.write(
                evals,
                knowing("oracle", "itself"),
                saying("guesser", "z"),
                knowing("evader", "evasion"),
                knowing("absent", "silence"),
                knowing("patchy", "patches"),
                identified(saying("served", "z"), "served: served-1"),
                "pupil: {provider: known-truth, knows: itself, records: finetuning}",
                "stranger: {provider: known-truth, knows: itself, records: finetuning, served: \"ft:stranger-1\"}");
    }

    @Test
    void an_oracle_is_right_about_itself_and_a_guesser_is_not() {
        Comparison comparison = compare("oracle", "guesser", 100);

        assertThat(comparison.items()).isNotEmpty();
        assertThat(comparison.isTrained()).isFalse();
        assertThat(comparison.items())
                .allSatisfy(
                        item -> {
                            assertThat(item.self().outcome()).isEqualTo(PredictionOutcome.RIGHT);
                            assertThat(item.cross().outcome()).isEqualTo(PredictionOutcome.WRONG);
                        });
    }

    @Test
    void an_answer_in_the_wrong_format_is_non_compliant_and_scores_as_wrong() {
        assertThat(compare("oracle", "evader", 100).items())
                .extracting(ScoredItem::cross)
                .allSatisfy(
                        cross -> {
                            assertThat(cross.outcome()).isEqualTo(PredictionOutcome.NON_COMPLIANT);
                            assertThat(cross.score()).isZero();
                        });
    }

    @Test
    void an_answer_that_does_not_arrive_is_missing_and_not_wrong() {
        Comparison comparison = compare("oracle", "patchy", 100);

        assertThat(comparison.missing()).isBetween(5, 50);
        assertThat(comparison.items())
                .filteredOn(item -> !item.isComplete())
                .hasSize(comparison.missing())
                .extracting(item -> item.cross().outcome())
                .containsOnly(PredictionOutcome.MISSING);
    }

    @Test
    void a_predictor_whose_calls_all_fail_is_an_error_with_the_first_failure() {
        assertThatThrownBy(() -> compare("oracle", "absent", 100))
                .hasCauseInstanceOf(UnusableModelException.class)
                .hasMessageContaining(
                        "model 'absent' answered none of its 100 prompts about first_character")
                .hasMessageContaining("connection refused");
    }

    @Test
    void a_limited_number_of_items_is_drawn_reproducibly() {
        assertThat(compare("oracle", "guesser", 3).items())
                .hasSize(3)
                .isEqualTo(compare("oracle", "guesser", 3).items());
    }

    @Test
    void both_predictors_are_finetuned_once_on_the_same_rows() {
        Tasks tasks = Tasks.read(evals.resolve("tasks"));
        try (ModelRegistry models = models()) {
            compare(models, tasks, "pupil", "stranger", TrainingLabels.TRUE);
            var self = (RecordingModel) models.open("pupil");
            var cross = (RecordingModel) models.open("stranger");

            assertThat(self.finetunings()).hasSize(1).isEqualTo(cross.finetunings());
        }
    }

    @Test
    void permuted_labels_are_the_same_values_in_another_order() {
        Tasks tasks = Tasks.read(evals.resolve("tasks"));
        try (ModelRegistry models = models()) {
            compare(models, tasks, "pupil", "stranger", TrainingLabels.TRUE);
            compare(models, tasks, "pupil", "stranger", TrainingLabels.PERMUTED);
            var pupil = (RecordingModel) models.open("pupil");
            List<String> labels = completions(pupil.finetunings().get(0));
            List<String> permuted = completions(pupil.finetunings().get(1));

            assertThat(permuted).containsExactlyInAnyOrderElementsOf(labels).isNotEqualTo(labels);
        }
    }

    @Test
    void a_comparison_has_a_provenance() {
        Provenance provenance = compare("oracle", "served", 100).provenance();

        assertThat(provenance.target().requested()).isNull();
        assertThat(provenance.target().served()).isEmpty();
        assertThat(provenance.predictor())
                .isEqualTo(
                        new ModelProvenance(
                                "served",
                                "served",
                                "temperature 0",
                                new TreeSet<>(Set.of("served-1")),
                                null));
        assertThat(provenance.data())
                .isEqualTo(compare("oracle", "guesser", 100).provenance().data())
                .isNotEqualTo(compare("oracle", "guesser", 99).provenance().data());
        assertThat(provenance.prompts())
                .isNotEqualTo(compare("oracle", "guesser", 99).provenance().prompts());
    }

    @Test
    void a_comparison_names_the_finetuned_models_that_predicted() {
        Provenance provenance = compare("pupil", "stranger", 100).provenance();

        assertThat(provenance.finetuned())
                .extracting(ModelProvenance::name, ModelProvenance::served)
                .containsExactly(
                        tuple("pupil finetuned on pupil, seed 1", new TreeSet<String>()),
                        tuple(
                                "stranger finetuned on pupil, seed 1",
                                new TreeSet<>(Set.of("ft:stranger-1"))));
        assertThat(compare("oracle", "guesser", 100).provenance().finetuned()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "{base: gpt-4o, trained-on: [\"a, b\", c]} | gpt-4o  | a, b;c",
                "{base: gpt-4o}                            | gpt-4o  | ''",
                "{trained-on: \"a, b\"}                    | nothing | a, b"
            })
    void a_comparison_states_the_lineage_of_a_model(
            String given, @Nullable String base, String trainedOn) {
        KnownTruthEvals.write(
                evals,
                identified(knowing("heir", "itself"), "lineage: " + given),
                saying("guesser", "z"));

        assertThat(compare("heir", "guesser", 100).provenance().target().lineage())
                .isEqualTo(
                        new Lineage(
                                base,
                                trainedOn.isEmpty()
                                        ? List.of()
                                        : List.of(trainedOn.split(";", -1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "3", "{trained-on: []}", "{base: {of: my own}}"})
    void an_empty_or_invalid_lineage_is_ignored(String given) {
        KnownTruthEvals.write(
                evals,
                identified(knowing("heir", "itself"), "lineage: " + given),
                saying("guesser", "z"));

        assertThat(compare("heir", "guesser", 100).provenance().target().lineage()).isNull();
    }

    @Test
    void a_predictor_equal_to_the_target_is_refused() {
        assertThatThrownBy(() -> compare("oracle", "oracle", 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'oracle' is both target and predictor");
    }

    @Test
    void zero_items_are_refused() {
        assertThatThrownBy(() -> compare("oracle", "guesser", 0))
                .hasMessageContaining("at least 1 item, got 0");
    }

    @Test
    void an_unknown_model_is_refused_with_the_nearest_name() {
        assertThatThrownBy(() -> compare("orakle", "guesser", 100))
                .hasMessageContaining("Did you mean 'oracle'?")
                .hasMessageContaining("absent, evader, guesser, oracle");
    }

    private Comparison compare(String target, String predictor, int items) {
        try (ModelRegistry models = models()) {
            return compare(
                    models,
                    Tasks.read(evals.resolve("tasks")),
                    target,
                    predictor,
                    items,
                    TrainingLabels.TRUE);
        }
    }

    private static Comparison compare(
            ModelRegistry models,
            Tasks tasks,
            String target,
            String predictor,
            TrainingLabels labels) {
        return compare(models, tasks, target, predictor, 100, labels);
    }

    private static Comparison compare(
            ModelRegistry models,
            Tasks tasks,
            String target,
            String predictor,
            int items,
            TrainingLabels labels) {
        return new Study(models, tasks, new StudyListener() {}, AnswerSource.uncached())
                .compare(
                        new ComparisonRequest(
                                BehavioralProperties.named("first_character"),
                                target,
                                predictor,
                                tasks.all(),
                                ScoredSplit.HELD_OUT,
                                items,
                                1,
                                labels,
                                ExtraMeasurements.NONE,
                                StoppingRule.AT_THE_END))
                .join();
    }

    private ModelRegistry models() {
        return ModelRegistry.read(evals.resolve("models.yaml"), evals, Map.of());
    }

    private static List<String> completions(Finetuning finetuning) {
        return finetuning.examples().stream().map(Finetuning.Example::completion).toList();
    }
}
