package dev.inward.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about a transcript that cannot be read: the file, the place and the mend. */
class TranscriptErrorsTest {

    private static final String ROW =
            "{\"model\": \"atlas\", \"question\": \"q1\", \"prompt\": \"Which?\", \"answer\": \"Rome\"}\n";

    private static final String PREDICTION =
            "{\"model\": \"atlas\", \"question\": \"q1\", \"property\": \"first_character\", \"answer\": \"R\"}\n";

    @TempDir Path folder;

    private TranscriptRun run;

    @BeforeEach
    void write_a_task() {
        run = new TranscriptRun(folder);
        run.task("transcript: {file: answers.jsonl}");
    }

    @Test
    void a_line_that_is_cut_off() {
        assertError(
                ROW + PREDICTION.substring(0, 40),
                "answers.jsonl is invalid at line 2: it is not JSON");
    }

    @Test
    void a_line_that_is_no_object() {
        assertError(ROW + "[1]\n", "answers.jsonl is invalid at line 2: it is no JSON object");
    }

    @Test
    void an_unknown_kind() {
        assertError(
                ROW.replace("{", "{\"kind\": \"meta\", "),
                "answers.jsonl is invalid at line 1: its kind is 'meta'; expected object-level, hypothetical or control. Name the words of the file with 'words: {kind: {meta: object-level}}'");
    }

    @Test
    void an_unknown_kind_of_a_row_with_a_property() {
        assertError(
                ROW.replace("{", "{\"kind\": \"guess\", \"property\": \"first_word\", "),
                "Name the words of the file with 'words: {kind: {guess: hypothetical}}'");
    }

    @Test
    void a_property_that_no_row_asks_for() {
        assertError(
                ROW
                        + ROW.replace("atlas", "borealis")
                        + PREDICTION.replace("first_character", "frist_character"),
                "there is no hypothetical answer about 'first_character' in the transcript answers.jsonl of task 'cities'. Did you mean 'frist_character'?");
    }

    @Test
    void a_model_that_gave_no_answer() {
        assertError(
                ROW + PREDICTION,
                "there is no model 'borealis' in the models file or a transcript. There are: atlas");
    }

    @Test
    void a_model_without_answers_of_one_kind() {
        assertError(
                ROW + ROW.replace("atlas", "borealis") + PREDICTION,
                "there is no hypothetical answer about first_character of 'borealis' in the transcript of task 'cities'. There are: atlas");
    }

    @Test
    void two_answers_to_the_same_prompt() {
        assertError(
                ROW + PREDICTION + PREDICTION.replace("\"R\"", "\"L\""),
                "answers.jsonl is invalid at line 3: it answers the same as answers.jsonl, line 2: the model 'atlas', the property first_character, the question 'q1'. Remove one of them, or number the answers in a column and name it with 'columns: {sample: COLUMN}'");
    }

    @Test
    void a_file_without_rows() {
        assertError("", "answers.jsonl has no rows. Name a file with answers.");
        run.task("transcript: {file: answers.csv}");
        run.write("answers.csv", "model,question,answer\n");
        assertError("answers.csv has no rows");
    }

    @Test
    void answers_that_are_all_null() {
        assertError(
                ROW.replace("\"Rome\"", "null"),
                "answers.jsonl has no answer in any row. Its columns are: answer, model, prompt, question. Name the column with 'columns: {answer: COLUMN}'.");
    }

    @Test
    void an_answer_that_is_no_text() {
        assertError(
                ROW.replace("\"Rome\"", "1.5"),
                "answers.jsonl is invalid at line 1: 'answer' is 1.5; expected a text, so put it in quotes");
        assertError(
                ROW.replace("\"Rome\"", "{\"text\": \"Rome\"}"),
                "name a text inside it, such as '/answer/text'");
    }

