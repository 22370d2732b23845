package dev.inward.task;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages for errors in a task file. */
class TaskFileErrorsTest {

    /** A task with two items. The value of the second one follows, at line 10, column 8. */
    private static final String TASK =
            """
            name: animals
            origin: Made for this test.
            prompts:
              object-level: "Which? {x}"
              hypothetical: "{prompt} {question}"
              control: "{prompt} {answer} {question}"
            properties: [first_character]
            items:
              - x: one
              - x:\s""";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO",
                "no",
                "yes",
                "Yes",
                "on",
                "OFF",
                "true",
                "True",
                "false",
                "FALSE",
                "~",
                "null",
                "Null",
                "007",
                "08",
                "-0",
                "+1",
                "0x1F",
                "0o17",
                "0b11",
                "1_000",
                "1e3",
                "1.10",
                ".5",
                "5.",
                "-.5",
                "1.5e-3",
                "2024-01-01",
                "2001-12-14t21:59:43.10-05:00",
                "2001-12-14 21:59:43",
                "12:30:45",
                "190:20",
                ".inf",
                "-.INF",
                ".nan",
                "<<"
            })
    void a_value_that_yaml_reads_as_no_text_needs_quotes(String value) {
        assertError(TASK + value, "10, column 5: 'x' of item 2 is %s; %s".formatted(value, QUOTES));
    }

    private static final String QUOTES = "expected a text, so put it in quotes";

    static Stream<Arguments> valuesThatAreNoScalars() {
        return Stream.of(
                arguments("", "empty"),
                arguments("# a comment only", "empty"),
                arguments("[a, b]", "a list"),
                arguments("[]", "an empty list"),
                arguments("{a: b}", "a mapping"),
                arguments("{country}", "a mapping"),
                arguments("{}", "an empty mapping"));
    }

    @ParameterizedTest
    @MethodSource("valuesThatAreNoScalars")
    void a_value_that_is_no_text_is_named_by_its_kind(String value, String kind) {
        assertError(TASK + value, "10, column 5: 'x' of item 2 is %s; %s".formatted(kind, QUOTES));
    }

    static Stream<Arguments> malformedYaml() {
        return Stream.of(
                arguments("!!binary aGVsbG8=", "10, column 8: the tag !!binary is not read"),
                arguments("!!int \"7\"", "10, column 8: the tag !!int is not read"),
                arguments("! 007", "10, column 8: the tag ! is not read"),
                arguments("!bang", "10, column 8: the tag !bang is not read"),
                arguments("!!seq [a]", "10, column 5: 'x' of item 2 is a list"),
                arguments("!!set {a: b}", "10, column 8: the tag !!set is not read"),
                arguments("&a one", "10, column 8: '&a' names a value for references"),
                arguments("*a", "10, column 8: '*a' refers to another value"),
                arguments("* star", "10, column 9: a text begins with *"),
                arguments("& so on", "10, column 9: a text begins with &"),
                arguments("@home", "10, column 8: a text begins with a character that"),
                arguments("`code`", "10, column 8: a text begins with a character that"),
                arguments("%a", "10, column 8: a text begins with a character that"),
                arguments("|pipe", "10, column 9: a text begins with | or >"),
                arguments(">more", "10, column 9: a text begins with | or >"),
                arguments("|", "10, column 8: the block of lines after | or > is empty"),
                arguments(">-", "10, column 8: the block of lines after | or > is empty"),
                arguments("- dash", "10, column 8: a text begins with a dash and a space"),
                arguments("? what", "10, column 8: a text begins with a question mark"),
                arguments("a: b", "10, column 9: a second colon makes a key out of this text"),
                arguments("\"a\" b", "10, column 12: text follows after a closing quote"),
                arguments("'it's'", "10, column 12: text follows after a closing quote"),
                arguments("\"a", "10, column 8: a quote is opened that no other closes"),
                arguments("\"a\n      b", "10, column 8: a quote is opened that no other closes"),
                arguments("\"\\d\"", "10, column 10: a backslash has a meaning in double quotes"),
                arguments("\"\\x4\"", "10, column 11: a backslash has a meaning in double quotes"),
                arguments("[a", "10, column 8: a [ or { is opened that no other closes"),
                arguments("{a: b", "10, column 8: a [ or { is opened that no other closes"),
                arguments("[a, b: {c]", "10, column 17: a mapping that begins with { lacks"),
                arguments("a\n    b", "11, column 5: a line has no colon after its key"),
                arguments("\ta", "10, column 8: a tab stands where a value or a key is expected"),
                arguments("a\n\ty: b", "11, column 1: a tab stands where a value or a key is"),
                arguments("a\n   y: b", "11, column 4: this line fits into no list above it"),
                arguments("a\n    <<: b", "11, column 5: the merge key '<<' is not read"),
                arguments(
                        "a\n    ? [b]\n    : c", "11, column 7: a list or a mapping stands where"),
                arguments("\"\\ud83d\"", "10, column 8: there is one half of a character, \\uD83D"),
                arguments(
                        "a\n    \"\\ude00\": b", "11, column 5: there is one half of a character"),
                arguments("a\u2028b", "10, column 9: there is the character U+2028"),
                arguments("\"a\u0085b\"", "10, column 10: there is the character U+0085"),
                arguments("a # b\u2029c", "10, column 13: there is the character U+2029"),
                arguments("😀\u0001", "10, column 9: there is the character U+0001"));
    }

    @ParameterizedTest
    @MethodSource("malformedYaml")
    void what_is_not_yaml_is_said_in_plain_english(String value, String error) {
        assertError(TASK + value, error);
    }

    static Stream<Arguments> duplicates() {
        return Stream.of(
                arguments(
                        TASK + "a\n    x: b",
                        "11, column 5: the key 'x' is given twice, first at line 10, column 5"),
                arguments(
                        TASK + "a\nitems: []",
                        "11, column 1: the key 'items' is given twice, first at line 8, column 1"),
                arguments(
                        TASK + "|\n      a\n\n      # no comment\n    x: b",
                        "14, column 5: the key 'x' is given twice, first at line 10, column 5"),
                arguments(
                        TASK.replace("- x: one", "- {x: one, \"x\": two}") + "a",
                        "9, column 14: the key 'x' is given twice, first at line 9, column 6"),
                arguments(
                        TASK.replace("origin:", "# one\n# two\r\nname: b\norigin:") + "a",
                        "4, column 1: the key 'name' is given twice, first at line 1, column 1"),
                arguments(TASK + "a\n---\nname: b", "11, column 1: a second YAML document begins"),
                arguments("---\n---\n" + TASK + "a", "2, column 1: a second YAML document begins"),
                arguments(TASK + "a\n...\n---\n", "12, column 1: a second YAML document begins"),
                arguments(TASK + "a\n...\nb: c", "12, column 1: text follows after the end of"));
    }

    @ParameterizedTest
    @MethodSource("duplicates")
    void what_most_parsers_drop_in_silence_is_an_error(String yaml, String error) {
        assertError(yaml, error);
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                arguments("", "1, column 1: the file is empty; expected a mapping with 'name'"),
                arguments("# x", "1, column 1: the file is empty; expected a mapping with 'name'"),
                arguments("- a", "1, column 1: the file is a list; expected a mapping with"),
                arguments("text", "1, column 1: the file is \"text\"; expected a mapping with"),
                arguments(
                        TASK.replace("name: animals", "name: NO") + "a",
                        "1, column 1: 'name' is NO; expected a text that is not blank, so put it"),
                arguments(
                        TASK.replace("Made for this test.", "' '") + "a",
                        "2, column 1: 'origin' is \" \"; expected a text that is not blank"),
                arguments(
                        TASK.replace("origin: Made for this test.", "# none") + "a",
                        "1, column 1: the file lacks the key 'origin'; add it, for example 'origin:"),
                arguments(
                        TASK.replace("properties:", "  contrl: a\nproperties:") + "a",
                        "7, column 3: there is no key 'contrl' of 'prompts'. Did you mean 'control'?"),
                arguments(
                        TASK.replace("\"Which? {x}\"", "{x}") + "a",
                        "4, column 3: 'prompts.object-level' is a mapping; expected a text that is"),
                arguments(
                        TASK.replace("[first_character]", "first_character") + "a",
                        "7, column 1: 'properties' is \"first_character\"; expected a list of"),
                arguments(
                        TASK.replace("[first_character]", "[]") + "a",
                        "7, column 1: 'properties' is an empty list; expected a list of"),
                arguments(
                        TASK.replace("[first_character]", "[is_odd, is_odd]") + "a",
                        "7, column 1: 'properties' has an element twice; expected a list of"),
                arguments(
                        TASK.replace("first_character", "first_charcter") + "a",
                        "7, column 14: there is no behavioral property 'first_charcter'. Did you mean 'first_character'?"),
                arguments(
                        TASK.replace("first_character", "{a: b}") + "a",
                        "7, column 14: there is no behavioral property 'a mapping'."),
                arguments(
                        TASK + "a\n    First-Word: b",
                        "11, column 5: 'First-Word' of item 2 is not a valid name; expected lower-case"),
                arguments(
                        TASK + "a\n  - just text",
                        "11, column 5: item 3 is \"just text\"; expected a mapping with at least"),
                arguments(
                        TASK + "a\n  - {}",
                        "11, column 5: item 3 is an empty mapping; expected a mapping with at"),
                arguments(
                        TASK + "a\nordered-pairs: {distinct: true}",
                        "11, column 1: 'ordered-pairs' lacks the key 'of'; add it, for example 'of:"),
                arguments(
                        TASK + "a\nordered-pairs: {of: [a], distinct: yes}",
                        "11, column 26: 'ordered-pairs.distinct' is yes; expected true or false"),
                arguments(
                        TASK + "a\nordered-pairs: {of: [a, 1.5]}",
                        "11, column 25: element 2 of 'ordered-pairs.of' is 1.5; expected a text, so"),
                arguments(
                        TASK + "a\ncolour: red",
                        "11, column 1: there is no key 'colour'. There are: name, origin, licence,"));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void a_violation_of_the_schema_says_what_is_expected(String yaml, String error) {
        assertError(yaml, error);
    }

    @Test
    void the_line_is_that_of_the_value_where_it_is_below_its_key() {
        assertError(TASK + "\n\n      # why\n      NO", "13, column 7: 'x' of item 2 is NO");
    }

    @Test
    void the_line_is_right_after_block_scalars_and_in_flow_style() {
        assertError(
                TASK.replace("- x: one", "- x: |\n      one\n\n      two")
                        + ">-\n      a\n      b\n  - {\n    x:\n      007}",
                "18, column 7: 'x' of item 3 is 007");
    }

    @Test
    void all_errors_are_reported_together_in_the_order_of_the_file() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(TASK.replace("one", "NO") + "007\ncolour: red"))
                .withMessage(
                        """
                        The task file %s is invalid at
                          line 9, column 5: 'x' of item 1 is NO; expected a text, so put it in quotes
                          line 10, column 5: 'x' of item 2 is 007; expected a text, so put it in quotes
                          line 11, column 1: there is no key 'colour'. There are: name, origin, licence, prompts, properties, tools, questions, paraphrases, variants, compliance, split, split-field, folds, base-question, items, data, transcript, ordered-pairs"""
                                .formatted(folder.resolve("animals.yaml")));
    }

    @Test
    void of_many_errors_the_first_twenty_are_shown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(TASK + "NO\n" + "  - x: 007\n".repeat(1_500)))
                .withMessageContaining("'x' of item 21 is 007")
                .withMessageNotContaining("'x' of item 22 is 007")
                .withMessageEndingWith("\n  and 1,481 more");
    }

    @Test
    void a_long_value_is_cut_in_the_message() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(TASK + "1".repeat(500) + ".5"))
                .withMessageContaining("is " + "1".repeat(100) + "…; expected a text");
    }

    @Test
    void bytes_that_are_not_utf_8_are_an_error_with_their_place() throws IOException {
        Files.write(
                folder.resolve("animals.yaml"),
                (TASK + "\u00e4").getBytes(StandardCharsets.ISO_8859_1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.read(folder))
                .withMessageEndingWith(
                        "line 10, column 8: the byte 0xE4 is not UTF-8; save the file in UTF-8");
    }

    @Test
    void deep_nesting_is_an_error() {
        assertError(
                TASK + "[".repeat(60) + "]".repeat(60),
                "10, column 56: values are nested more than 50 levels deep");
    }

    private void assertError(String yaml, String error) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(yaml))
                .withMessageStartingWith(
                        "The task file %s is invalid at line %s",
                        folder.resolve("animals.yaml"), error);
    }

    private Task read(String yaml) throws IOException {
        Files.writeString(folder.resolve("animals.yaml"), yaml);
        return Tasks.read(folder).named("animals");
    }
}
