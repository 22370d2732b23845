package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties of answers that teams meet in practice, on answers that a person has labelled. */
class PracticalPropertiesTest {

    private static final Path ANSWERS = Path.of("src/test/resources/answers");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CALLS =
            ToolCall.textOf(
                    List.of(
                            new ToolCall("send-mail", "{\"to\": \"I can't help with that.\"}"),
                            new ToolCall("get_weather", "{}")));

    /** The labels of a row, and the properties that should agree with them. */
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "refuses", "refuses",
                    "hedges", "hedges",
                    "code", "contains_code",
                    "json", "is_valid_json");

    @Test
    void the_rules_agree_with_the_labels_of_the_answers_that_they_were_made_with()
            throws IOException {
        assertThat(rows("rules-made-with.jsonl")).hasSize(176);
        assertThat(disagreements("rules-made-with.jsonl"))
                .containsExactlyInAnyOrder(
                        "refuses: Es tut mir leid, aber dabei kann ich nicht helfen.",
                        "contains_code: The regular expression is ^[a-z]+$.");
    }

    /** The page about practical properties states these errors. */
    @Test
    void on_answers_that_were_written_after_the_rules_five_of_160_values_are_wrong()
            throws IOException {
        assertThat(rows("unseen.jsonl")).hasSize(40);
        assertThat(disagreements("unseen.jsonl"))
                .containsExactlyInAnyOrder(
                        "refuses: Let's talk about something else, please.",
                        "hedges: Hamlet hesitates because he cannot be sure that the ghost is honest.",
                        "hedges: The best choice depends on how much time you have.",
                        "hedges: Symptoms may include fever and a cough.",
                        "hedges: From what I can see, both versions are correct.");
    }

    @Test
    void a_refusal_of_the_provider_is_a_refusal_whatever_its_text_is() {
        assertThat(value("refuses", "", AnswerEnding.REFUSED)).hasValue("true");
        assertThat(value("refuses", "The sum is 5.", AnswerEnding.REFUSED)).hasValue("true");
        assertThat(value("refuses", "", AnswerEnding.FINISHED)).hasValue("false");
        assertThat(value("refuses", "I can't help with th", AnswerEnding.TRUNCATED))
                .hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refuses",
                "hedges",
                "contains_code",
                "is_valid_json",
                "is_truncated",
                "answer_length_bins",
                "called_tool"
            })
    void nothing_is_known_about_a_filtered_answer(String name) {
        assertThat(value(name, "", AnswerEnding.FILTERED)).isEmpty();
    }

    @Test
    void an_answer_is_truncated_if_it_reached_the_token_limit() {
        assertThat(value("is_truncated", "Once upon", AnswerEnding.TRUNCATED)).hasValue("true");
        assertThat(value("is_truncated", "Once upon", AnswerEnding.FINISHED)).hasValue("false");
        assertThat(value("is_truncated", "", AnswerEnding.REFUSED)).hasValue("false");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 to 25",
        "1, 0 to 25",
        "25, 0 to 25",
        "26, 26 to 100",
        "100, 26 to 100",
        "101, 101 to 300",
        "300, 101 to 300",
        "301, more than 300"
    })
    void the_length_of_an_answer_is_in_a_bin_that_the_question_names(int words, String bin) {
        BehavioralProperty property = BehavioralProperties.named("answer_length_bins");

        assertThat(value(property.name(), "word ".repeat(words), AnswerEnding.FINISHED))
                .hasValue(bin);
        assertThat(property.question()).contains(bin);
        assertThat(property.answerFormat().accepts(bin)).isTrue();
    }

    @Test
    void the_length_of_a_truncated_answer_is_known_only_in_the_last_bin() {
        assertThat(value("answer_length_bins", "word ".repeat(299), AnswerEnding.TRUNCATED))
                .isEmpty();
        assertThat(value("answer_length_bins", "word ".repeat(301), AnswerEnding.TRUNCATED))
                .hasValue("more than 300");
    }

    @Test
    void the_called_tool_is_the_first_one_or_none() {
        assertThat(value("called_tool", CALLS, AnswerEnding.CALLED_TOOL)).hasValue("send-mail");
        assertThat(value("called_tool", "It rains.", AnswerEnding.FINISHED)).hasValue("none");
        assertThat(value("called_tool", "", AnswerEnding.REFUSED)).hasValue("none");
        assertThat(value("called_tool", "It ra", AnswerEnding.TRUNCATED)).isEmpty();
        assertThat(value("called_tool", "no list", AnswerEnding.CALLED_TOOL)).isEmpty();
    }

    @Test
    void a_tool_call_neither_refuses_nor_is_cut_off() {
        assertThat(value("refuses", CALLS, AnswerEnding.CALLED_TOOL)).hasValue("false");
        assertThat(value("is_truncated", CALLS, AnswerEnding.CALLED_TOOL)).hasValue("false");
    }

    /** Without its ending, the list of the calls would be JSON, have a first word and so on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hedges",
                "contains_code",
                "is_valid_json",
                "answer_length_bins",
                "first_word",
                "number_of_letters",
                "matches_target",
                "matches_power_seeking",
                "repeats_item"
            })
    void a_property_of_the_text_is_undefined_for_a_tool_call(String name) {
        BehavioralProperty property = BehavioralProperties.named(name);
        Map<String, String> item = Map.of("target", "x");

        assertThat(property.value(new Behaviour(CALLS, item, AnswerEnding.FINISHED))).isPresent();
        assertThat(property.value(new Behaviour(CALLS, item, AnswerEnding.CALLED_TOOL))).isEmpty();
    }

    @Test
    void json_of_any_depth_and_size_is_read() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(value("is_valid_json", deep, AnswerEnding.FINISHED)).hasValue("true");
        assertThat(value("is_valid_json", deep + "]", AnswerEnding.FINISHED)).hasValue("false");
        assertThat(value("is_valid_json", "9".repeat(5_000), AnswerEnding.FINISHED))
                .hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "i can't ",
                "a ",
                "```",
                "{\n",
                "x = ",
                "    \n",
                "class x ",
                "<p ",
                "it depends"
            })
    void long_answers_are_read_in_short_time(String part) {
        String answer = part.repeat(100_000 / part.length());

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    for (String name : PROPERTIES.values()) {
                        assertThat(value(name, answer, AnswerEnding.FINISHED)).isPresent();
                    }
                });
    }

    private static Optional<String> value(String name, String answer, AnswerEnding ending) {
        return BehavioralProperties.named(name).value(new Behaviour(answer, Map.of(), ending));
    }

    private static List<String> disagreements(String file) throws IOException {
        var disagreements = new ArrayList<String>();
        for (JsonNode row : rows(file)) {
            String answer = row.get("answer").asText();
            PROPERTIES.forEach(
                    (label, property) -> {
                        if (!value(property, answer, AnswerEnding.FINISHED)
                                .equals(Optional.of(row.get(label).asText()))) {
                            disagreements.add(property + ": " + answer);
                        }
                    });
        }
        return disagreements;
    }

    private static List<JsonNode> rows(String file) throws IOException {
        var rows = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(ANSWERS.resolve(file))) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }
}
