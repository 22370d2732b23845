package dev.inward.study.run;

import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.cache.AnswerMode;
import dev.inward.cache.AnswerPlan;
import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerSource;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.model.UnusableModelException;
import dev.inward.model.budget.PlannedCalls;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Tasks;
import dev.inward.task.TrainingOverlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a study refuses, what ends it, and what it leaves undecided. */
class StudyLimitsTest {

    @TempDir Path evals;

    private Tasks tasks = Tasks.read(Path.of("none"));

    @BeforeEach
    void write_models_of_known_truth() {
        KnownTruthEvals.write(
                evals,
                knowing("oracle", "itself"),
                saying("guesser", "z"),
                knowing("absent", "silence"),
                "pupil: {provider: known-truth, knows: itself, records: finetuning}",
                "stranger: {provider: known-truth, knows: itself, records: finetuning}");
        tasks = Tasks.read(evals.resolve("tasks"));
    }

    @Test
    void permuted_labels_need_two_models_that_can_be_finetuned() {
        for (List<String> models :
                List.of(
                        List.of("oracle", "guesser"),
                        List.of("pupil", "guesser"),
                        List.of("oracle", "pupil"))) {
            ComparisonRequest request =
                    request(models, ScoredSplit.HELD_OUT, TrainingLabels.PERMUTED);

            assertThatThrownBy(() -> compare(request, AnswerSource.uncached()))
                    .hasMessageContaining(
                            "permuted labels are a control on finetuning, but '%s'", models.get(0));
        }
    }

    @Test
    void all_items_can_be_scored_only_if_no_predictor_learns_from_some() {
        ComparisonRequest finetuned =
                request(List.of("pupil", "stranger"), ScoredSplit.ALL, TrainingLabels.TRUE);

        assertThatThrownBy(() -> compare(finetuned, AnswerSource.uncached()))
                .hasMessageContaining(
                        "'pupil' and 'stranger' are finetuned on training items, so not all items can be scored");

        Comparison prompted =
                compare(
                        request(List.of("pupil", "guesser"), ScoredSplit.ALL, TrainingLabels.TRUE),
                        AnswerSource.uncached());
        assertThat(prompted.items()).hasSize(tasks.all().get(0).items().size());
        assertThat(prompted.isTrained()).isFalse();
        assertThat(prompted.trainingItems()).isZero();
    }

    @Test
    void a_target_whose_answers_all_fail_is_an_error() {
        assertThatThrownBy(
                        () ->
                                compare(
                                        heldOut("oracle", "guesser"),
                                        failing(request -> isOwnAnswer(request, "oracle"))))
                .hasCauseInstanceOf(UnusableModelException.class)
                .hasMessageContaining("model 'oracle' answered none of its")
                .hasMessageContaining("about object_level");
    }

    @Test
    void a_target_whose_predictions_all_fail_is_an_error() {
        assertThatThrownBy(() -> compare(heldOut("absent", "guesser"), AnswerSource.uncached()))
                .hasCauseInstanceOf(UnusableModelException.class)
                .hasMessageContaining(
                        "model 'absent' answered none of its 100 prompts about first_character");
    }

    @Test
    void a_single_failed_answer_of_the_target_is_missing() {
        ComparisonRequest request = heldOut("oracle", "guesser");
        Item first = request.drawnItems().get(0);

        Comparison comparison =
                compare(
                        request,
                        failing(
                                asked ->
                                        isOwnAnswer(asked, "oracle")
                                                && asked.prompt().equals(first.prompt())));

        assertThat(comparison.withoutBehaviour()).containsExactly(first);
        assertThat(comparison.items()).hasSize(99);
        assertThat(comparison.whyMissing()).isEqualTo("java.io.IOException: refused");
        assertThat(comparison.withoutPredictorBehaviour()).isEmpty();
    }

    @Test
    void a_single_failed_answer_of_the_predictor_to_the_item_itself_is_named() {
        ComparisonRequest request = heldOut("oracle", "guesser");
        Item first = request.drawnItems().get(0);

        Comparison comparison =
                compare(
                        request,
                        failing(
                                asked ->
                                        isOwnAnswer(asked, "guesser")
                                                && asked.prompt().equals(first.prompt())));

        assertThat(comparison.withoutPredictorBehaviour()).containsExactly(first);
        assertThat(comparison.missing()).isZero();
        assertThat(comparison.whyMissing()).isEmpty();
    }

    /** More than 1 % of the training answers are missing, so no predictor is finetuned. */
    @Test
    void without_enough_training_answers_nothing_is_finetuned_and_no_predictor_is_called() {
        int training = trainingItems().size();
        int tooMany = training / 100 + 1;

        Comparison comparison = withoutTrainingAnswers(tooMany);

        assertThat(comparison.isTrained()).isFalse();
        assertThat(comparison.items()).isEmpty();
        assertThat(comparison.trainingItems()).isEqualTo(training);
        assertThat(comparison.missingTrainingBehaviours()).isEqualTo(tooMany);
        assertThat(comparison.whyMissing()).isEqualTo("java.io.IOException: refused");
        assertThat(comparison.whyNotFramed()).isEqualTo("no predictor was called");
        assertThat(comparison.overlap()).isEqualTo(TrainingOverlap.NONE);
        assertThat(comparison.answers().self().answers()).isZero();
    }

