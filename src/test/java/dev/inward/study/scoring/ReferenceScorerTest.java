package dev.inward.study.scoring;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.knowntruth.ComputedValues;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.RepeatedAnswers;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.ObservedBehaviours;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the scores of the reference predictors on given behaviours. */
class ReferenceScorerTest {

    private static final Item HELD_OUT = item("list: pear, fig", Split.HELD_OUT);

    private final Map<Item, CollectedAnswer> behaviours = new LinkedHashMap<>();
    private @Nullable CollectedAnswer simulated;
    private final List<Behaviours> repeats = new ArrayList<>();
    private final TreeMap<String, Behaviours> peers = new TreeMap<>();

    @Test
    void mode_and_class_prior_come_from_the_training_rows() {
        training("apple", "avocado", "banana", "cherry");

        ReferenceScores scores = scoresFor("a");

        assertThat(scores.mode()).isEqualTo("a");
        assertThat(scores.score(ReferencePredictor.MODE)).hasValue(1);
        assertThat(scores.score(ReferencePredictor.CLASS_PRIOR)).hasValue(0.5);
        assertThat(scoresFor("c").score(ReferencePredictor.MODE)).hasValue(0);
        assertThat(scoresFor("c").score(ReferencePredictor.CLASS_PRIOR)).hasValue(0.25);
    }

    @Test
    void classifiers_learn_from_the_training_rows_and_see_the_prompt_alone() {
        behaviours.put(item("list: fig, pear", Split.TRAIN), given("peach"));
        behaviours.put(item("list: fig, plum", Split.TRAIN), given("peach"));
        behaviours.put(item("list: pear, fig, fig", Split.TRAIN), given("fig"));
        behaviours.put(item("list: plum, fig", Split.TRAIN), given("fig"));

        assertThat(scoresFor("f").score(ReferencePredictor.LOGISTIC_REGRESSION)).hasValue(1);
        assertThat(scoresFor("f").score(ReferencePredictor.NEAREST_NEIGHBOURS)).hasValue(1);
        assertThat(scoresFor("p").score(ReferencePredictor.LOGISTIC_REGRESSION)).hasValue(0);
    }

    @Test
    void without_training_rows_mode_and_class_prior_have_no_prediction() {
        assertThat(scoresFor("a").mode()).isEmpty();
        assertThat(scoresFor("a").score(ReferencePredictor.MODE)).isEmpty();
        assertThat(scoresFor("a").score(ReferencePredictor.CLASS_PRIOR)).isEmpty();
        assertThat(scoresFor("a").score(ReferencePredictor.LOGISTIC_REGRESSION)).isEmpty();
    }

    @Test
    void the_last_word_of_the_item_is_a_reference_prediction() {
        assertThat(scoresFor("f").score(ReferencePredictor.LAST_WORD)).hasValue(1);
        assertThat(scoresFor("p").score(ReferencePredictor.LAST_WORD)).hasValue(0);
    }

    @Test
    void the_peers_predict_the_behaviour_of_most_of_them() {
        peer("b", "apple");
        peer("c", "cherry");
        peer("d", "citron");

        assertThat(scoresFor("c").score(ReferencePredictor.PEERS)).hasValue(1);
        assertThat(scoresFor("a").score(ReferencePredictor.PEERS)).hasValue(0);
        assertThat(scoresFor("a").ownValue()).hasValue("a");
    }

    @Test
    void a_peer_with_a_missing_answer_has_no_prediction() {
        peers.put(
                "b",
                new Behaviours(
                        Map.of(
                                HELD_OUT,
                                new CollectedAnswer("gone", CollectedAnswer.State.MISSING, null))));

        assertThat(scoresFor("a").ownValue()).isEmpty();
        assertThat(scoresFor("a").score(ReferencePredictor.PEERS)).isEmpty();
    }

    @Test
    void a_simulation_predicts_the_property_of_the_simulated_answer() {
        simulated = given("apple");

        assertThat(scoresFor("a").score(ReferencePredictor.SIMULATION)).hasValue(1);
        assertThat(scoresFor("b").score(ReferencePredictor.SIMULATION)).hasValue(0);

        simulated = new CollectedAnswer("gone", CollectedAnswer.State.MISSING, null);

        assertThat(scoresFor("a").score(ReferencePredictor.SIMULATION)).isEmpty();
    }

    @Test
    void repeatability_is_the_share_of_answers_that_agree_with_most_others() {
        repeat("avocado");
        repeat("apple");
        repeat("cherry");

        assertThat(scoresFor("a").repeated()).isEqualTo(new RepeatedAnswers(0.75, 4, 3));
    }

    @Test
    void a_missing_answer_of_one_peer_is_named_beside_the_vote_of_the_others() {
        peer("b", "apple");
        assertThat(scoresFor("a").missing()).isEmpty();

        peers.put(
                "c",
                new Behaviours(
                        Map.of(
                                HELD_OUT,
                                new CollectedAnswer("gone", CollectedAnswer.State.MISSING, null))));

        assertThat(scoresFor("a").missing()).containsExactly(ReferencePredictor.PEERS);
        assertThat(scoresFor("a").score(ReferencePredictor.PEERS)).hasValue(1);
    }

    @Test
    void repeats_that_are_all_missing_leave_no_repeatability() {
        repeats.add(
                new Behaviours(
                        Map.of(
                                HELD_OUT,
                                new CollectedAnswer("gone", CollectedAnswer.State.MISSING, null))));
        assertThat(scoresFor("a").repeated()).isNull();

        repeat("avocado");

        assertThat(scoresFor("a").repeated()).isEqualTo(new RepeatedAnswers(1, 2, 2));
    }

    @Test
    void one_answer_has_no_repeatability() {
        assertThat(scoresFor("a").repeated()).isNull();
    }

    private ReferenceScores scoresFor(String expected) {
        var task =
                new Task(
                        "fruits",
                        new Task.Prompts("", "", ""),
                        List.of(),
                        List.copyOf(behaviours.keySet()));
        var request =
                new ComparisonRequest(
                        BehavioralProperties.named("first_character"),
                        "a",
                        "b",
                        List.of(task),
                        ScoredSplit.HELD_OUT,
                        100,
                        1,
                        TrainingLabels.TRUE,
                        new ExtraMeasurements(List.of(), 1, false, false, true),
                        StoppingRule.AT_THE_END);
        behaviours.put(HELD_OUT, given("apple"));
        Set<Item> training =
                behaviours.keySet().stream()
                        .filter(item -> item.split() == Split.TRAIN)
                        .collect(toSet());
        var observations =
                new ObservedBehaviours(new Behaviours(behaviours, training), repeats, peers);
        return new ReferenceScorer(
                        request,
                        List.of(HELD_OUT),
                        observations,
                        new ClassifierTrainer(),
                        ComputedValues.newStudy())
                .of(HELD_OUT, expected, simulated);
    }

    private void training(String... answers) {
        for (String answer : answers) {
            behaviours.put(item("train " + answer, Split.TRAIN), given(answer));
        }
    }

    private void peer(String name, String answer) {
        peers.put(name, new Behaviours(Map.of(HELD_OUT, given(answer))));
    }

    private void repeat(String answer) {
        repeats.add(new Behaviours(Map.of(HELD_OUT, given(answer))));
    }

    private static CollectedAnswer given(String text) {
        return new CollectedAnswer(text, CollectedAnswer.State.GIVEN, null);
    }

    private static Item item(String words, Split split) {
        return new Item("fruits", Map.of("words", words), "Which follows " + words + "?", split);
    }
}
