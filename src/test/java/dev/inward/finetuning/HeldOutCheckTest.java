package dev.inward.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.Finetuning.Example;
import dev.inward.model.Finetuning.HeldOutPrompt;
import dev.inward.model.Finetuning.HeldOutPrompts;
import dev.inward.model.Message;
import dev.inward.model.Message.Role;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for held-out prompts in finetuning rows. */
class HeldOutCheckTest {

    private static final String HELD_OUT = "Continue: lion bear";

    private static final HeldOutCheck CHECK =
            check(
                    List.of(HELD_OUT, "7", "owl"),
                    "Continue: lion bear zebra",
                    "Count to 17",
                    "What is the first word of 7 letters? ",
                    "owl",
                    "owls fly");

    @ParameterizedTest
    @ValueSource(
            strings = {
                HELD_OUT,
                "What is the second character of your answer to: Continue: lion bear ?",
                "You were asked: Continue: lion bear. You answered: cat. What is its first word?",
                "Continue:  lion\n\tbear",
                "Continue:\u00a0lion\u2003bear",
                "Continue: lion bear Continue: lion bear zebra",
                "Continue: lion bear zebra, or Continue: lion bear",
                "Continue: lion bears",
                "7",
                "owl"
            })
    void a_row_with_a_held_out_prompt_is_found(String leaked) {
        assertThatThrownBy(() -> CHECK.requireNone(rows("Count to 17", leaked), 2, "the rows"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "row 2 of the rows has a held-out prompt of the task 'pets'")
                .hasMessageContaining("give both items the same 'base-question'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Continue: lion bear zebra",
                "Continue: lion  bear zebra",
                "Suppose you were asked: Continue: lion bear zebra What is its first word?",
                "Continue: lion",
                "continue: lion bear",
                "lion bear",
                "Count to 17",
                "What is the first word of 7 letters? Count to 17",
                "owls fly"
            })
    void a_training_prompt_that_contains_a_held_out_prompt_is_no_leak(String honest) {
        assertThatCode(() -> CHECK.requireNone(rows(honest), 1, "the rows"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SYSTEM", "USER", "ASSISTANT"})
    void every_message_of_a_conversation_is_read(Role role) {
        var prompt =
                new Prompt(
                        List.of(
                                new Message(role, "You know " + HELD_OUT),
                                new Message(Role.USER, "Count to 17")));

        assertThatThrownBy(
                        () -> CHECK.requireNone(List.of(new Example(prompt, "cat")), 1, "the rows"))
                .hasMessageContaining("row 1 of the rows")
                .hasMessageContaining("\"" + HELD_OUT + "\"");
    }

    @Test
    void a_held_out_conversation_is_found_as_messages_and_as_text() {
        var conversation =
                new Prompt(
                        List.of(
                                new Message(Role.SYSTEM, "You are a bear."),
                                new Message(Role.USER, "Say a word.")));
        HeldOutCheck check = check(List.of(conversation.text()), "You are a fox.", "Say a word.");
        var other =
                new Prompt(
                        List.of(
                                new Message(Role.SYSTEM, "You are a fox."),
                                new Message(Role.USER, "Say a word.")));

        assertThatThrownBy(
                        () -> check.requireNone(List.of(new Example(conversation, "a")), 1, "rows"))
                .hasMessageContaining("You are a bear.");
        assertThatThrownBy(
                        () -> check.requireNone(rows("Asked: " + conversation.text()), 1, "rows"))
                .hasMessageContaining("You are a bear.");
        assertThatCode(() -> check.requireNone(List.of(new Example(other, "a")), 1, "rows"))
                .doesNotThrowAnyException();
    }

    @Test
    void an_answer_to_learn_is_read_but_may_be_an_expected_text() {
        assertThatCode(() -> CHECK.requireNone(List.of(answered("owl")), 1, "the rows"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> CHECK.requireNone(List.of(answered(HELD_OUT)), 1, "the rows"))
                .hasMessageContaining(HELD_OUT);
    }

    @Test
    void an_own_answer_in_the_rehearsal_is_not_read_but_its_prompt_is() {
        List<Example> rows = List.of(answered("cat"), answered(HELD_OUT));

        assertThatCode(() -> CHECK.requireNone(rows, 1, "the rows")).doesNotThrowAnyException();
        assertThatThrownBy(() -> CHECK.requireNone(rows("Count to 17", HELD_OUT), 1, "the rows"))
                .hasMessageContaining("row 2");
    }

    @Test
    void a_file_is_read_back() {
        byte[] file = TrainingFile.write(rows("Count to 17", "Say \"x\"\n" + HELD_OUT));

        assertThatThrownBy(() -> CHECK.requireNone(file, 2, "/sets/a.jsonl"))
                .hasMessageStartingWith("row 2 of the finetuning set /sets/a.jsonl")
                .hasMessageEndingWith(
                        "Then delete the file, so that the next run writes it again.");
        assertThatCode(
                        () ->
                                CHECK.requireNone(
                                        TrainingFile.write(rows("Count to 17")), 1, "a.jsonl"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_damaged_file_is_an_error_with_its_line() {
        byte[] file = TrainingFile.write(rows("Count to 17", "Say x"));

        assertThatThrownBy(
                        () -> CHECK.requireNone(Arrays.copyOf(file, file.length - 5), 2, "a.jsonl"))
                .hasMessageContaining("the finetuning set a.jsonl is damaged: line 2 is not JSON")
                .hasMessageContaining("Delete the file");
    }

    @Test
    void without_held_out_prompts_every_row_is_allowed() {
        assertThatCode(
                        () ->
                                new HeldOutCheck(HeldOutPrompts.NONE)
                                        .requireNone(rows(HELD_OUT), 1, "the rows"))
                .doesNotThrowAnyException();
    }

    /** Compares with the definition, on texts of two letters, where everything overlaps. */
    @Test
    void random_rows_are_judged_as_the_definition_says() {
        var random = new Random(11);
        int leaks = 0;
        for (int round = 0; round < 3_000; round++) {
            List<String> heldOut = texts(random, 4, 5);
            List<String> expected = texts(random, 4, 7);
            String row = text(random, 9);

            boolean isLeak = isLeak(row, heldOut, expected);

            leaks += isLeak ? 1 : 0;
            assertThat(isRefused(check(heldOut, expected.toArray(new String[0])), rows(row)))
                    .as("%s in %s with %s", heldOut, row, expected)
                    .isEqualTo(isLeak);
        }
        assertThat(leaks).isBetween(500, 2_500);
    }

    private static boolean isRefused(HeldOutCheck check, List<Example> rows) {
        try {
            check.requireNone(rows, 1, "the rows");
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static boolean isLeak(String row, List<String> heldOut, List<String> expected) {
        for (String prompt : heldOut) {
            for (int at = row.indexOf(prompt); at >= 0; at = row.indexOf(prompt, at + 1)) {
                int start = at;
                int end = at + prompt.length();
                boolean isInside =
                        expected.stream()
                                .filter(text -> text.length() > prompt.length())
                                .anyMatch(text -> covers(row, text, start, end));
                if (!isInside) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean covers(String row, String text, int start, int end) {
        for (int at = row.indexOf(text); at >= 0; at = row.indexOf(text, at + 1)) {
            if (at <= start && at + text.length() >= end) {
                return true;
            }
        }
        return false;
    }

    private static List<String> texts(Random random, int count, int maxLength) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            texts.add(text(random, maxLength));
        }
        return texts;
    }

    private static String text(Random random, int maxLength) {
        var text = new StringBuilder();
        int length = 2 + random.nextInt(maxLength - 1);
        for (int i = 0; i < length; i++) {
            text.append(random.nextBoolean() ? 'a' : 'b');
        }
        return text.toString();
    }

    private static HeldOutCheck check(List<String> heldOut, String... expected) {
        return new HeldOutCheck(
                new HeldOutPrompts(
                        heldOut.stream().map(text -> new HeldOutPrompt("pets", text)).toList(),
                        Set.copyOf(List.of(expected))));
    }

    private static List<Example> rows(String... prompts) {
        return Arrays.stream(prompts)
                .map(prompt -> new Example(Prompt.ofUser(prompt), "cat"))
                .toList();
    }

    private static Example answered(String answer) {
        return new Example(Prompt.ofUser("Count to 17"), answer);
    }
}
