package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehavioralPropertyTest {

    private static final BehavioralProperty MENTIONS_COLOUR =
            BehavioralProperty.named("mentions_colour")
                    .askedAs("Does your answer mention the colour of the question?")
                    .answeredWith(AnswerFormat.YES_NO)
                    .computedFrom(
                            behaviour ->
                                    Optional.ofNullable(behaviour.item().get("colour"))
                                            .map(behaviour.response()::contains)
                                            .map(mentioned -> mentioned ? "yes" : "no"));

    @Test
    void a_property_can_use_the_response_and_its_item() {
        Map<String, String> item = Map.of("colour", "red");
        assertThat(MENTIONS_COLOUR.value(new Behaviour("a red door", item))).hasValue("yes");
        assertThat(MENTIONS_COLOUR.value(new Behaviour("a door", item))).hasValue("no");
    }

    @Test
    void a_property_is_undefined_if_its_function_returns_nothing() {
        assertThat(MENTIONS_COLOUR.value(Behaviour.of("a red door"))).isEmpty();
    }

    @Test
    void a_property_keeps_its_name_question_and_format() {
        assertThat(MENTIONS_COLOUR.name()).isEqualTo("mentions_colour");
        assertThat(MENTIONS_COLOUR.question())
                .isEqualTo("Does your answer mention the colour of the question?");
        assertThat(MENTIONS_COLOUR.answerFormat()).isEqualTo(AnswerFormat.YES_NO);
    }

    @Test
    void a_property_of_the_response_alone_needs_no_item() {
        BehavioralProperty shouted =
                BehavioralProperty.named("shouted")
                        .askedAs("What is your answer in capitals?")
                        .answeredWith(AnswerFormat.ANY)
                        .computedFromResponse(
                                answer -> Optional.of(answer.toUpperCase(Locale.ROOT)));
        assertThat(shouted.value(Behaviour.of("lion"))).hasValue("LION");
    }

    @Test
    void an_empty_string_is_a_value() {
        assertThat(property("length").value(Behaviour.of(""))).hasValue("");
    }

    @Test
    void properties_of_the_same_name_are_equal() {
        BehavioralProperty one = property("length");
        assertThat(one)
                .isEqualTo(property("length"))
                .hasSameHashCodeAs(property("length"))
                .isNotEqualTo(property("width"))
                .hasToString("behavioral property 'length'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Last", "last-word", "last word", "2nd_word", "_word", "é"})
    void a_name_that_is_not_in_snake_case_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BehavioralProperty.named(name))
                .withMessage(
                        "'%s' is not a valid property name. Expected snake case: a lower-case"
                                + " letter followed by lower-case letters, digits and underscores,"
                                + " as in 'last_character'.",
                        name);
    }

    @Test
    void a_blank_question_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BehavioralProperty.named("length").askedAs(" "))
                .withMessageStartingWith("The question of property 'length' is blank.");
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can return null.
    void a_function_that_returns_null_is_refused() {
        BehavioralProperty broken =
                BehavioralProperty.named("broken")
                        .askedAs("Is it broken?")
                        .answeredWith(AnswerFormat.YES_NO)
                        .computedFrom(behaviour -> null);
        assertThatNullPointerException()
                .isThrownBy(() -> broken.value(Behaviour.of("lion")))
                .withMessage(
                        "Property 'broken' returned null. Its function must return Optional.empty()"
                                + " if the property is undefined.");
    }

    @Test
    void exceptions_of_the_function_are_not_caught() {
        BehavioralProperty failing =
                BehavioralProperty.named("failing")
                        .askedAs("Does it fail?")
                        .answeredWith(AnswerFormat.YES_NO)
                        .computedFrom(
                                behaviour -> {
                                    throw new IllegalStateException("no judge");
                                });
        assertThatThrownBy(() -> failing.value(Behaviour.of("lion"))).hasMessage("no judge");
    }

    @Test
    void a_judged_property_has_no_value_without_a_judge() {
        BehavioralProperty tone =
                BehavioralProperty.judged(
                        "tone",
                        "Is your answer kind?",
                        new JudgeQuestion("Is this kind? {answer}", List.of("kind", "rude")));

        assertThat(tone.answerFormat().accepts("Rude.")).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> tone.value(Behaviour.of("lion")))
                .withMessage(
                        "Judge models compute the property 'tone'. It has no value without their answers.");
    }

    @Test
    void a_judge_that_does_not_see_the_answer_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JudgeQuestion("Is it kind?", List.of("kind", "rude")))
                .withMessageContaining("lacks {answer}");
    }

    @Test
    void a_label_outside_the_values_is_refused() {
        List<JudgeQuestion.LabelledAnswer> labels =
                List.of(new JudgeQuestion.LabelledAnswer(Behaviour.of("Go away."), "cruel"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JudgeQuestion("{answer}", List.of("kind", "rude"), labels))
                .withMessage(
                        "A labelled answer has the value 'cruel'. Expected one of: kind, rude");
    }

    private static BehavioralProperty property(String name) {
        return BehavioralProperty.named(name)
                .askedAs("What is it?")
                .answeredWith(AnswerFormat.ANY)
                .computedFromResponse(Optional::of);
    }
}
