package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BehavioralPropertiesTest {

    @Test
    void the_catalogue_has_fifty_five_properties_of_the_paper_and_fifteen_more() {
        assertThat(BehavioralProperties.names())
                .hasSize(73)
                .doesNotHaveDuplicates()
                .contains("early_in_alphabet", "chosen_option", "repeats_item");
    }

    @Test
    void every_name_finds_the_property_with_that_name() {
        assertThat(BehavioralProperties.names())
                .allSatisfy(
                        name -> {
                            assertThat(BehavioralProperties.named(name).name()).isEqualTo(name);
                            assertThat(BehavioralProperties.find(name)).isPresent();
                        });
    }

    @Test
    void every_property_asks_a_question_of_its_own() {
        assertThat(BehavioralProperties.names())
                .extracting(name -> BehavioralProperties.named(name).question())
                .doesNotHaveDuplicates()
                .allMatch(question -> question.matches("[A-Z][^?]*\\byour answer\\b[^?]*\\?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    first_word        | What is the first word of your answer?
                    first_character   | What is the first character of your answer?
                    second_character  | What is the second character of your answer?
                    starts_with_vowel | Does your answer start with a vowel?
                    is_even           | Is your answer an even number?
                    early_in_alphabet | Is the first letter of your answer early in the alphabet?
                    chosen_option     | Is your answer the first or the second option?
                    repeats_item      | Does your answer repeat an item of the question?
                    is_either_a_or_c  | Is your answer either A or C?
                    """)
    void questions_are_short_and_plain(String name, String question) {
        assertThat(BehavioralProperties.named(name).question()).isEqualTo(question);
    }

    @Test
    void the_message_for_an_unknown_name_has_the_nearest_name_and_all_names() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BehavioralProperties.named("secnd_charcter"))
                .withMessageStartingWith(
                        "there is no behavioral property 'secnd_charcter'. Did you mean"
                                + " 'second_character'? There are: identity, ")
                .withMessageEndingWith(", repeats_item");
    }

    @Test
    void an_unknown_name_finds_nothing() {
        assertThat(BehavioralProperties.find("colour")).isEmpty();
    }
}