    @Test
    void a_row_that_lacks_what_it_needs() {
        assertError(
                ROW.replace("model", "llm"),
                "answers.jsonl is invalid at line 1: it has no model. It has: answer, llm, prompt, question. Name its column with 'columns: {model: COLUMN}'");
        assertError(
                ROW.replace("prompt", "p").replace("question", "n"),
                "line 1: it has no question and no prompt. It has: answer, model, n, p");
        assertError(
                ROW + PREDICTION.replace("\"property\"", "\"kind\": \"hypothetical\", \"about\""),
                "line 2: it has no property");
    }

    @Test
    void a_column_that_does_not_exist() {
        run.task("transcript: {file: answers.jsonl, columns: {answer: reply}}");
        assertError(
                ROW,
                "answers.jsonl has no column 'reply'. There are: answer, model, prompt, question");
    }

    @Test
    void a_value_that_inward_does_not_know() {
        run.task("transcript: {file: answers.jsonl, columns: {anwser: reply}}");
        assertError(
                ROW,
                "is invalid at 'columns' of 'transcript': there is no value 'anwser'. Did you mean 'answer'?");
    }

    @Test
    void an_id_of_another_form() {
        run.task(
                "transcript: {file: answers.jsonl, columns: {id: question}, id-pattern: \"{kind}-{question}\"}");
        assertError(
                ROW,
                "line 1: its id 'q1' does not have the form of 'id-pattern', {kind}-{question}");
    }

    @Test
    void one_question_with_two_prompts() {
        assertError(
                ROW + ROW.replace("atlas", "borealis").replace("Which?", "Who?"),
                "line 2: the question 'q1' has another prompt than in answers.jsonl, line 1");
    }

    @Test
    void kinds_whose_ids_do_not_fit() {
        assertError(
                ROW + PREDICTION.replace("q1", "q1-first"),
                "has a transcript in which no hypothetical row belongs to an object-level one: the former have questions such as 'q1-first', the latter such as 'q1'.");
    }

    @Test
    void a_hypothetical_prompt_about_no_or_several_questions() {
        String other = ROW.replace("q1", "q2").replace("Which?", "Who?");
        String hypothetical = PREDICTION.replace("\"question\": \"q1\"", "\"prompt\": \"%s\"");
        assertError(
                ROW + other + hypothetical.formatted("Which? Who?"),
                "line 3: the object-level prompts in its prompt are 2; expected one: Which? | Who?");
        assertError(
                ROW + other + hypothetical.formatted("What?"),
                "line 3: the object-level prompts in its prompt are 0; expected one. Give all rows about a question the same id");
    }

    @Test
    void an_id_of_another_question_than_that_of_the_prompt() {
        String other = ROW.replace("q1", "q2").replace("Which?", "Who?");
        assertError(
                ROW + other + prediction("You were asked: Who? First word?"),
                "line 3: its question is 'q1', but its prompt has the object-level prompt of the question 'q2'. Correct the ids.");
    }

    @Test
    void a_prompt_can_have_a_short_prompt_that_stands_in_its_own_too() {
        String own = ROW.replace("Which?", "Be brief. Name a city");
        String shorter = ROW.replace("q1", "q2").replace("Which?", "Name");
        run.write("answers.jsonl", own + shorter + prediction("Asked: Name a town, what?"));
        assertThat(String.valueOf(run.failure())).doesNotContain("its question is");
    }

    @Test
    void a_prompt_can_quote_other_questions_beside_its_own_or_word_it_anew() {
        String other = ROW.replace("q1", "q2").replace("Which?", "Who?");
        for (String prompt : List.of("Asked Who? you said B. Asked Which?", "In other words")) {
            run.write("answers.jsonl", ROW + other + prediction(prompt));
            assertThat(String.valueOf(run.failure())).doesNotContain("its question is");
        }
    }

    @Test
    void a_sample_that_is_no_number() {
        assertError(
                ROW.replace("{", "{\"sample\": \"first\", "),
                "line 1: its sample is 'first'; expected a whole number, such as 1");
    }

