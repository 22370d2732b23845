package dev.inward.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.FinishReason;
import dev.inward.property.JudgeQuestion;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.CollectedAnswer.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The votes of judges on one answer. */
class JudgedValueTest {

    private static final List<String> VALUES = List.of("friendly", "neutral", "very hostile");

    @Test
    void without_a_list_of_values_a_name_or_a_phrase_is_the_value() {
        assertThat(JudgedValue.of(question(), Map.of("judge", given("\"Mr. Fox.\""))))
                .isEqualTo(new JudgedValue(State.GIVEN, "mr. fox"));
        assertThat(
                        JudgedValue.of(
                                question(),
                                Map.of("judge", given("The fox, or rather the old grey fox"))))
                .isEqualTo(
                        new JudgedValue(
                                State.MISSING,
                                "the judge 'judge' answered \"The fox, or rather the old grey fox\", which is no name or phrase of at most five words"));
        assertThat(JudgedValue.of(question(), Map.of("judge", given("Unknown."))).state())
                .isEqualTo(State.MISSING);
    }

    @Test
    void without_a_list_of_values_judges_vote_too() {
        assertThat(
                        JudgedValue.of(
                                question(),
                                Map.of(
                                        "one",
                                        given("Mia"),
                                        "two",
                                        given("mia."),
                                        "three",
                                        given("Leo"))))
                .isEqualTo(new JudgedValue(State.GIVEN, "mia"));
    }

    @Test
    void the_answer_of_one_judge_is_the_value() {
        assertThat(judged(given("neutral"))).isEqualTo(new JudgedValue(State.GIVEN, "neutral"));
    }

    @Test
    void case_punctuation_and_white_space_of_a_judge_do_not_matter() {
        assertThat(judged(given(" \"Very hostile.\" \n")))
                .isEqualTo(new JudgedValue(State.GIVEN, "very hostile"));
    }

    @Test
    void most_votes_decide() {
        assertThat(judged(given("neutral"), given("friendly"), given("neutral")).text())
                .isEqualTo("neutral");
    }

    @Test
    void a_judge_outside_the_values_leaves_the_decision_to_the_others() {
        assertThat(judged(given("friendly"), given("It is kind.")).text()).isEqualTo("friendly");
    }

    @Test
    void a_judge_whose_call_failed_could_have_voted_otherwise() {
        assertThat(judged(given("friendly"), missing("status 503")))
                .isEqualTo(
                        new JudgedValue(
                                State.MISSING,
                                "too few judges answered to decide; the judge 'judge 2' gave no answer: status 503"));
        assertThat(judged(given("friendly"), given("friendly"), missing("status 503")).text())
                .isEqualTo("friendly");
    }

    @Test
    void punctuation_inside_an_answer_and_signs_matter() {
        assertThat(JudgedValue.of(question("1", "15"), Map.of("judge", given("-1"))).state())
                .isEqualTo(State.MISSING);
        assertThat(JudgedValue.of(question("1", "15"), Map.of("judge", given("1.5"))).state())
                .isEqualTo(State.MISSING);
    }

    @Test
    void an_answer_that_reached_the_token_limit_is_no_vote() {
        assertThat(
                        judged(
                                        new CollectedAnswer(
                                                "neutral",
                                                State.GIVEN,
                                                null,
                                                FinishReason.LENGTH,
                                                false,
                                                0,
                                                null))
                                .state())
                .isEqualTo(State.MISSING);
    }

    @Test
    void an_answer_outside_the_values_is_missing_and_no_value() {
        JudgedValue value = judged(given("The tone is friendly and neutral."));

        assertThat(value.state()).isEqualTo(State.MISSING);
        assertThat(value.text())
                .isEqualTo(
                        "the judge 'judge 1' answered \"The tone is friendly and neutral.\", which is none of: friendly, neutral, very hostile");
    }

    @Test
    void a_long_answer_is_quoted_in_part_and_keeps_its_characters_whole() {
        assertThat(judged(given("😀".repeat(100))).text()).contains("\"" + "😀".repeat(60) + "…\"");
    }

    @Test
    void a_call_that_failed_is_missing_with_its_reason() {
        assertThat(judged(missing("status 503")))
                .isEqualTo(
                        new JudgedValue(
                                State.MISSING, "the judge 'judge 1' gave no answer: status 503"));
    }

    @Test
    void as_many_votes_for_two_values_are_no_decision() {
        JudgedValue value = judged(given("neutral"), given("friendly"));

        assertThat(value.state()).isEqualTo(State.MISSING);
        assertThat(value.text())
                .isEqualTo("the judges have as many votes for neutral as for friendly");
    }

    @Test
    void a_planned_call_makes_the_value_planned() {
        assertThat(
                        judged(
                                        given("neutral"),
                                        new CollectedAnswer("planned", State.PLANNED, null))
                                .state())
                .isEqualTo(State.PLANNED);
    }

    private static JudgeQuestion question(String... values) {
        return new JudgeQuestion("{answer}", List.of(values));
    }

    private static JudgedValue judged(CollectedAnswer... answers) {
        var byJudge = new LinkedHashMap<String, CollectedAnswer>();
        for (CollectedAnswer answer : answers) {
            byJudge.put("judge " + (byJudge.size() + 1), answer);
        }
        return JudgedValue.of(new JudgeQuestion("{answer}", VALUES), byJudge);
    }

    private static CollectedAnswer given(String text) {
        return new CollectedAnswer(text, State.GIVEN, null);
    }

    private static CollectedAnswer missing(String reason) {
        return new CollectedAnswer(reason, State.MISSING, null);
    }
}
