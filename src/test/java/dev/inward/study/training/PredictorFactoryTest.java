package dev.inward.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.inward.cache.AnswerSource;
import dev.inward.knowntruth.ComputedValues;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingAnswers;
import dev.inward.study.TrainingLabels;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.CollectedAnswer.State;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.design.FinetuningUse;
import dev.inward.study.design.RowContent;
import dev.inward.study.design.RowFilter;
import dev.inward.study.design.StudyDesign;
import dev.inward.study.design.TrainingDesign;
import dev.inward.study.training.FinetuningSet.Use;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests which models predict, what they are called, and how often they are finetuned. */
class PredictorFactoryTest {

    private static final ExtraMeasurements ALL =
            new ExtraMeasurements(List.of(), 1, true, true, false);
    private static final BehavioralProperty FIRST_WORD = BehavioralProperties.named("first_word");
    private static final List<Item> ITEMS =
            IntStream.range(0, 6)
                    .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.TRAIN))
                    .toList();
    private static final Task PETS = task("pets", List.of("first_word"), ITEMS);

    private static final Task PETS_IN_ONE_WORD =
            new Task(
                    PETS.name(),
                    PETS.prompts(),
                    PETS.properties(),
                    List.of("single_word"),
                    PETS.items(),
                    PETS.origin());

    private final List<String> steps = new ArrayList<>();
    private final StudyListener listener =
            new StudyListener() {
                @Override
                public void trainingStepDone(String predictor, String target, int done, int total) {
                    steps.add(predictor + " on " + target + ": " + done + " of " + total);
                }
            };

    @Test
    void models_that_cannot_both_be_finetuned_are_prompted() {
        var self = new NamedModel("self", new Learner());
        NamedModel cross = prompted("cross", true);

        for (List<NamedModel> pair : List.of(List.of(self, cross), List.of(cross, self))) {
            Predictors predictors = of(request(ALL), pair.get(0), pair.get(1));

            assertThat(predictors.self())
                    .isSameAs(predictors.untrainedSelf())
                    .isSameAs(pair.get(0));
            assertThat(predictors.cross())
                    .isSameAs(predictors.untrainedCross())
                    .isSameAs(pair.get(1));
            assertThat(predictors.trainingRows()).isZero();
        }
        assertThat(((Learner) self.model()).finetunings).isEmpty();
    }

    @Test
    void a_prompted_simulator_is_the_cross_predictor_if_it_can_answer_for_others() {
        NamedModel self = prompted("self", true);
        NamedModel cross = prompted("cross", true);
        NamedModel onlyItself = prompted("cross", false);

        assertThat(of(request(ALL), self, cross).simulator())
                .isEqualTo(new TargetSimulator(cross, true));
        assertThat(of(request(ALL), self, onlyItself).simulator()).isNull();
        assertThat(of(request(ExtraMeasurements.NONE), self, cross).simulator()).isNull();
    }

    @Test
    void framings_need_a_request_and_two_models_that_can_answer_for_others() {
        NamedModel able = prompted("able", true);
        NamedModel unable = prompted("unable", false);

        assertThat(of(request(ALL), able, prompted("other", true)).whyNotFramed()).isEmpty();
        assertThat(of(request(ExtraMeasurements.NONE), able, able).whyNotFramed())
                .isEqualTo("the configuration does not request it");
        assertThat(of(request(ALL), able, unable).whyNotFramed())
                .isEqualTo("'unable' cannot answer prompts about another model");
        assertThat(of(request(ALL), unable, able).whyNotFramed())
                .isEqualTo("'unable' cannot answer prompts about another model");
    }

    @Test
    void finetuned_models_are_named_by_model_target_and_seed() {
        Predictors predictors = of(request(ALL), learner("self"), learner("cross"));

        assertThat(predictors.self().name()).isEqualTo("self finetuned on self, seed 7");
        assertThat(predictors.cross().name()).isEqualTo("cross finetuned on self, seed 7");
        assertThat(predictors.simulator())
                .satisfies(
                        simulator -> {
                            assertThat(simulator.model().name())
                                    .isEqualTo("cross finetuned to answer as self, seed 7");
                            assertThat(simulator.isPrompted()).isFalse();
                        });
        assertThat(predictors.untrainedSelf().name()).isEqualTo("self");
        assertThat(predictors.untrainedCross().name()).isEqualTo("cross");
        assertThat(predictors.trainingRows()).isEqualTo(6);
        assertThat(
                        of(request(ExtraMeasurements.NONE), learner("self"), learner("cross"))
                                .simulator())
                .isNull();
    }

    @Test
    void the_name_says_if_labels_are_permuted_or_a_property_is_added_to_a_task() {
        assertThat(
                        of(
                                        request(TrainingLabels.PERMUTED, ALL, PETS),
                                        learner("self"),
                                        learner("cross"))
                                .self()
                                .name())
                .isEqualTo("self finetuned on self permuted, seed 7");
        assertThat(
                        of(
                                        request(
                                                TrainingLabels.TRUE,
                                                ALL,
                                                PETS,
                                                task("toys", List.of(), List.of()),
                                                task("games", List.of("last_word"), List.of())),
                                        learner("self"),
                                        learner("cross"))
                                .self()
                                .name())
                .isEqualTo("self finetuned on self, seed 7, with first_word of toys and games");
    }

    @Test
    void a_model_is_finetuned_once_for_equal_rows_and_its_progress_is_told() {
        var cross = new Learner();
        try (var factory = factory()) {
            Predictors first = of(factory, learner("self"), new NamedModel("cross", cross));
            Predictors again = of(factory, learner("self"), new NamedModel("cross", cross));

            assertThat(again.cross()).isEqualTo(first.cross());
        }

        // Once as a predictor, once as a simulator.
        assertThat(cross.finetunings).hasSize(2);
        assertThat(steps)
                .containsExactly(
                        "self on self: 1 of 2", "cross on self: 1 of 2", "cross on self: 1 of 2");
    }

    @Test
    void studies_with_equal_rows_share_a_finetuning_and_name_its_model_each_by_itself() {
        var cross = new Learner();
        try (var factory = factory()) {
            List<Predictors> predictors =
                    Stream.of("one", "two", "one")
                            .map(
                                    study ->
                                            factory.of(
                                                    request(study, null, null),
                                                    learner("self"),
                                                    new NamedModel("cross", cross),
                                                    Map.of(PETS, List.of(FIRST_WORD)),
                                                    observed(answered()),
                                                    ComputedValues.newStudy()))
                            .toList();

            assertThat(predictors)
                    .extracting(made -> made.cross().name())
                    .containsExactly(
                            "cross finetuned on self, seed 7, study one",
                            "cross finetuned on self, seed 7, study two",
                            "cross finetuned on self, seed 7, study one");
        }

        assertThat(cross.finetunings).hasSize(1);
    }

    @Test
    void all_rows_are_listed_with_the_models_that_learn_them() {
        Predictors predictors = of(request(ALL), learner("self"), learner("cross"));

        assertThat(predictors.sets())
                .extracting(LearnedSet::learner, set -> set.rows().use())
                .containsExactly(
                        tuple("self", Use.PREDICTOR),
                        tuple("cross", Use.PREDICTOR),
                        tuple("cross", Use.SIMULATOR));
        assertThat(predictors.sets().get(2).rows().finetuning().examples())
                .extracting(Finetuning.Example::completion)
                .contains("owl prompt 3");
    }

    @Test
    void answers_that_break_a_rule_are_counted_for_each_model_that_rows_are_about() {
        var teachers =
                new TreeMap<>(
                        Map.of("other", answers(3), "cross", answers(1), "unused", answers(5)));
        try (var factory = factory()) {
            Predictors predictors =
                    factory.of(
                            request("study", "other", "cross"),
                            learner("self"),
                            learner("cross"),
                            Map.of(PETS_IN_ONE_WORD, List.of(FIRST_WORD)),
                            new ObservedBehaviours(
                                    answers(2), List.of(), new TreeMap<>(), teachers),
                            ComputedValues.newStudy());

            assertThat(predictors.learnedFrom())
                    .containsExactly(
                            new TrainingAnswers("cross", 6, 1), new TrainingAnswers("other", 6, 3));
        }
    }

    @Test
    void finetuned_models_are_closed_with_the_factory() {
        var cross = new Learner();
        try (var factory = factory()) {
            of(factory, learner("self"), new NamedModel("cross", cross));
            assertThat(cross.closed).isZero();
        }

        assertThat(cross.closed).isEqualTo(2);
    }

    @Test
    void a_plan_finetunes_nothing_and_its_models_have_no_answers() {
        var self = new Learner();
        Behaviours planned =
                new Behaviours(
                        Map.of(ITEMS.get(0), new CollectedAnswer("planned", State.PLANNED, null)),
                        Set.of(ITEMS.get(0)));
        try (var factory = factory()) {
            Predictors predictors =
                    factory.of(
                            request(ALL),
                            new NamedModel("self", self),
                            learner("cross"),
                            Map.of(PETS, List.of(FIRST_WORD)),
                            observed(planned),
                            ComputedValues.newStudy());

            assertThat(predictors.self().name()).isEqualTo("self finetuned on self, seed 7");
            assertThat(predictors.trainingRows()).isZero();
            assertThatThrownBy(
                            () ->
                                    predictors
                                            .self()
                                            .model()
                                            .complete(Prompt.ofUser("prompt"))
                                            .join())
                    .hasMessageContaining("a planned model has no answers");
        }
        assertThat(self.finetunings).isEmpty();
    }

    @Test
    void an_answer_that_breaks_a_rule_of_its_task_is_in_no_finetuning_row() {
        var self = new Learner();
        try (var factory = factory()) {
            Predictors predictors =
                    factory.of(
                            request(TrainingLabels.TRUE, ExtraMeasurements.NONE, PETS_IN_ONE_WORD),
                            new NamedModel("self", self),
                            learner("cross"),
                            Map.of(PETS_IN_ONE_WORD, List.of(FIRST_WORD)),
                            observed(answers(2)),
                            ComputedValues.newStudy());

            assertThat(predictors.learnedFrom()).containsExactly(new TrainingAnswers("self", 6, 2));
            assertThat(predictors.trainingRows()).isEqualTo(4);
        }
        assertThat(self.finetunings.get(0).examples())
                .extracting(Finetuning.Example::completion)
                .containsExactly("owl2", "owl3", "owl4", "owl5");
    }

    private PredictorFactory factory() {
        return new PredictorFactory(
                listener, new AnswerCollector(listener, AnswerSource.uncached()));
    }

    private Predictors of(ComparisonRequest request, NamedModel target, NamedModel predictor) {
        try (var factory = factory()) {
            return factory.of(
                    request,
                    target,
                    predictor,
                    Map.of(PETS, List.of(FIRST_WORD)),
                    observed(answered()),
                    ComputedValues.newStudy());
        }
    }

    private static Predictors of(
            PredictorFactory factory, NamedModel target, NamedModel predictor) {
        return factory.of(
                request(ALL),
                target,
                predictor,
                Map.of(PETS, List.of(FIRST_WORD)),
                observed(answered()),
                ComputedValues.newStudy());
    }

    private static ObservedBehaviours observed(Behaviours target) {
        return new ObservedBehaviours(target, List.of(), new TreeMap<>());
    }

    private static Behaviours answered() {
        Map<Item, CollectedAnswer> answers = new LinkedHashMap<>();
        ITEMS.forEach(
                item ->
                        answers.put(
                                item,
                                new CollectedAnswer(
                                        "owl " + item.objectLevelPrompt(), State.GIVEN, null)));
        return new Behaviours(answers, Set.copyOf(ITEMS));
    }

    /** Returns answers to all items. The first ones have two words. */
    private static Behaviours answers(int ofTwoWords) {
        Map<Item, CollectedAnswer> answers = new LinkedHashMap<>();
        for (int i = 0; i < ITEMS.size(); i++) {
            String text = i < ofTwoWords ? "owl " + i : "owl" + i;
            answers.put(ITEMS.get(i), new CollectedAnswer(text, State.GIVEN, null));
        }
        return new Behaviours(answers, Set.copyOf(ITEMS));
    }

    /**
     * Returns the request of a study.
     *
     * @param answersOf the model that the rows are about; null for the target
     * @param crossTrainedOn the model that the rows of the cross-predictor are about; null for the
     *     same rows
     */
    private static ComparisonRequest request(
            String study, @Nullable String answersOf, @Nullable String crossTrainedOn) {
        return new ComparisonRequest(
                FIRST_WORD,
                "self",
                "cross",
                List.of(PETS),
                ScoredSplit.HELD_OUT,
                100,
                7,
                TrainingLabels.TRUE,
                ExtraMeasurements.NONE,
                StoppingRule.AT_THE_END,
                new StudyDesign(
                        study,
                        new TrainingDesign(
                                FinetuningUse.REQUIRED,
                                Map.of(PETS, List.of(FIRST_WORD)),
                                Integer.MAX_VALUE,
                                RowContent.HYPOTHETICAL,
                                answersOf,
                                crossTrainedOn,
                                RowFilter.NONE),
                        null,
                        false,
                        List.of()));
    }

    private static ComparisonRequest request(ExtraMeasurements extras) {
        return request(TrainingLabels.TRUE, extras, PETS);
    }

    private static ComparisonRequest request(
            TrainingLabels labels, ExtraMeasurements extras, Task... tasks) {
        return new ComparisonRequest(
                FIRST_WORD,
                "self",
                "cross",
                List.of(tasks),
                ScoredSplit.HELD_OUT,
                100,
                7,
                labels,
                extras,
                StoppingRule.AT_THE_END);
    }

    private static Task task(String name, List<String> properties, List<Item> items) {
        return new Task(
                name,
                new Task.Prompts("", "{prompt} {question}", "{prompt} {answer} {question}"),
                properties,
                items);
    }

    private static NamedModel learner(String name) {
        return new NamedModel(name, new Learner());
    }

    private static NamedModel prompted(String name, boolean canPredictOthers) {
        return new NamedModel(
                name,
                new ChatModel() {
                    @Override
                    public CompletableFuture<Completion> complete(Prompt prompt) {
                        return CompletableFuture.completedFuture(Completion.of("owl"));
                    }

                    @Override
                    public boolean canPredictOthers() {
                        return canPredictOthers;
                    }
                });
    }

    /** A model that records its finetunings. Its finetuned copies count when they are closed. */
    private static final class Learner implements FinetunableModel {

        private final List<Finetuning> finetunings = new ArrayList<>();
        private int closed;

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return CompletableFuture.completedFuture(Completion.of("owl"));
        }

        @Override
        public ChatModel finetune(Finetuning finetuning, FinetuningProgress progress) {
            finetunings.add(finetuning);
            progress.stepDone(1, 2);
            return new Copy(this);
        }
    }

    private record Copy(Learner original) implements ChatModel, AutoCloseable {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return original.complete(prompt);
        }

        @Override
        public void close() {
            original.closed++;
        }
    }
}
