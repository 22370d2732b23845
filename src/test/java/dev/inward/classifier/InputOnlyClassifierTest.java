package dev.inward.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trains on prompts with labels of known rules and predicts held-out prompts. */
@Execution(ExecutionMode.CONCURRENT)
class InputOnlyClassifierTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @EnumSource
    void a_label_decided_by_the_last_slot_is_always_predicted(InputOnlyClassifier classifier) {
        assertThat(
                        meanAccuracy(
                                classifier,
                                random -> {
                                    int[] labels = balancedLabels(random);
                                    return new TwoSlotPrompts(
                                            random, (first, second) -> labels[second]);
                                }))
                .isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest
    @EnumSource
    void a_label_decided_by_the_first_slot_is_always_predicted(InputOnlyClassifier classifier) {
        assertThat(
                        meanAccuracy(
                                classifier,
                                random -> {
                                    int[] labels = balancedLabels(random);
                                    return new TwoSlotPrompts(
                                            random, (first, second) -> labels[first]);
                                }))
                .isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("slow")
    void a_label_decided_by_a_hidden_ranking_is_mostly_predicted(InputOnlyClassifier classifier) {
        assertThat(
                        meanAccuracy(
                                classifier,
                                random -> {
                                    List<Integer> ranks = shuffledRanks(random);
                                    return new TwoSlotPrompts(
                                            random,
                                            (first, second) ->
                                                    ranks.get(first) < ranks.get(second));
                                }))
                .isGreaterThan(0.8);
    }

    @Test
    @Tag("slow")
    void logistic_regression_predicts_a_sum_over_both_slots_nine_times_in_ten() {
        assertThat(
                        meanAccuracy(
                                InputOnlyClassifier.LOGISTIC_REGRESSION,
                                InputOnlyClassifierTest::labelledBySum))
                .isGreaterThan(0.87);
    }

    @Test
    @Tag("slow")
    void neighbours_predict_a_sum_over_both_slots_far_above_chance() {
        assertThat(
                        meanAccuracy(
                                InputOnlyClassifier.NEAREST_NEIGHBOURS,
                                InputOnlyClassifierTest::labelledBySum))
                .isGreaterThan(0.75);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("slow")
    void a_random_label_is_predicted_by_chance(InputOnlyClassifier classifier) {
        assertThat(
                        meanAccuracy(
                                classifier,
                                random ->
                                        new TwoSlotPrompts(
                                                random, (first, second) -> random.nextInt(2))))
                .isBetween(0.4, 0.6);
    }

    @ParameterizedTest
    @EnumSource
    void a_single_label_is_always_predicted(InputOnlyClassifier classifier) {
        PromptClassifier trained =
                classifier.train(
                        new TwoSlotPrompts(new Random(1), (first, second) -> "yes").training(),
                        SEED);

        assertThat(List.of("", "nothing of the kind", TwoSlotPrompts.prompt("owl", "fox")))
                .allSatisfy(prompt -> assertThat(trained.predict(prompt)).isEqualTo("yes"));
    }

    @ParameterizedTest
    @EnumSource
    void a_prompt_without_known_features_gets_the_most_frequent_label(
            InputOnlyClassifier classifier) {
        PromptClassifier trained =
                classifier.train(
                        new TwoSlotPrompts(new Random(1), (first, second) -> second < 3).training(),
                        SEED);

        assertThat(trained.predict("")).isEqualTo("false");
        assertThat(trained.predict("Жук")).isEqualTo("false");
    }

    @ParameterizedTest
    @EnumSource
    void a_prompt_with_several_labels_gets_the_most_frequent_one(InputOnlyClassifier classifier) {
        PromptClassifier trained =
                classifier.train(
                        List.of(
                                new LabelledPrompt("fox", "b"),
                                new LabelledPrompt("fox", "a"),
                                new LabelledPrompt("fox", "c"),
                                new LabelledPrompt("fox", "c")),
                        SEED);

        assertThat(trained.predict("fox")).isEqualTo("c");
    }

    @ParameterizedTest
    @EnumSource
    void among_equally_frequent_labels_the_first_by_name_is_predicted(
            InputOnlyClassifier classifier) {
        PromptClassifier trained =
                classifier.train(
                        List.of(new LabelledPrompt("", "b"), new LabelledPrompt("", "a")), SEED);

        assertThat(trained.predict("fox")).isEqualTo("a");
    }

    @ParameterizedTest
    @EnumSource
    void a_few_rows_are_enough(InputOnlyClassifier classifier) {
        PromptClassifier trained =
                classifier.train(
                        List.of(
                                new LabelledPrompt("", "nothing"),
                                new LabelledPrompt("red fox", "animal"),
                                new LabelledPrompt("red rose", "plant")),
                        SEED);

        assertThat(trained.predict("red fox")).isEqualTo("animal");
        assertThat(trained.predict("RED ROSE")).isEqualTo("plant");
        assertThat(classifier.train(List.of(new LabelledPrompt("fox", "a")), SEED).predict("owl"))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @EnumSource
    void any_string_may_be_a_label(InputOnlyClassifier classifier) {
        List<String> labels = List.of("", "..##UNKNOWN##..", "= \n");

        TwoSlotPrompts animals =
                new TwoSlotPrompts(new Random(3), (first, second) -> labels.get(second % 3));

        assertThat(animals.accuracy(classifier, SEED)).isEqualTo(1);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void the_same_seed_gives_the_same_labels_on_many_threads(InputOnlyClassifier classifier) {
        TwoSlotPrompts animals =
                new TwoSlotPrompts(new Random(5), (first, second) -> (first * second) % 4);
        List<String> alone = predictions(classifier, animals);

        List<List<String>> together =
                IntStream.range(0, 4)
                        .parallel()
                        .mapToObj(unused -> predictions(classifier, animals))
                        .toList();

        assertThat(together).allSatisfy(labels -> assertThat(labels).isEqualTo(alone));
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_list_of_rows_is_refused(InputOnlyClassifier classifier) {
        assertThatThrownBy(() -> classifier.train(List.of(), SEED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A classifier needs at least one training row, got none."
                                + " Leave out comparisons without training rows.");
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_logged(InputOnlyClassifier classifier) {
        var records = new ArrayList<LogRecord>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord record) {
                        records.add(record);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger tribuo = Logger.getLogger("org.tribuo");
        tribuo.addHandler(handler);
        try {
            predictions(
                    classifier, new TwoSlotPrompts(new Random(1), (first, second) -> second % 3));
        } finally {
            tribuo.removeHandler(handler);
        }

        assertThat(records).isEmpty();
    }

    private static double meanAccuracy(
            InputOnlyClassifier classifier, Function<Random, TwoSlotPrompts> promptsOf) {
        return LongStream.range(0, 4)
                .mapToDouble(seed -> promptsOf.apply(new Random(seed)).accuracy(classifier, seed))
                .average()
                .orElseThrow();
    }

    private static TwoSlotPrompts labelledBySum(Random random) {
        double[] first = random.doubles(TwoSlotPrompts.WORD_COUNT).toArray();
        double[] second = random.doubles(TwoSlotPrompts.WORD_COUNT).toArray();
        return new TwoSlotPrompts(random, (i, j) -> first[i] + second[j] > 1);
    }

    private static int[] balancedLabels(Random random) {
        return shuffledRanks(random).stream().mapToInt(rank -> rank % 2).toArray();
    }

    private static List<Integer> shuffledRanks(Random random) {
        List<Integer> ranks =
                new ArrayList<>(IntStream.range(0, TwoSlotPrompts.WORD_COUNT).boxed().toList());
        Collections.shuffle(ranks, random);
        return ranks;
    }

    private static List<String> predictions(
            InputOnlyClassifier classifier, TwoSlotPrompts animals) {
        PromptClassifier trained = classifier.train(animals.training(), SEED);
        return animals.heldOut().stream().map(row -> trained.predict(row.prompt())).toList();
    }
}