    @Test
    void a_file_that_does_not_exist_or_has_no_known_format() throws IOException {
        Files.deleteIfExists(run.tasks().resolve("answers.jsonl"));
        assertError("answers.jsonl does not exist. A path is relative to the task file.");
        run.task("transcript: {file: answers.xlsx}");
        run.write("answers.xlsx", "x");
        assertError(
                "answers.xlsx has a name that does not say its format. Add 'format:' with one of: csv, tsv, jsonl");
        run.task("transcript: {columns: {model: llm}}");
        assertError("needs either 'file' or 'files' in 'transcript'");
    }

    @Test
    void a_csv_row_names_the_line_on_which_it_ends() {
        run.task("transcript: {file: answers.csv}");
        run.write(
                "answers.csv",
                "model,kind,question,answer\natlas,,q1,\"Ro\nme\"\natlas,meta,q2,x\n");
        assertError("answers.csv is invalid at line 4: its kind is 'meta'");
    }

    @Test
    void an_archive_that_is_none() throws IOException {
        run.task("transcript: {file: log.eval}");
        run.write("log.eval", "no zip");
        assertError("log.eval is no log of Inspect: it is not JSON at line 1");
        run.write("log.eval", "{\"version\": 2, \"samples\": []}");
        assertError(
                "log.eval is no log of Inspect: it has no 'eval' with a 'model' before its samples");
        run.write("log.eval", "PK and nothing more");
        assertError("log.eval cannot be read: ");
        try (OutputStream out = Files.newOutputStream(run.tasks().resolve("log.eval"));
                var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("notes.txt"));
            zip.write("none".getBytes(StandardCharsets.UTF_8));
        }
        assertError("log.eval is no log of Inspect: it has no 'eval' with a 'model'");
    }

    @Test
    void a_batch_without_the_right_input() {
        Cities.Answer answer = Cities.all().get(0);
        run.write("out.jsonl", BatchLines.completion(answer));
        run.task("transcript: {file: out.jsonl, format: openai-batch}");
        assertError(
                "out.jsonl is the output of a batch, which has no prompts. Name the input file beside it: 'input: batch-input.jsonl'.");
        run.write("in.jsonl", BatchLines.request(Cities.all().get(2)));
        run.task("transcript: {file: out.jsonl, format: openai-batch, input: in.jsonl}");
        assertError(
                "out.jsonl is invalid at line 1: the custom_id 'object-level||q0' stands there a second time, or the input in.jsonl does not have it");
    }

    @Test
    void cassettes_without_the_items_that_they_answer() throws IOException {
        Files.createDirectory(run.tasks().resolve("cassettes"));
        run.task("transcript: {file: cassettes}");
        assertError(
                "cassettes has answers by prompt. Keep the 'items' or 'data' and the 'prompts' of the task that they were recorded with.");
    }

    @Test
    void tasks_with_and_without_a_transcript_in_one_comparison() throws IOException {
        Files.writeString(
                folder.resolve("evals/models.yaml"),
                """
                default-targets: [atlas]
                models:
                  atlas: {provider: openai, id: x, base-url: "http://127.0.0.1:1/v1"}
                  borealis: {provider: openai, id: y, base-url: "http://127.0.0.1:1/v1"}
                """);
        run.write(
                "live.yaml",
                """
                name: live
                origin: Made for this test.
                prompts: {object-level: "Which? {x}", hypothetical: "{prompt} {question}", control: "{prompt} {question} {answer}"}
                properties: [first_character]
                items: [{x: one}]
                """);
        assertError(
                Cities.jsonl(),
                "the answers of 'atlas' and 'borealis' come from a transcript in cities, but from models in the other tasks. Name tasks of one kind in the annotation: tasks = \"cities\"");
    }

    /** A prediction with the id of the first question and a prompt. */
    private static String prediction(String prompt) {
        return PREDICTION.replace(
                "\"question\": \"q1\"", "\"question\": \"q1\", \"prompt\": \"" + prompt + "\"");
    }

    private void assertError(String jsonl, String message) {
        run.write("answers.jsonl", jsonl);
        assertError(message);
    }

    private void assertError(String message) {
        assertThat(run.failure()).hasMessageContaining(message);
    }
}
