package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CategoricalSampleTest {

    @Test
    void the_mode_is_the_most_frequent_category() {
        CategoricalSample sample = CategoricalSample.of(List.of("cat", "dog", "dog", "owl"));

        assertThat(sample.mode()).isEqualTo("dog");
        assertThat(sample.modeShare()).isEqualTo(0.5);
        assertThat(sample.size()).isEqualTo(4);
    }

    @Test
    void of_equally_frequent_categories_the_first_in_natural_order_is_the_mode() {
        assertThat(CategoricalSample.of(List.of("b", "a", "c", "c", "b", "a")).mode())
                .isEqualTo("a");
        assertThat(CategoricalSample.of(List.of("c", "c", "a", "b", "b")).mode()).isEqualTo("b");
    }

    @Test
    void a_category_that_does_not_occur_has_no_share() {
        assertThat(CategoricalSample.of(List.of("a")).share("b")).isZero();
    }

    @Test
    void the_share_of_another_samples_mode_is_the_accuracy_of_answering_with_it() {
        String mode = CategoricalSample.of(List.of("a", "a", "b")).mode();

        assertThat(CategoricalSample.of(List.of("a", "b", "b", "b")).share(mode)).isEqualTo(0.25);
    }

    @Test
    void a_constant_sample_has_an_entropy_of_zero() {
        assertThat(CategoricalSample.of(List.of("a", "a", "a")).entropyBits()).isEqualTo(0.0);
    }

    @Test
    void n_equal_shares_have_an_entropy_of_log2_n_bits() {
        assertThat(CategoricalSample.of(List.of("a", "b", "c", "d")).entropyBits())
                .isEqualTo(2, within(1e-15));
    }

    @Test
    void the_empty_string_is_a_category() {
        assertThat(CategoricalSample.of(List.of("", "", "a")).mode()).isEmpty();
    }

    @Test
    void an_empty_sample_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CategoricalSample.of(List.of()))
                .withMessageContaining("at least one item");
    }
}
