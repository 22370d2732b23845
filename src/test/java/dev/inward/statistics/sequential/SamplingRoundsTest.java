package dev.inward.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplingRoundsTest {

    @Test
    void without_strata_a_round_is_one_cluster_in_the_order_given() {
        SamplingRounds plan = SamplingRounds.of(new int[] {2, 1, 4});

        assertThat(plan.rounds()).containsExactly(List.of(0), List.of(1), List.of(2));
    }

    @Test
    void without_strata_the_weight_of_a_cluster_is_its_size_divided_by_the_largest_size() {
        SamplingRounds plan = SamplingRounds.of(new int[] {2, 1, 4});

        assertThat(plan.weigh(0, 1, 0)).isEqualTo(new WeightedValue(0.5, 0.5));
        assertThat(plan.weigh(1, -1)).isEqualTo(new WeightedValue(-1, 0.25));
        assertThat(plan.weigh(2, 1, 1, 1, 0)).isEqualTo(new WeightedValue(0.75, 1));
    }

    @Test
    void missing_items_have_no_weight() {
        SamplingRounds plan = SamplingRounds.of(new int[] {2, 1, 4});

        assertThat(plan.weigh(2, 1, 0)).isEqualTo(new WeightedValue(0.5, 0.5));
    }

    @Test
    void with_strata_of_the_same_size_a_round_has_one_cluster_of_each() {
        SamplingRounds plan =
                SamplingRounds.stratified(new int[] {1, 1, 1, 1}, new int[] {7, 3, 3, 7});

        assertThat(plan.rounds()).containsExactly(List.of(1, 0), List.of(2, 3));
        assertThat(plan.weigh(0, 1).weight()).isEqualTo(1);
        assertThat(plan.weigh(1, 1).weight()).isEqualTo(1);
    }

    @Test
    void a_larger_stratum_has_more_clusters_of_smaller_weight_in_a_round() {
        SamplingRounds plan =
                SamplingRounds.stratified(
                        new int[] {1, 1, 1, 1, 1, 1, 1}, new int[] {0, 0, 1, 1, 1, 1, 1});

        assertThat(plan.rounds()).containsExactly(List.of(0, 2, 3), List.of(1, 4, 5, 6));
        assertThat(plan.weigh(0, 1).weight()).isEqualTo(1);
        assertThat(plan.weigh(2, 1).weight()).isEqualTo(0.5);
        assertThat(plan.weigh(4, 1).weight()).isEqualTo(1 / 3.0, within(1e-15));
    }

    @Test
    void strata_have_equal_weight_even_if_their_cluster_sizes_differ() {
        // One stratum has clusters of one item. The other has clusters of 1 and 3 items, 2 on
        // average.
        SamplingRounds plan =
                SamplingRounds.stratified(new int[] {1, 1, 1, 3}, new int[] {0, 0, 1, 1});

        double first = plan.weigh(0, 1).weight() + plan.weigh(1, 1).weight();
        double second = plan.weigh(2, 1).weight() + plan.weigh(3, 1, 1, 1).weight();
        assertThat(first).isEqualTo(second, within(1e-15));
        assertThat(plan.weigh(3, 1, 1, 1).weight()).isEqualTo(1);
        assertThat(plan.weigh(0, 1).weight()).isEqualTo(2 / 3.0, within(1e-15));
    }

    @Test
    void a_weight_does_not_depend_on_the_cluster_sizes_of_its_round() {
        SamplingRounds small =
                SamplingRounds.stratified(new int[] {1, 1, 1, 3}, new int[] {0, 0, 1, 1});
        SamplingRounds large =
                SamplingRounds.stratified(new int[] {1, 1, 3, 1}, new int[] {0, 0, 1, 1});

        assertThat(small.weigh(0, 1)).isEqualTo(large.weigh(0, 1));
    }

    @Test
    void the_mean_of_equal_values_is_that_value_in_spite_of_rounding() {
        // In doubles, 0.1 + 0.1 + 0.1 is greater than 0.3.
        assertThat(SamplingRounds.of(new int[] {3}).weigh(0, 0.1, 0.1, 0.1).value()).isEqualTo(0.1);
    }

    @Test
    void more_values_than_planned_are_refused() {
        SamplingRounds plan = SamplingRounds.of(new int[] {2});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.weigh(0, 1, 1, 1))
                .withMessage(
                        "3 values of cluster 0 were given, but 1 to 2 were expected, because 2 items were planned.");
        assertThatIllegalArgumentException().isThrownBy(() -> plan.weigh(0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> plan.weigh(1, 1));
    }

    @Test
    void clusters_without_items_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SamplingRounds.of(new int[] {2, 0}))
                .withMessageContaining("Cluster 1 was given 0 items");
    }

    @Test
    void missing_labels_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SamplingRounds.stratified(new int[] {1, 1}, new int[] {0}))
                .withMessageContaining("2 cluster sizes with 1 stratum labels");
        assertThatIllegalArgumentException().isThrownBy(() -> SamplingRounds.of(new int[0]));
    }
}
