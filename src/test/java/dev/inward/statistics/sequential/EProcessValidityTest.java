package dev.inward.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Checks what makes e-processes valid. If the hypothesis is true, the expected value over all
 * possible outcomes is at most 1, and the value rarely ever reaches 1 / alpha.
 */
@Execution(ExecutionMode.CONCURRENT)
class EProcessValidityTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);
    private static final double MARGIN = 0.05;

    private record Outcome(double probability, List<WeightedValue> round) {}

    @Test
    void the_expected_value_is_1_if_the_mean_equals_the_threshold() {
        assertThat(expectedValue(MARGIN, 6, differences(MARGIN))).isEqualTo(1, within(1e-12));
        assertThat(expectedValue(-0.3, 6, differences(-0.3))).isEqualTo(1, within(1e-12));
    }

    @Test
    void the_expected_value_is_below_1_for_a_smaller_mean_and_above_1_for_a_greater_mean() {
        assertThat(expectedValue(MARGIN, 6, differences(0))).isLessThan(0.95);
        assertThat(expectedValue(MARGIN, 6, differences(0.1))).isGreaterThan(1.05);
    }

    @Test
    void clusters_are_weighted_by_items_even_if_size_and_value_are_dependent() {
        // Half of the clusters have three items, and most of those have greater values.
        List<Outcome> clusters =
                List.of(
                        new Outcome(0.2, List.of(new WeightedValue(1, 1))),
                        new Outcome(0.2, List.of(new WeightedValue(0, 1))),
                        new Outcome(0.1, List.of(new WeightedValue(-1, 1))),
                        new Outcome(0.1, List.of(new WeightedValue(0, 1 / 3.0))),
                        new Outcome(0.4, List.of(new WeightedValue(-0.5, 1 / 3.0))));
        double mean = (0.2 - 0.1 - 0.4 * 0.5 / 3) / (0.5 + 0.5 / 3);

        assertThat(expectedValue(mean, 5, clusters)).isEqualTo(1, within(1e-12));
    }

    @Test
    void a_round_with_strata_on_both_sides_of_the_threshold_has_an_expected_value_of_at_most_1() {
        List<Outcome> rounds = rounds(differences(MARGIN + 0.25), differences(MARGIN - 0.25));

        assertThat(expectedValue(MARGIN, 2, rounds)).isBetween(0.9, 1.0);
    }

    /** This is why a round is added as a whole. */
    @Test
    void half_a_round_of_the_better_stratum_has_an_expected_value_above_1() {
        assertThat(expectedValue(MARGIN, 1, differences(MARGIN + 0.25))).isGreaterThan(1.05);
    }

    @Test
    void a_round_with_more_clusters_of_one_stratum_gives_each_a_smaller_weight() {
        List<Outcome> better = differences(MARGIN + 0.25);
        List<Outcome> halves = rounds(weighing(better, 0.5), weighing(better, 0.5));
        List<Outcome> rounds = rounds(halves, differences(MARGIN - 0.25));

        assertThat(expectedValue(MARGIN, 1, rounds)).isBetween(0.9, 1.0);
        assertThat(
                        expectedValue(
                                MARGIN,
                                1,
                                rounds(rounds(better, better), differences(MARGIN - 0.25))))
                .isGreaterThan(1);
    }

    @Test
    void differences_that_are_mostly_0_rarely_ever_reach_1_over_alpha() {
        assertThat(everRejects(random -> difference(random, 0.2, MARGIN))).isBetween(0.005, 0.05);
    }

    @Test
    void differences_that_are_rarely_0_rarely_ever_reach_1_over_alpha() {
        assertThat(everRejects(random -> difference(random, 0.9, MARGIN))).isBetween(0.005, 0.05);
    }

    @Test
    void skewed_observations_rarely_ever_reach_1_over_alpha() {
        // Rarely -1, otherwise a little above the margin. Normal bounds reject such data too often.
        double often = (MARGIN + 0.02) / 0.98;
        assertThat(everRejects(random -> random.nextDouble() < 0.02 ? -1 : often))
                .isBetween(0.005, 0.05);
        assertThat(everRejects(random -> random.nextDouble() < 0.525 * 0.1 ? 1 : 0))
                .isBetween(0.005, 0.05);
    }

    @Test
    void a_constant_at_the_threshold_never_reaches_1_over_alpha() {
        assertThat(everRejects(random -> MARGIN)).isZero();
    }

    @Test
    void macro_averages_at_the_threshold_rarely_ever_reach_1_over_alpha() {
        // Three strata with means of +0.45, +0.05 and -0.35 and 40, 80 and 140 clusters.
        int[] strata = IntStream.range(0, 260).map(i -> i < 40 ? 0 : i < 120 ? 1 : 2).toArray();
        SamplingRounds plan = SamplingRounds.stratified(oneEach(260), strata);
        double[] means = {MARGIN + 0.4, MARGIN, MARGIN - 0.4};

        long rejected =
                IntStream.range(0, 1_000)
                        .filter(seed -> rejects(seed, plan, strata, means))
                        .count();

        assertThat(rejected / 1_000.0).isLessThan(0.05);
    }

    private static boolean rejects(int seed, SamplingRounds plan, int[] strata, double[] means) {
        RandomGenerator random = new SplittableRandom(seed);
        EProcess process = EProcess.exceeding(MARGIN, DIFFERENCES, strata.length);
        for (List<Integer> round : plan.rounds()) {
            process.add(
                    round.stream()
                            .map(
                                    cluster ->
                                            plan.weigh(
                                                    cluster,
                                                    difference(
                                                            random, 0.5, means[strata[cluster]])))
                            .toList());
        }
        return process.isRejectedAt(0.05);
    }

    private static int[] oneEach(int clusters) {
        return IntStream.range(0, clusters).map(cluster -> 1).toArray();
    }

    /**
     * Returns the share of 1,000 sequences of 400 observations in which the value ever reaches 20.
     */
    private static double everRejects(ToDoubleFunction<RandomGenerator> observation) {
        return IntStream.range(0, 1_000)
                        .filter(
                                seed -> {
                                    RandomGenerator random = new SplittableRandom(seed);
                                    EProcess process = EProcess.exceeding(MARGIN, DIFFERENCES, 400);
                                    for (int i = 0; i < 400; i++) {
                                        process.add(observation.applyAsDouble(random));
                                    }
                                    return process.isRejectedAt(0.05);
                                })
                        .count()
                / 1_000.0;
    }

    private static double difference(RandomGenerator random, double discordant, double mean) {
        double draw = random.nextDouble();
        return draw < (discordant + mean) / 2 ? 1 : draw < discordant ? -1 : 0;
    }

    private static List<Outcome> differences(double mean) {
        return List.of(
                new Outcome((0.6 + mean) / 2, List.of(new WeightedValue(1, 1))),
                new Outcome((0.6 - mean) / 2, List.of(new WeightedValue(-1, 1))),
                new Outcome(0.4, List.of(new WeightedValue(0, 1))));
    }

    private static List<Outcome> weighing(List<Outcome> outcomes, double weight) {
        return outcomes.stream()
                .map(
                        outcome ->
                                new Outcome(
                                        outcome.probability(),
                                        outcome.round().stream()
                                                .map(x -> new WeightedValue(x.value(), weight))
                                                .toList()))
                .toList();
    }

    /** Returns all possible outcomes of independent draws from two strata. */
    private static List<Outcome> rounds(List<Outcome> first, List<Outcome> second) {
        List<Outcome> rounds = new ArrayList<>();
        for (Outcome outcome : first) {
            for (Outcome other : second) {
                List<WeightedValue> both = new ArrayList<>(outcome.round());
                both.addAll(other.round());
                rounds.add(new Outcome(outcome.probability() * other.probability(), both));
            }
        }
        return rounds;
    }

    /** Returns the sum of probability times e-value over all sequences of outcomes. */
    private static double expectedValue(double threshold, int rounds, List<Outcome> outcomes) {
        double expected = 0;
        int sequences = (int) Math.round(Math.pow(outcomes.size(), rounds));
        for (int sequence = 0; sequence < sequences; sequence++) {
            EProcess process = EProcess.exceeding(threshold, DIFFERENCES, 10);
            double probability = 1;
            int code = sequence;
            for (int i = 0; i < rounds; i++) {
                Outcome outcome = outcomes.get(code % outcomes.size());
                code /= outcomes.size();
                probability *= outcome.probability();
                process.add(outcome.round());
            }
            expected += probability * process.value();
        }
        return expected;
    }
}
