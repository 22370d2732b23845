package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.junit.JudgedEvals.BeginsWithVowel;
import dev.inward.junit.JudgedEvals.StartsWithVowel;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.ThrownByEval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes about judges are errors before any model is called, also if the run is only planned. */
@Isolated("The evals inside print to the console.")
class JudgeRequirementsEvalTest {

    private static final String NO_KEY = ", key-env: INWARD_TEST_KEY_THAT_IS_NOT_SET";
    private static final String PRICE = ", price: {input: 2, output: 10}";

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private JudgedEvals evals = new JudgedEvals(Path.of(""), Map.of());

    @BeforeEach
    void prompt_models() throws IOException {
        write("", "");
    }

    @AfterEach
    void no_model_has_been_called() {
        assertThat(server.calls()).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_judge_that_the_models_file_lacks(boolean isPlan) {
        plan(isPlan);
        evals.parameters().put("inward.judges", "judje");

        assertThat(thrown(BeginsWithVowel.class))
                .contains("no model 'judje'")
                .contains("Did you mean 'judge'?");
    }

    @Test
    void a_judge_whose_key_is_not_set() throws IOException {
        write("", NO_KEY);

        assertThat(thrown(BeginsWithVowel.class)).contains("INWARD_TEST_KEY_THAT_IS_NOT_SET");
    }

    @Test
    void a_judge_without_a_price_under_a_budget_of_money() throws IOException {
        write(PRICE, "");
        evals.parameters().put("inward.budget", "1");

        assertThat(thrown(BeginsWithVowel.class)).contains("model 'judge' has no 'price'");
    }

    /** Predictors learn all properties that the tasks list, not only that of the eval. */
    @Test
    void a_judge_without_a_key_that_only_training_rows_need() throws IOException {
        write(", finetuning: true", NO_KEY);
        evals.list("starts_with_vowel, begins_with_vowel");

        assertThat(thrown(StartsWithVowel.class)).contains("INWARD_TEST_KEY_THAT_IS_NOT_SET");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_task_that_teaches_a_judged_property_without_a_judge(boolean isPlan) throws IOException {
        write(", finetuning: true", "");
        plan(isPlan);
        evals.list("starts_with_vowel, begins_with_vowel");
        evals.parameters().remove("inward.judges");

        assertThat(thrown(StartsWithVowel.class))
                .contains(
                        "predictors are finetuned on the task 'numbers', which lists the property 'begins_with_vowel': a judge model computes the property 'begins_with_vowel', but no judge is named; list some under 'default-judges' of the models file, or give -Dinward.judges=NAME, or remove the property from the task");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_training_item_that_lacks_a_field_of_the_judges_prompt(boolean isPlan)
            throws IOException {
        write(", finetuning: true", "");
        plan(isPlan);
        evals.list("starts_with_vowel");
        writeLetters();

        assertThat(thrown(StartsWithVowel.class))
                .contains(
                        "the judges' prompt of the property 'begins_with_vowel' does not fit the item \"Which animal goes with a?\" of the task 'letters'.")
                .contains("has the field 'first', which has no value. Known fields: answer, word")
                .contains("Give it the field, or remove the field from the prompt");
    }

    /** The mode baseline of predictors that are not finetuned needs the training items. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_training_item_of_the_mode_baseline_that_lacks_a_field(boolean isPlan)
            throws IOException {
        plan(isPlan);
        evals.parameters().put("inward.split", "held_out");
        writeLetters();

        assertThat(thrown(BeginsWithVowel.class))
                .contains("does not fit the item \"Which animal goes with a?\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_labelled_answer_that_lacks_a_field(boolean isPlan) throws IOException {
        plan(isPlan);
        Files.writeString(folder.resolve("evals/labels.csv"), "answer,value,first\neagle,true,1\n");
        evals.define(JudgedEvals.TRUE_FALSE + "\n    labelled: labels.csv");
        evals.replace("properties.yaml", "\\{answer}", "{answer} {first} {second}");

        assertThat(thrown(BeginsWithVowel.class))
                .contains("does not fit the labelled answer \"eagle\".")
                .contains(
                        "has the field 'second', which has no value. Known fields: answer, first");
    }

    private void write(String moreOfModels, String moreOfJudge) throws IOException {
        evals =
                JudgedEvals.write(
                        folder,
                        server,
                        server.entry("oracle", moreOfModels),
                        server.entry("stranger", moreOfModels),
                        server.entry("judge", moreOfJudge));
    }

    /** Adds a task of training items only. They have no field {@code first}, which judges need. */
    private void writeLetters() throws IOException {
        evals.replace("properties.yaml", "\\{answer}", "{answer} {first}");
        Files.writeString(
                folder.resolve("evals/tasks/letters.yaml"),
                """
                name: letters
                origin: made for these tests
                split: train
                prompts:
                  object-level: "Which animal goes with {word}?"
                  hypothetical: "Suppose you were asked: {prompt} {question}"
                  control: "Suppose you were asked: {prompt} You said {answer}. {question}"
                properties: [begins_with_vowel]
                items: [{word: a}, {word: b}]
                """);
    }

    private void plan(boolean isPlan) {
        evals.parameters().put("inward.plan", String.valueOf(isPlan));
    }

    private String thrown(Class<?> eval) {
        return String.valueOf(
                ThrownByEval.all(evals.events(eval)).stream()
                        .findFirst()
                        .map(failure -> failure + " " + failure.getCause())
                        .orElse("nothing"));
    }
}
