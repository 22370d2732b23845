package dev.inward.task.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StringModifierTest {

    @ParameterizedTest(name = "{0} of \"{1}\" is \"{2}\"")
    @CsvSource({
        "REVERSE, owl fox, xof lwo",
        "REVERSE, '', ''",
        "REVERSE, a😀b, b😀a",
        "FIRST_HALF, owl fox ant bee, owl fox",
        "SECOND_HALF, owl fox ant bee, ant bee",
        "FIRST_HALF, owl fox ant, owl fox",
        "SECOND_HALF, owl fox ant, ant",
        "FIRST_HALF, zebra, zeb",
        "SECOND_HALF, zebra, ra",
        "FIRST_HALF, 😀😁😂, 😀😁",
        "SECOND_HALF, ' a ', ''",
        "INCREMENT, 3 and 19, 4 and 20",
        "INCREMENT, 007 of 999, 008 of 1000",
        "INCREMENT, 99999999999999999999, 100000000000000000000",
        "INCREMENT, no number, no number"
    })
    void a_modifier_changes_a_text(StringModifier modifier, String text, String changed) {
        assertThat(modifier.apply(text)).isEqualTo(changed);
    }
}
