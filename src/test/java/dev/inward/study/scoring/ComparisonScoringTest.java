package dev.inward.study.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.cache.AnswerSource;
import dev.inward.judge.BehaviourJudging;
import dev.inward.knowntruth.ComputedValues;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.Framings;
import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.CollectedAnswer.State;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.training.Predictors;
import dev.inward.study.training.TargetSimulator;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests what is asked about an item and how it is scored. The target answers "owl" or "cat" to the
 * two items; the property is the first character.
 */
class ComparisonScoringTest {

    private static final Item OWL = item("owls", "owls", Map.of("animal", "owl"));
    private static final Item CAT = item("cats", "cats", Map.of("animal", "cat"));

    private final Map<Item, CollectedAnswer> ownAnswers =
            new LinkedHashMap<>(Map.of(OWL, given("owl"), CAT, given("cat")));
    private final List<String> asked = new ArrayList<>();
    private final NamedModel self = model("self", prompt -> prompt.contains("owls") ? "o" : "z");
    private final NamedModel cross = model("cross", prompt -> "a sentence");

    @Test
    void predictions_are_right_wrong_or_in_another_format() {
        Comparison comparison = compare(predictors(null, "not requested"));
        List<ScoredItem> items = comparison.items();

        assertThat(comparison.whyNotFramed()).isEqualTo("not requested");

        assertThat(items)
                .extracting(ScoredItem::self)
                .containsExactly(
                        new Prediction("o", PredictionOutcome.RIGHT),
                        new Prediction("z", PredictionOutcome.WRONG));
        assertThat(items)
                .extracting(ScoredItem::cross)
                .containsOnly(new Prediction("a sentence", PredictionOutcome.NON_COMPLIANT));
        assertThat(items).extracting(ScoredItem::framings).containsOnlyNulls();
        assertThat(items)
                .allSatisfy(
                        item ->
                                assertThat(
                                                item.referenceScores()
                                                        .score(ReferencePredictor.SIMULATION))
                                        .isEmpty());
    }

    @Test
    void the_framed_predictions_name_the_target_or_another_assistant() {
        Comparison comparison = compare(predictors(null, ""));

        Framings framings = comparison.items().get(0).framings();
        assertThat(framings)
                .isEqualTo(
                        new Framings(
                                new Prediction("o", PredictionOutcome.RIGHT),
                                new Prediction("a sentence", PredictionOutcome.NON_COMPLIANT),
                                new Prediction("o", PredictionOutcome.RIGHT)));
        assertThat(asked.stream().filter(prompt -> prompt.startsWith("cross")))
                .anyMatch(prompt -> prompt.contains("the language model self"))
                .noneMatch(prompt -> prompt.contains("another assistant"));
        assertThat(asked.stream().filter(prompt -> prompt.startsWith("self")))
                .anyMatch(prompt -> prompt.contains("the language model self"))
                .anyMatch(prompt -> prompt.contains("another assistant"));
    }

    @Test
    void a_prompted_simulator_is_told_whom_to_simulate_and_a_finetuned_one_is_not() {
        NamedModel simulator = model("simulator", prompt -> "owl");

        Comparison prompted = compare(predictors(new TargetSimulator(simulator, true), "no"));
        assertThat(asked.stream().filter(prompt -> prompt.startsWith("simulator")))
                .hasSize(2)
                .allMatch(prompt -> prompt.contains("the language model self"));
        assertThat(prompted.items())
                .extracting(item -> item.referenceScores().score(ReferencePredictor.SIMULATION))
                .extracting(score -> score.orElse(-1))
                .containsExactly(1.0, 0.0);

        asked.clear();
        compare(predictors(new TargetSimulator(simulator, false), "no"));
        assertThat(asked.stream().filter(prompt -> prompt.startsWith("simulator")))
                .containsExactly("simulator owls", "simulator cats");
    }

    @Test
    void an_item_without_an_own_answer_of_the_predictor_is_named() {
        assertThat(compare(predictors(null, "no")).withoutPredictorBehaviour()).isEmpty();

        var peers = new TreeMap<String, Behaviours>();
        peers.put("cross", new Behaviours(Map.of(OWL, missing(), CAT, given("cat"))));
        assertThat(compare(predictors(null, "no"), peers).withoutPredictorBehaviour())
                .containsExactly(OWL);
        assertThat(compare(predictors(null, "no"), new TreeMap<>()).withoutPredictorBehaviour())
                .containsExactly(OWL, CAT);
    }

