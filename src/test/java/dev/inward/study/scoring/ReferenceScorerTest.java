package dev.inward.study.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.property.BehavioralProperties;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.Labels;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.Stopping;
import dev.inward.study.collection.Answer;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What predictions are held against, of behaviours that are written down here. */
class ReferenceScorerTest {

    private static final Item HELD_OUT = item("list: pear, fig", Split.HELD_OUT);

    private final Map<Item, Answer> behaviours = new LinkedHashMap<>();
    private @Nullable Answer simulated;
    private final List<Behaviours> repeats = new ArrayList<>();
    private final TreeMap<String, Behaviours> peers = new TreeMap<>();

    @Test
    void mode_and_class_prior_are_those_of_the_training_rows() {
        training("apple", "avocado", "banana", "cherry");

        ReferenceScores yardsticks = of("a");

        assertThat(yardsticks.mode()).isEqualTo("a");
        assertThat(yardsticks.score(ReferencePredictor.MODE)).hasValue(1);
        assertThat(yardsticks.score(ReferencePredictor.CLASS_PRIOR)).hasValue(0.5);
        assertThat(of("c").score(ReferencePredictor.MODE)).hasValue(0);
        assertThat(of("c").score(ReferencePredictor.CLASS_PRIOR)).hasValue(0.25);
    }

    @Test
    void classifiers_learn_from_the_training_rows_and_see_the_prompt_alone() {
        behaviours.put(item("list: fig, pear", Split.TRAIN), given("peach"));
        behaviours.put(item("list: fig, plum", Split.TRAIN), given("peach"));
        behaviours.put(item("list: pear, fig, fig", Split.TRAIN), given("fig"));
        behaviours.put(item("list: plum, fig", Split.TRAIN), given("fig"));

        assertThat(of("f").score(ReferencePredictor.LOGISTIC_REGRESSION)).hasValue(1);
        assertThat(of("f").score(ReferencePredictor.NEAREST_NEIGHBOURS)).hasValue(1);
        assertThat(of("p").score(ReferencePredictor.LOGISTIC_REGRESSION)).hasValue(0);
    }

    @Test
    void without_training_rows_mode_and_class_prior_say_nothing() {
        assertThat(of("a").mode()).isEmpty();
        assertThat(of("a").score(ReferencePredictor.MODE)).isEmpty();
        assertThat(of("a").score(ReferencePredictor.CLASS_PRIOR)).isEmpty();
        assertThat(of("a").score(ReferencePredictor.LOGISTIC_REGRESSION)).isEmpty();
    }

    @Test
    void the_last_word_of_the_item_is_taken_for_the_answer() {
        assertThat(of("f").score(ReferencePredictor.LAST_WORD)).hasValue(1);
        assertThat(of("p").score(ReferencePredictor.LAST_WORD)).hasValue(0);
    }

    @Test
    void the_peers_say_what_most_of_them_do_themselves() {
        peer("b", "apple");
        peer("c", "cherry");
        peer("d", "citron");

        assertThat(of("c").score(ReferencePredictor.PEERS)).hasValue(1);
        assertThat(of("a").score(ReferencePredictor.PEERS)).hasValue(0);
        assertThat(of("a").own()).hasValue("a");
    }

    @Test
    void a_peer_whose_answer_is_missing_says_nothing() {
        peers.put(
                "b",
                new Behaviours(Map.of(HELD_OUT, new Answer("gone", Answer.State.MISSING, null))));

        assertThat(of("a").own()).isEmpty();
        assertThat(of("a").score(ReferencePredictor.PEERS)).isEmpty();
    }

    @Test
    void the_property_is_read_off_what_is_answered_in_the_targets_place() {
        simulated = given("apple");

        assertThat(of("a").score(ReferencePredictor.SIMULATION)).hasValue(1);
        assertThat(of("b").score(ReferencePredictor.SIMULATION)).hasValue(0);

        simulated = new Answer("gone", Answer.State.MISSING, null);

        assertThat(of("a").score(ReferencePredictor.SIMULATION)).isEmpty();
    }

    @Test
    void repeated_answers_are_each_foretold_by_most_of_the_others() {
        repeat("avocado");
        repeat("apricot");
        repeat("cherry");

        assertThat(of("a").repeatability()).isEqualTo(0.75);
    }

    @Test
    void one_answer_tells_nothing_of_its_repeatability() {
        assertThat(of("a").repeatability()).isNull();
    }

    private ReferenceScores of(String expected) {
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
                        Split.HELD_OUT,
                        100,
                        1,
                        Labels.TRUE,
                        new ExtraMeasurements(List.of(), 1, false, false, true),
                        Stopping.AT_THE_END);
        var observations = new ObservedBehaviours(new Behaviours(behaviours), repeats, peers);
        return new ReferenceScorer(request, observations, new ClassifierTrainer())
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

    private static Answer given(String text) {
        return new Answer(text, Answer.State.GIVEN, null);
    }

    private static Item item(String words, Split split) {
        return new Item("fruits", Map.of("words", words), "Which follows " + words + "?", split);
    }
}
