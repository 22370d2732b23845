package dev.inward.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EnumKeysTest {

    private enum Fruit {
        FIG,
        BLACK_CHERRY
    }

    @Test
    void a_key_is_the_name_in_lower_case_with_hyphens() {
        assertThat(EnumKeys.all(Fruit.class)).containsExactly("fig", "black-cherry");
        assertThat(EnumKeys.constant(Fruit.class, "black-cherry")).isEqualTo(Fruit.BLACK_CHERRY);
    }

    @Test
    void an_unknown_key_is_an_error_with_the_known_ones() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnumKeys.constant(Fruit.class, "black_cherry"))
                .withMessage("there is no 'black_cherry'; expected one of fig, black-cherry");
    }
}
