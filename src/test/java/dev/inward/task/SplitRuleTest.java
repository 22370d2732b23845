package dev.inward.task;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How task files divide their items, and which items are variants of one question. */
class SplitRuleTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"train, TRAIN", "held-out, HELD_OUT"})
    void a_whole_task_is_for_training_or_held_out(String word, Split split) throws IOException {
        write("numbers", "split: " + word, numbers(40));

        assertThat(items("numbers")).extracting(Item::split).containsOnly(split);
    }

    @Test
    void a_field_of_an_item_says_its_split() throws IOException {
        write(
                "numbers",
                "split-field: part",
                "{n: 1, part: train}",
                "{n: 2, part: development}",
                "{n: 3, part: held-out}");

        assertThat(items("numbers"))
                .extracting(Item::split)
                .containsExactly(Split.TRAIN, Split.DEVELOPMENT, Split.HELD_OUT);
    }

    @Test
    void each_item_is_held_out_in_exactly_one_fold() throws IOException {
        var heldOut = new ArrayList<String>();
        for (int fold = 1; fold <= 5; fold++) {
            write("numbers", "folds: {of: 5, held-out: " + fold + "}", numbers(500));
            List<String> prompts =
                    Tasks.read(folder)
                            .named("numbers")
                            .items(Split.HELD_OUT)
                            .map(Item::objectLevelPrompt)
                            .toList();
            assertThat(prompts).hasSizeBetween(70, 130);
            heldOut.addAll(prompts);
        }

        assertThat(heldOut).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void variants_of_a_question_share_their_split() throws IOException {
        write(
                "variants",
                "base-question: {field: id}",
                IntStream.range(0, 600)
                        .mapToObj(i -> "{n: " + i + ", id: q" + i / 3 + "}")
                        .toArray(String[]::new));

        var bySplit =
                items("variants").stream()
                        .collect(
                                groupingBy(
                                        Item::baseQuestion, groupingBy(Item::split, counting())));

        assertThat(bySplit).hasSize(200).containsKey("variants: q7");
        assertThat(bySplit.values()).allSatisfy(splits -> assertThat(splits).hasSize(1));
    }

    @Test
    void questions_of_two_tasks_are_the_same_only_in_one_set() throws IOException {
        write("plain", "base-question: {field: n, set: numbers}", "{n: 1}");
        write("pirate", "base-question: {field: n, set: numbers}", "{n: 1, persona: 'a pirate'}");
        write("other", "base-question: {field: n}", "{n: 1, persona: 'a poet'}");

        Tasks tasks = Tasks.read(folder);

        assertThat(tasks.all())
                .flatExtracting(Task::items)
                .extracting(Item::baseQuestion)
                .containsExactly("other: 1", "numbers: 1", "numbers: 1");
    }

    @Test
    void a_question_in_two_parts_of_the_split_is_an_error() throws IOException {
        write("plain", "split: train\nbase-question: {field: n, set: numbers}", "{n: 1}");
        write(
                "pirate",
                "split: held-out\nbase-question: {field: n, set: numbers}",
                "{n: 1, persona: 'a pirate'}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.read(folder))
                .withMessageContaining("The base question 'numbers: 1'")
                .withMessageContaining("of task 'pirate' is in HELD_OUT")
                .withMessageContaining("of task 'plain' is in TRAIN")
                .withMessageEndingWith("Put all variants of a question into one part.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "split: test | there is no split 'test'. There are: train, held-out",
                "split-field: part | has an item that lacks the field 'part', which says its split: {n=1}",
                "split-field: n | has an item that has '1' in its field 'n'; expected train, development or held-out",
                "folds: {of: 3, held-out: 4} | holds out part 4 of 3. Give a number from 1 to 3 for 'held-out' of 'folds'.",
                "folds: {of: 1, held-out: 1} | expected a whole number from 2 to 100",
                "base-question: {field: id} | has an item without the field 'id', which identifies its base question: {n=1}",
                "base-question: {set: a} | lacks the key 'field'",
            })
    void a_wrong_rule_is_an_error_that_says_what_is_expected(String rule, String message)
            throws IOException {
        write("numbers", rule, "{n: 1}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.read(folder))
                .withMessageContaining("numbers.yaml")
                .withMessageContaining(message);
    }

    @Test
    void two_rules_are_an_error() throws IOException {
        write("numbers", "split: train\nfolds: {of: 5, held-out: 1}", "{n: 1}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.read(folder))
                .withMessageContaining("has more than one of 'split', 'split-field' and 'folds'");
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{n: " + i + "}").toArray(String[]::new);
    }

    private void write(String name, String rule, String... items) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                """
                name: %s
                origin: Made for this test.
                prompts:
                  object-level: "Task %s: what follows {n}?"
                  hypothetical: "{prompt} {question}"
                  control: "{prompt} {answer} {question}"
                properties: [first_character]
                %s
                items:
                %s
                """
                        .formatted(
                                name,
                                name,
                                rule,
                                String.join(
                                        "\n",
                                        List.of(items).stream()
                                                .map(item -> "  - " + item)
                                                .toList())));
    }

    private List<Item> items(String task) {
        return Tasks.read(folder).named(task).items();
    }
}
