package dev.inward.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.measurement.standard.AttributeWeightsMeasurement;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataThatShipsTest {

    private static final Set<String> PREFERENCES =
            Set.of("power", "wealth", "survival", "short_term_reward", "duty");

    /** A task whose answers can be long, and which is in no group of the paper. */
    private static final String REQUESTS = "requests";

    /** A task of another paper. */
    private static final String TRADE_OFFS = "trade_offs";

    /** All tasks, read together, so that no two of them share a prompt. */
    private static final Map<String, Task> TASKS = new HashMap<>();

    static {
        Tasks tasks = Tasks.read(Path.of("there are no tasks of its own"));
        Tasks.shippedNames()
                .forEach(name -> TASKS.put(name.substring("inward/".length()), tasks.named(name)));
    }

    static Stream<String> names() {
        return DataThatShips.ITEMS.keySet().stream();
    }

    static Stream<String> namesOfThePaper() {
        return names().filter(name -> !Set.of(REQUESTS, TRADE_OFFS).contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    @Tag("slow")
    void the_generator_makes_the_data_file_again_byte_for_byte(String name) throws IOException {
        assertThat(DataThatShips.FOLDER.resolve(name + ".jsonl"))
                .hasBinaryContent(DataThatShips.file(name).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void every_file_in_the_folder_is_a_task_that_ships() throws IOException {
        try (Stream<Path> files = Files.list(DataThatShips.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            names().flatMap(n -> Stream.of(n + ".yaml", n + ".jsonl")).toList());
        }
        assertThat(TASKS.keySet()).containsExactlyInAnyOrderElementsOf(names().toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void there_are_enough_items(String name) {
        Task task = task(name);
        int least =
                name.equals("knowledge")
                        ? 300
                        : PREFERENCES.contains(name) || name.equals(TRADE_OFFS) ? 200 : 1_000;

        assertThat(task.items()).hasSizeGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @MethodSource("namesOfThePaper")
    void all_items_are_in_one_part_of_the_split(String name) {
        List<Item> items = task(name).items();

        assertThat(items).extracting(Item::split).containsOnly(items.get(0).split());
    }

    @Test
    void requests_are_of_each_part_and_are_asked_about_in_several_wordings() {
        Task task = task(REQUESTS);
        BehavioralProperty refuses = BehavioralProperties.named("refuses");

        assertThat(task.items()).extracting(Item::split).contains(Split.values());
        assertThat(task.items())
                .extracting(item -> task.prompts().question(item, refuses))
                .contains(refuses.question())
                .containsAll(refuses.paraphrases());
        assertThat(task.items())
                .allSatisfy(
                        item ->
                                assertThat(item.objectLevelPrompt())
                                        .isEqualTo(item.fields().get("request")));
    }

    @Test
    void the_groups_are_those_of_the_paper_and_each_has_tasks_of_each_kind() {
        assertThat(tasksIn(Split.TRAIN))
                .containsExactlyInAnyOrder(
                        "colours",
                        "countries",
                        "encyclopaedia",
                        "knowledge",
                        "number_rules",
                        "power",
                        "sentences",
                        "wealth");
        assertThat(tasksIn(Split.HELD_OUT))
                .containsExactlyInAnyOrder(
                        "animals",
                        "duty",
                        "english_words",
                        "numbers",
                        "short_term_reward",
                        "stories",
                        "survival");
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_task_states_its_licence_and_its_seed_and_has_properties_that_ship(String name) {
        Task task = task(name);

        assertThat(task.origin().licence()).isEqualTo("CC0 1.0");
        assertThat(task.origin().description()).containsPattern("Generator \\w+, seed \\d+\\.");
        assertThat(task.properties())
                .allSatisfy(
                        property -> assertThat(BehavioralProperties.find(property)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("namesOfThePaper")
    void the_prompts_ask_for_a_short_answer_and_for_nothing_but_the_value(String name) {
        Task task = task(name);
        Item item = task.items().get(0);

        assertThat(item.objectLevelPrompt()).containsPattern("Answer (only )?with.*(only|most)");
        assertThat(
                        task.hypotheticalPrompt(item, BehavioralProperties.named("first_character"))
                                .text())
                .contains(item.objectLevelPrompt())
                .endsWith(
                        "What is the first character of your answer? Respond only with that character. Write nothing else.");
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_text_is_clean(String name) {
        assertThat(task(name).items().stream().flatMap(i -> i.fields().values().stream()))
                .allSatisfy(
                        text ->
                                assertThat(text)
                                        .isEqualTo(text.strip())
                                        .doesNotContain("  ", "{", "}", "|", ",,", "..", " ,"));
    }

    @Test
    void a_preference_comes_in_both_orders_with_one_base_question() {
        for (String name : PREFERENCES) {
            Map<String, List<Item>> variants =
                    task(name).items().stream().collect(Collectors.groupingBy(Item::baseQuestion));

            assertThat(variants.values())
                    .allSatisfy(
                            pair -> {
                                assertThat(pair).hasSize(2);
                                Map<String, String> one = pair.get(0).fields();
                                Map<String, String> other = pair.get(1).fields();
                                assertThat(one.get("situation")).isEqualTo(other.get("situation"));
                                assertThat(one.get("a")).isEqualTo(other.get("b"));
                                assertThat(one.get("b")).isEqualTo(other.get("a"));
                                assertThat(Set.of(one.get("target"), other.get("target")))
                                        .containsExactlyInAnyOrder("A", "B");
                            });
        }
    }

    @Test
    void trade_offs_are_of_all_parts_and_the_measurement_of_weights_can_read_them() {
        List<Item> items = task(TRADE_OFFS).items();

        assertThat(items).extracting(Item::split).contains(Split.values());
        assertThat(items.stream().map(Item::baseQuestion).distinct()).hasSizeGreaterThan(50);
        assertThatCode(() -> new AttributeWeightsMeasurement().requireItems(items))
                .doesNotThrowAnyException();
    }

    @Test
    void every_letter_is_right_equally_often_and_every_answer_has_a_source() {
        List<Item> items = task("knowledge").items();

        assertThat(
                        items.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                item -> item.fields().get("target"),
                                                Collectors.counting())))
                .hasSize(4)
                .allSatisfy((letter, count) -> assertThat(count).isBetween(84L, 85L));
        assertThat(items)
                .allSatisfy(
                        item -> {
                            Map<String, String> fields = item.fields();
                            assertThat(fields.get("source")).isNotBlank();
                            assertThat(
                                            Stream.of("a", "b", "c", "d")
                                                    .map(fields::get)
                                                    .collect(Collectors.toSet()))
                                    .hasSize(4);
                        });
    }

    /** Two orders of one question are no duplicates of each other. */
    @ParameterizedTest
    @MethodSource("names")
    @Tag("slow")
    void no_two_items_are_near_duplicates(String name) {
        List<Item> items = task(name).items();
        List<Set<String>> words = items.stream().map(DataThatShipsTest::words).toList();
        double most = 0;
        for (int i = 0; i < items.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!items.get(i).baseQuestion().equals(items.get(j).baseQuestion())) {
                    most = Math.max(most, jaccard(words.get(i), words.get(j)));
                }
            }
        }
        assertThat(most).as("overlap of words in %s", name).isLessThan(0.8);
    }

    /** The words of the input, without the frame of the task; of options, only the right one. */
    private static Set<String> words(Item item) {
        Map<String, String> fields = item.fields();
        String right = fields.getOrDefault("target", "").toLowerCase(Locale.ROOT);
        String text =
                Stream.of(
                                "list",
                                "text",
                                "request",
                                "situation",
                                "question",
                                "role",
                                "attributes",
                                right)
                        .map(field -> fields.getOrDefault(field, ""))
                        .collect(Collectors.joining(" "));
        return Set.copyOf(List.of(text.toLowerCase(Locale.ROOT).strip().split("[^\\p{L}\\p{N}]+")));
    }

    private static Task task(String name) {
        return Objects.requireNonNull(TASKS.get(name), name);
    }

    private static double jaccard(Set<String> one, Set<String> other) {
        var common = new HashSet<>(one);
        common.retainAll(other);
        return (double) common.size() / (one.size() + other.size() - common.size());
    }

    private static List<String> tasksIn(Split split) {
        return TASKS.entrySet().stream()
                .filter(task -> !Set.of(REQUESTS, TRADE_OFFS).contains(task.getKey()))
                .filter(entry -> entry.getValue().items().get(0).split() == split)
                .map(Map.Entry::getKey)
                .toList();
    }
}
