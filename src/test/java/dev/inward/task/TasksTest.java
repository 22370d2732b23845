package dev.inward.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {

    private static final String ANIMALS =
            """
            name: animals
            origin: made for this test
            prompts:
              object-level: "Which animal follows {first}, {second}?"
              hypothetical: "Asked: {prompt} {question}"
              control: "Asked: {prompt} You said {answer}. {question}"
            properties: [first_character]
            ordered-pairs: {of: [ant, bear, cat], distinct: true}
            """;

    @TempDir Path folder;

    @Test
    void ordered_pairs_become_items_with_prompts() throws IOException {
        Task task = read(ANIMALS);

        assertThat(task.items())
                .hasSize(6)
                .first()
                .extracting(Item::objectLevelPrompt)
                .isEqualTo("Which animal follows ant, bear?");
    }

    @Test
    void the_hypothetical_prompt_contains_the_object_level_prompt_and_the_question()
            throws IOException {
        Task task = read(ANIMALS);

        assertThat(
                        task.hypotheticalPrompt(
                                task.items().get(0), BehavioralProperties.named("first_character")))
                .isEqualTo(
                        Prompt.ofUser(
                                "Asked: Which animal follows ant, bear? What is the first character of your answer?"));
    }

    @Test
    void two_items_with_the_same_prompt_are_refused_in_any_spelling() {
        assertThatThrownBy(() -> read(ANIMALS.replace("[ant, bear, cat]", "[ant, bear, Ant]")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has two items with the same prompt");
    }

    @Test
    void items_with_the_same_prompt_are_named_by_their_places() {
        assertThatThrownBy(() -> read(ANIMALS.replace("[ant, bear, cat]", "[ant, bear, cat, ant]")))
                .hasMessageContaining(
                        "item 3, \"Which animal follows bear, ant?\", and item 5, \"Which animal follows bear, ant?\"");
    }

    @Test
    void an_unknown_name_in_another_template_is_refused_with_the_placeholders() {
        assertThatThrownBy(() -> read(ANIMALS.replace("{question}", "{question} {instructions}")))
                .hasMessageContaining("has the field 'instructions', which has no value")
                .hasMessageContaining("{prompt}, {question} or {instruction}");
    }

    @Test
    void an_unknown_key_is_refused_with_the_known_keys() {
        assertThatThrownBy(() -> read(ANIMALS + "colour: red\n"))
                .hasMessageContaining("there is no key 'colour'")
                .hasMessageContaining("ordered-pairs");
    }

    @Test
    void a_field_that_no_item_has_is_refused() {
        assertThatThrownBy(() -> read(ANIMALS.replace("{second}", "{third}")))
                .hasMessageContaining("has the field 'third', which has no value");
    }

    @Test
    void a_prompt_in_two_tasks_is_refused_in_any_spelling() throws IOException {
        Files.writeString(
                folder.resolve("beasts.yaml"),
                ANIMALS.replace("name: animals", "name: beasts").replace("Which", "WHICH"));

        assertThatThrownBy(() -> read(ANIMALS))
                .hasMessageContaining("The tasks 'animals' and 'beasts'")
                .hasMessageContaining(
                        "a training item of one task and a held-out item of the other");
    }

    @Test
    void a_hypothetical_prompt_without_the_question_is_refused() {
        assertThatThrownBy(
                        () ->
                                read(
                                        ANIMALS.replace(
                                                "hypothetical: \"Asked: {prompt} {question}\"",
                                                "hypothetical: \"Asked: {prompt}\"")))
                .hasMessageContaining("lacks {question} in its hypothetical prompt");
    }

    @Test
    void a_hypothetical_prompt_that_contains_the_answer_is_refused() {
        assertThatThrownBy(
                        () ->
                                read(
                                        ANIMALS.replace(
                                                "hypothetical: \"Asked: {prompt} {question}\"",
                                                "hypothetical: \"{prompt} {answer} {question}\"")))
                .hasMessageContaining("must not contain the answer");
    }

    @Test
    void a_misspelt_key_of_the_pairs_is_refused() {
        assertThatThrownBy(() -> read(ANIMALS.replace("distinct: true", "distnct: true")))
                .hasMessageContaining("there is no key 'distnct' of 'ordered-pairs'");
    }

    @Test
    void an_unknown_task_is_refused_with_the_nearest_name() {
        assertThatThrownBy(
                        () -> {
                            read(ANIMALS);
                            Tasks.read(folder).named("animal");
                        })
                .hasMessageContaining("Did you mean 'animals'?");
    }

    @Test
    void a_hypothetical_prompt_asks_for_the_value_alone_by_default() throws IOException {
        Task task =
                read(
                        ANIMALS.replaceAll("(?m)^  (hypothetical|control): .*\n", "")
                                .replace("{second}", "{second}, then"));
        Item item = task.items().get(0);
        var property = BehavioralProperties.named("first_character");

        assertThat(task.hypotheticalPrompt(item, property).text())
                .isEqualTo(
                        """
                        Suppose you were asked the following:

                        Which animal follows ant, bear, then?

                        What is the first character of your answer? Respond only with that character. Write nothing else.""");
        assertThat(task.controlPrompt(item, "cat", property).text())
                .contains("You answered: cat")
                .endsWith("Respond only with that character. Write nothing else.");
    }

    @Test
    void a_task_that_ships_is_read_only_if_it_is_named() throws IOException {
        read(ANIMALS);
        Tasks tasks = Tasks.read(folder);

        assertThat(tasks.named("inward/animals").items()).hasSize(1_000);
        assertThat(tasks.named("inward/animals")).isSameAs(tasks.named("inward/animals"));
        assertThat(tasks.all()).extracting(Task::name).containsExactly("animals");
        assertThat(tasks.names()).containsExactly("animals");
    }

    @Test
    void tasks_that_ship_need_no_folder() {
        Tasks tasks = Tasks.read(folder.resolve("absent"));

        assertThat(tasks.all()).isEmpty();
        assertThat(tasks.named("inward/power").items()).hasSize(204);
    }

    @Test
    void an_unknown_task_that_ships_is_refused_with_the_nearest_name() {
        assertThatThrownBy(() -> Tasks.read(folder).named("inward/animal"))
                .hasMessageContaining("Did you mean 'inward/animals'?");
    }

    @Test
    void a_task_file_cannot_take_the_name_of_a_task_that_ships() {
        assertThatThrownBy(() -> read(ANIMALS.replace("name: animals", "name: inward/animals")))
                .hasMessageContaining("animals.yaml has the name 'inward/animals'")
                .hasMessageContaining("Choose another name");
    }

    @Test
    void the_split_depends_on_the_prompt_and_has_the_stated_shares() {
        Map<Split, Long> count =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> Split.of("prompt " + i))
                        .collect(Collectors.groupingBy(split -> split, Collectors.counting()));

        assertThat(count.get(Split.TRAIN)).isBetween(5_800L, 6_200L);
        assertThat(count.get(Split.DEVELOPMENT)).isBetween(880L, 1_120L);
        assertThat(count.get(Split.HELD_OUT)).isBetween(2_800L, 3_200L);
    }

    private Task read(String yaml) throws IOException {
        Files.writeString(folder.resolve("animals.yaml"), yaml);
        return Tasks.read(folder).named("animals");
    }
}