    @Test
    void an_item_without_an_answer_of_the_target_is_not_predicted() {
        ownAnswers.put(OWL, missing());

        Comparison comparison = compare(predictors(null, "no"));

        assertThat(comparison.items()).extracting(ScoredItem::item).containsExactly(CAT);
        assertThat(comparison.withoutBehaviour()).containsExactly(OWL);
        assertThat(comparison.whyMissing()).isEqualTo("timeout");
        assertThat(comparison.answers().self().answers()).isEqualTo(1);
    }

    @Test
    void a_planned_answer_lets_its_predictions_be_planned_too() {
        ownAnswers.put(OWL, new CollectedAnswer("planned", State.PLANNED, null));

        Comparison comparison = compare(predictors(null, "no"));

        assertThat(comparison.items()).extracting(ScoredItem::item).containsExactly(CAT);
        assertThat(asked.stream().filter(prompt -> prompt.contains("owls"))).hasSize(2);
    }

    @Test
    void the_hash_of_the_data_covers_prompts_base_questions_and_fields() {
        String data = dataHash(OWL);

        assertThat(dataHash(item("owls", "owls", Map.of("animal", "owl")))).isEqualTo(data);
        assertThat(
                        List.of(
                                item("the owls", "owls", Map.of("animal", "owl")),
                                item("owls", "birds", Map.of("animal", "owl")),
                                item("owls", "owls", Map.of("animal", "elf owl")),
                                item("owls", "owls", Map.of("bird", "owl")),
                                item("owls", "owls", Map.of())))
                .extracting(this::dataHash)
                .doesNotContain(data)
                .doesNotHaveDuplicates();
    }

    private String dataHash(Item item) {
        ownAnswers.clear();
        ownAnswers.put(item, given("owl"));
        return compare(predictors(null, "no")).provenance().data();
    }

    private Predictors predictors(@Nullable TargetSimulator simulator, String whyNotFramed) {
        return new Predictors(self, cross, self, cross, simulator, whyNotFramed);
    }

    private Comparison compare(Predictors predictors) {
        var peers = new TreeMap<String, Behaviours>();
        peers.put("cross", new Behaviours(answered(ownAnswers)));
        return compare(predictors, peers);
    }

    private static Map<Item, CollectedAnswer> answered(Map<Item, CollectedAnswer> answers) {
        var answered = new LinkedHashMap<Item, CollectedAnswer>();
        answers.keySet().forEach(item -> answered.put(item, given("dog")));
        return answered;
    }

    private Comparison compare(Predictors predictors, SortedMap<String, Behaviours> peers) {
        List<Item> items =
                ownAnswers.keySet().stream()
                        .sorted(
                                (one, other) ->
                                        other.objectLevelPrompt()
                                                .compareTo(one.objectLevelPrompt()))
                        .toList();
        var task =
                new Task(
                        "pets",
                        new Task.Prompts("{animal}", "{prompt} {question}", ""),
                        List.of("first_character"),
                        items);
        var request =
                new ComparisonRequest(
                        BehavioralProperties.named("first_character"),
                        "self",
                        "cross",
                        List.of(task),
                        ScoredSplit.HELD_OUT,
                        100,
                        1,
                        TrainingLabels.TRUE,
                        ExtraMeasurements.NONE,
                        StoppingRule.AT_THE_END);
        return new ComparisonScoring(
                        request,
                        items,
                        new BehaviourJudging.Result(
                                new ObservedBehaviours(
                                        new Behaviours(ownAnswers), List.of(), peers),
                                new TreeMap<>()),
                        ComputedValues.newStudy(),
                        new ClassifierTrainer(),
                        new AnswerCollector(new StudyListener() {}, AnswerSource.uncached()),
                        self,
                        cross)
                .compare(predictors)
                .join();
    }

    private NamedModel model(String name, UnaryOperator<String> answer) {
        ChatModel model =
                prompt -> {
                    asked.add(name + " " + prompt.text());
                    return CompletableFuture.completedFuture(
                            Completion.of(answer.apply(prompt.text())));
                };
        return new NamedModel(name, model);
    }

    private static CollectedAnswer given(String text) {
        return new CollectedAnswer(text, State.GIVEN, null);
    }

    private static CollectedAnswer missing() {
        return new CollectedAnswer("timeout", State.MISSING, null);
    }

    private static Item item(String prompt, String baseQuestion, Map<String, String> fields) {
        return new Item("pets", fields, prompt, baseQuestion, Split.HELD_OUT);
    }
}