    @Test
    void one_percent_of_missing_training_answers_is_accepted() {
        Comparison comparison = withoutTrainingAnswers(trainingItems().size() / 100);

        assertThat(comparison.isTrained()).isTrue();
        assertThat(comparison.items()).hasSize(100);
    }

    /** Prompted predictors learn nothing, so other tasks have no use for them. */
    @Test
    void training_items_of_other_tasks_are_asked_only_for_finetuning() throws IOException {
        Files.writeString(
                evals.resolve("tasks/toys.yaml"),
                Files.readString(evals.resolve("tasks/numbers.yaml"))
                        .replace("name: numbers", "name: toys")
                        .replace("Which animal", "Which toy"));
        Tasks both = Tasks.read(evals.resolve("tasks"));
        ComparisonRequest prompted = heldOut("oracle", "guesser");
        ComparisonRequest finetuned = heldOut("pupil", "stranger");
        int training = trainingItems().size();
        tasks = both;

        assertThat(compare(prompted, AnswerSource.uncached()).trainingItems()).isEqualTo(training);
        assertThat(compare(finetuned, AnswerSource.uncached()).trainingItems())
                .isEqualTo(training + (int) both.named("toys").items(Split.TRAIN).count());
    }

    @Test
    void finetuned_predictors_are_checked_for_items_like_their_training_items() {
        assertThat(
                        compare(heldOut("pupil", "stranger"), AnswerSource.uncached())
                                .overlap()
                                .scored())
                .isEqualTo(100);
        assertThat(compare(heldOut("pupil", "stranger"), AnswerSource.uncached()).overlap())
                .isEqualTo(
                        TrainingOverlap.of(
                                trainingItems(), heldOut("pupil", "stranger").drawnItems()));
        assertThat(compare(heldOut("oracle", "guesser"), AnswerSource.uncached()).overlap())
                .isEqualTo(TrainingOverlap.NONE);
    }

    @Test
    void the_answers_of_each_kind_are_counted() {
        Comparison comparison = compare(heldOut("oracle", "guesser"), AnswerSource.uncached());

        assertThat(comparison.answers().self().answers()).isEqualTo(100);
        assertThat(comparison.answers().cross().answers()).isEqualTo(100);
        assertThat(comparison.answers().objectLevel().answers())
                .isEqualTo(100 + comparison.trainingItems());
    }

    @Test
    void a_plan_counts_every_call_of_prompted_and_of_finetuned_predictors() {
        int training = trainingItems().size();

        // 100 object-level prompts and 100 hypothetical ones of each model.
        assertThat(planned(heldOut("oracle", "guesser")))
                .containsOnly(Map.entry("oracle", 200L + training), Map.entry("guesser", 200L));
        assertThat(planned(heldOut("pupil", "stranger")))
                .containsOnly(
                        Map.entry("pupil", 200L + training),
                        Map.entry("stranger", 200L),
                        Map.entry("pupil finetuned on pupil, seed 1", 100L),
                        Map.entry("stranger finetuned on pupil, seed 1", 100L));
    }

    private Map<String, Long> planned(ComparisonRequest request) {
        try (AnswerPlan plan = AnswerPlan.open(evals.resolve("answers.db"), AnswerMode.LIVE)) {
            compare(request, plan);
            return plan.calls().stream()
                    .collect(Collectors.toMap(PlannedCalls::model, PlannedCalls::calls));
        }
    }

    private Comparison withoutTrainingAnswers(int count) {
        Set<Object> refused = new HashSet<>();
        trainingItems().stream().limit(count).forEach(item -> refused.add(item.prompt()));
        return compare(
                heldOut("pupil", "stranger"),
                failing(asked -> isOwnAnswer(asked, "pupil") && refused.contains(asked.prompt())));
    }

    private List<Item> trainingItems() {
        return tasks.all().get(0).items(Split.TRAIN).toList();
    }

    private static boolean isOwnAnswer(AnswerRequest request, String model) {
        return request.modelName().equals(model)
                && request.topic().equals(AnswerCollector.OBJECT_LEVEL);
    }

    /** Calls the models, but lets some requests fail. */
    private static AnswerSource failing(Predicate<AnswerRequest> isRefused) {
        AnswerSource models = AnswerSource.uncached();
        return request ->
                isRefused.test(request)
                        ? CompletableFuture.failedFuture(new IOException("refused"))
                        : models.answer(request);
    }

    private Comparison compare(ComparisonRequest request, AnswerSource source) {
        try (var models = ModelRegistry.read(evals.resolve("models.yaml"), evals, Map.of());
                var study = new Study(models, tasks, new StudyListener() {}, source)) {
            return study.compare(request).join();
        }
    }

    private ComparisonRequest heldOut(String target, String predictor) {
        return request(List.of(target, predictor), ScoredSplit.HELD_OUT, TrainingLabels.TRUE);
    }

    private ComparisonRequest request(
            List<String> models, ScoredSplit split, TrainingLabels labels) {
        return new ComparisonRequest(
                BehavioralProperties.named("first_character"),
                models.get(0),
                models.get(1),
                tasks.all(),
                split,
                split == ScoredSplit.ALL ? Integer.MAX_VALUE : 100,
                1,
                labels,
                ExtraMeasurements.NONE,
                StoppingRule.AT_THE_END);
    }
}
