package dev.inward.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.UnknownNameException;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests on which tasks and properties predictors are finetuned. */
class TrainingTasksTest {

    @TempDir Path evals;

    @BeforeEach
    void write_two_tasks() throws IOException {
        KnownTruthEvals.write(evals);
        Files.writeString(evals.resolve("tasks/toys.yaml"), task("last_word"));
    }

    /** The task lists first_word and first_character. */
    @Test
    void a_task_teaches_the_properties_that_it_lists() {
        assertThat(taught("first_word", "numbers"))
                .isEqualTo(
                        Map.of(
                                "numbers",
                                List.of("first_word", "first_character"),
                                "toys",
                                List.of("last_word")));
    }

    @Test
    void a_scored_task_also_teaches_the_scored_property_but_no_other_task_does() {
        assertThat(taught("is_even", "numbers"))
                .isEqualTo(
                        Map.of(
                                "numbers",
                                List.of("first_word", "first_character", "is_even"),
                                "toys",
                                List.of("last_word")));
    }

    @Test
    void a_listed_property_that_no_file_defines_is_an_error_that_names_the_task()
            throws IOException {
        Files.writeString(
                evals.resolve("properties.yaml"),
                "is_toy: {question: \"Is it a toy?\", contains-any: [toy]}");
        Files.writeString(evals.resolve("tasks/toys.yaml"), task("is_toy"));
        Tasks tasks = Tasks.read(evals.resolve("tasks"));

        assertThat(tasks.property("is_toy")).isPresent();
        assertThat(taught("first_word", "numbers").get("toys")).containsExactly("is_toy");
        assertThatThrownBy(
                        () ->
                                TrainingTasks.of(
                                        tasks,
                                        SyntheticComparison.request(
                                                "first_word",
                                                TrainingLabels.TRUE,
                                                "self",
                                                "cross",
                                                new Task(
                                                        "games",
                                                        new Task.Prompts("", "", ""),
                                                        List.of("is_game"),
                                                        List.of()))))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("but the task 'games' lists it");
    }

    private Map<String, List<String>> taught(String property, String scoredTask) {
        Tasks tasks = Tasks.read(evals.resolve("tasks"));
        Map<String, List<String>> taught = new LinkedHashMap<>();
        TrainingTasks.of(
                        tasks,
                        SyntheticComparison.request(
                                property,
                                TrainingLabels.TRUE,
                                "self",
                                "cross",
                                tasks.named(scoredTask)))
                .forEach(
                        (task, properties) ->
                                taught.put(
                                        task.name(),
                                        properties.stream()
                                                .map(BehavioralProperty::name)
                                                .toList()));
        return taught;
    }

    private static String task(String property) {
        return """
        name: toys
        origin: made for these tests
        prompts:
          object-level: "Which toy goes with {toy}?"
          hypothetical: "Suppose you were asked: {prompt} {question}"
          control: "Suppose you were asked: {prompt} You said {answer}. {question}"
        properties: [%s]
        items:
          - {toy: ball}
          - {toy: kite}
        """
                .formatted(property);
    }
}
