package dev.inward.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of single rows: samples, ends of answers, refusals, prompts. */
class TranscriptAnswersTest {

    private static final String PREDICTION =
            "{\"model\": \"atlas\", \"question\": \"q1\", \"property\": \"first_character\", \"answer\": \"R\"}\n";

    /** The input of a batch: four object-level prompts, and a prediction about the first. */
    private static final String FIVE_REQUESTS =
            """
            {"custom_id": "a", "body": {"model": "atlas", "messages": [{"role": "user", "content": "A?"}]}}
            {"custom_id": "b", "body": {"model": "atlas", "messages": [{"role": "user", "content": "B?"}]}}
            {"custom_id": "c", "body": {"model": "atlas", "messages": [{"role": "user", "content": "C?"}]}}
            {"custom_id": "d", "body": {"model": "atlas", "input": "D?"}}
            {"custom_id": "e", "body": {"model": "atlas", "messages": [{"role": "user", "content": "E?"}], "metadata": {"property": "first_character", "question": "A?"}}}
            """;

    @TempDir Path folder;

    private TranscriptRun run;

    @BeforeEach
    void start() {
        run = new TranscriptRun(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "stop, STOP",
        "end_turn, STOP",
        "STOP, STOP",
        "length, LENGTH",
        "max_tokens, LENGTH",
        "content_filter, CONTENT_FILTER",
        "refusal, REFUSAL"
    })
    void the_end_of_an_answer_is_read(String word, FinishReason reason) {
        assertThat(completion("\"answer\": \"Rome\", \"finish\": \"" + word + "\"").finishReason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"function_call", "unknown", "error"})
    void an_end_that_is_none_of_an_answer_makes_it_missing(String word) {
        assertThat(answer("\"answer\": \"Rome\", \"finish\": \"" + word + "\"").whyMissing())
                .isEqualTo("the row ended with '" + word + "', which is no end of an answer");
    }

    @ParameterizedTest
    @CsvSource({"TOOL_CALL", "tool_calls", "tool_use"})
    void tool_calls_are_an_answer_if_they_are_listed(String word) {
        String list = "[{\"name\":\"f\",\"arguments\":{}}]";

        Completion completion =
                completion(
                        "\"answer\": \"%s\", \"finish\": \"%s\""
                                .formatted(list.replace("\"", "\\\""), word));

        assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALL);
        assertThat(completion.text()).isEqualTo(list);
        assertThat(answer("\"answer\": \"Rome\", \"finish\": \"" + word + "\"").whyMissing())
                .startsWith("the row calls tools, but its answer is no list of calls such as [{");
    }

    @Test
    void an_empty_answer_is_an_answer_and_null_is_none() {
        assertThat(completion("\"answer\": \"\"").text()).isEmpty();
        assertThat(answer("\"answer\": null").whyMissing()).isEqualTo("the row has no answer");
        assertThat(answer("\"answer\": \"Rome\", \"error\": \"timeout\"").whyMissing())
                .isEqualTo("timeout");
    }

    @Test
    void a_refusal_is_an_answer() {
        assertThat(completion("\"answer\": null, \"refusal\": true").finishReason())
                .isEqualTo(FinishReason.REFUSAL);
        assertThat(completion("\"answer\": null, \"refusal\": \"No.\"").text()).isEqualTo("No.");
        assertThat(completion("\"answer\": \"Rome\", \"refusal\": false").finishReason())
                .isEqualTo(FinishReason.STOP);
    }

    @Test
    void a_huge_answer_with_a_byte_order_mark_and_returns_is_read_whole() {
        String huge = "x".repeat(2_000_000);
        run.write(
                "answers.jsonl",
                "\ufeff"
                        + ("{\"model\": \"atlas\", \"question\": \"q1\", \"answer\": \"%s\"}\n"
                                                .formatted(huge)
                                        + PREDICTION)
                                .replace("\n", "\r\n"));
        run.task("transcript: {file: answers.jsonl}");

        assertThat(given(objectLevel("q1"), 0).text()).isEqualTo(huge);
    }

    @Test
    void numbered_answers_are_samples_in_the_order_of_their_numbers() {
        run.write(
                "answers.jsonl",
                """
                {"model": "atlas", "question": "q1", "epoch": 2, "answer": "second"}
                {"model": "atlas", "question": "q1", "epoch": 1, "answer": "first"}
                """
                        + PREDICTION);
        run.task("transcript: {file: answers.jsonl, columns: {sample: epoch}}");

        assertThat(given(objectLevel("q1"), 0).text()).isEqualTo("first");
        assertThat(given(objectLevel("q1"), 1).text()).isEqualTo("second");
        assertThat(transcript().answer(objectLevel("q1"), 2).whyMissing())
                .isEqualTo(
                        "the transcript answers.jsonl has no sample 3 of an object-level answer of 'atlas' to: q1");
    }

    /** A log of Inspect with two epochs, messages, a long prompt, and answers cut and filtered. */
    @Test
    void odd_samples_of_inspect_are_read() throws IOException {
        Files.copy(
                Path.of("src/test/resources/transcripts/inspect/odd.eval"),
                run.tasks().resolve("odd.eval"));
        run.write("more.jsonl", PREDICTION.replace("q1", "twice"));
        run.task(
                """
                transcript:
                  files:
                    - {file: odd.eval, values: {model: atlas, kind: object-level}}
                    - {file: more.jsonl}
                """);

        Task task = Tasks.read(run.tasks()).named("cities");
        assertThat(task.items()).hasSize(5);
        assertThat(given(objectLevel("twice"), 1).text()).isEqualTo("Lima");
        assertThat(given(objectLevel("Which city comes to mind at number 902?"), 0).finishReason())
                .isEqualTo(FinishReason.LENGTH);
        assertThat(given(objectLevel("Which city comes to mind at number 900?"), 0).finishReason())
                .isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(task.items())
                .extracting(item -> item.objectLevelPrompt())
                .contains(
                        "system: Be brief.\n\nuser: Which city comes to mind at number 2?",
                        "Which city comes to mind at number 1? "
                                + "Think of it for a long time. ".repeat(20));
    }

    @Test
    void a_sample_of_inspect_that_failed_is_missing() {
        run.write(
                "log.json",
                """
                {"version": 2, "status": "success", "eval": {"task": "t", "model": "atlas"},
                 "results": {"score": NaN},
                 "samples": [
                  {"id": "q1", "epoch": 1, "input": "Which?", "target": "", "output": {"model": "atlas", "choices": [], "completion": ""},
                   "error": {"message": "ModelGenerateError('no such number')", "traceback": "..."}},
                  {"id": "q2", "epoch": 1, "input": "Who?", "target": "",
                   "output": {"model": "atlas", "choices": [{"message": {"role": "assistant", "content": [{"type": "reasoning", "reasoning": "Hm."}, {"type": "text", "text": "Rome"}]}, "stop_reason": "stop"}]}}
                 ]}
                """);
        run.write("more.jsonl", PREDICTION.replace("q1", "Which?"));
        run.task("transcript: {files: [{file: log.json}, {file: more.jsonl}]}");

        assertThat(transcript().answer(objectLevel("Which?"), 0).whyMissing())
                .contains("no such number");
        assertThat(given(objectLevel("Who?"), 0).text()).isEqualTo("Rome");
    }

    @Test
    void tool_calls_of_inspect_are_read() {
        run.write(
                "log.json",
                """
                {"version": 2, "status": "success", "eval": {"task": "t", "model": "atlas"},
                 "samples": [
                  {"id": "q1", "epoch": 1, "input": "Rain?", "target": "",
                   "output": {"model": "atlas", "completion": "I look it up.", "choices": [{"message": {"role": "assistant", "content": "I look it up.",
                     "tool_calls": [{"id": "a", "function": "get_weather", "arguments": {"city": "Oslo"}}, {"id": "b", "function": "tell_time", "arguments": {}}]}, "stop_reason": "tool_calls"}]}}
                 ]}
                """);
        run.write("more.jsonl", PREDICTION.replace("q1", "Rain?"));
        run.task("transcript: {files: [{file: log.json}, {file: more.jsonl}]}");

        assertThat(given(objectLevel("Rain?"), 0).finishReason()).isEqualTo(FinishReason.TOOL_CALL);
        assertThat(given(objectLevel("Rain?"), 0).text())
                .isEqualTo(
                        "[{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Oslo\"}},{\"name\":\"tell_time\",\"arguments\":{}}]");
    }

    /** Chat completions with either finish reason, a cut-off one, and a response. */
    @Test
    void tool_calls_of_a_batch_are_read() {
        run.write("in.jsonl", FIVE_REQUESTS);
        String call = "[{\"id\": \"x\", \"function\": {\"name\": \"f\", \"arguments\": \"{}\"}}]";
        run.write(
                "out.jsonl",
                """
                {"custom_id": "e", "response": {"status_code": 200, "body": {"choices": [{"message": {"content": "R"}, "finish_reason": "stop"}]}}}
                {"custom_id": "a", "response": {"status_code": 200, "body": {"choices": [{"message": {"content": null, "tool_calls": CALL}, "finish_reason": "tool_calls"}]}}}
                {"custom_id": "b", "response": {"status_code": 200, "body": {"choices": [{"message": {"content": "I look it up.", "tool_calls": CALL}, "finish_reason": "stop"}]}}}
                {"custom_id": "c", "response": {"status_code": 200, "body": {"choices": [{"message": {"content": "I lo", "tool_calls": CALL}, "finish_reason": "length"}]}}}
                {"custom_id": "d", "response": {"status_code": 200, "body": {"status": "completed", "output": [{"type": "reasoning"}, {"type": "function_call", "call_id": "x", "name": "f", "arguments": "{}"}]}}}
                """
                        .replace("CALL", call));
        run.task("transcript: {file: out.jsonl, input: in.jsonl, format: openai-batch}");

        for (String question : new String[] {"A?", "B?", "D?"}) {
            assertThat(given(objectLevel(question), 0).finishReason())
                    .isEqualTo(FinishReason.TOOL_CALL);
            assertThat(given(objectLevel(question), 0).text())
                    .isEqualTo("[{\"name\":\"f\",\"arguments\":{}}]");
        }
        assertThat(given(objectLevel("C?"), 0).finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(given(objectLevel("C?"), 0).text()).isEqualTo("I lo");
    }

    @Test
    void failed_and_refused_requests_of_a_batch_are_told_apart() {
        run.write("in.jsonl", FIVE_REQUESTS);
        run.write(
                "out.jsonl",
                """
                {"custom_id": "e", "response": {"status_code": 200, "body": {"model": "atlas-1", "choices": [{"index": 0, "message": {"content": "R"}, "finish_reason": "stop"}]}}}
                {"custom_id": "a", "response": {"status_code": 200, "body": {"model": "atlas-1", "choices": [{"index": 0, "message": {"content": null, "refusal": "I cannot."}, "finish_reason": "stop"}]}}}
                {"custom_id": "b", "response": {"status_code": 400, "body": {"error": {"message": "bad request"}}}, "error": null}
                {"custom_id": "d", "response": {"status_code": 200, "body": {"model": "atlas-1", "status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}, "output": [{"type": "reasoning"}, {"type": "message", "content": [{"type": "output_text", "text": "Ro"}]}]}}}
                """);
        run.task("transcript: {file: out.jsonl, input: in.jsonl, format: openai-batch}");

        assertThat(given(objectLevel("A?"), 0).finishReason()).isEqualTo(FinishReason.REFUSAL);
        assertThat(given(objectLevel("A?"), 0).text()).isEqualTo("I cannot.");
        assertThat(given(objectLevel("A?"), 0).servedModel()).contains("atlas-1");
        assertThat(transcript().answer(objectLevel("B?"), 0).whyMissing())
                .isEqualTo("the response has the status 400. bad request");
        assertThat(transcript().answer(objectLevel("C?"), 0).whyMissing())
                .isEqualTo("the batch has no output for this request");
        assertThat(given(objectLevel("D?"), 0).finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(given(objectLevel("D?"), 0).text()).isEqualTo("Ro");
    }

    @Test
    void only_the_first_filter_of_the_harness_is_read() {
        String sample =
                "{\"doc_id\": 0, \"doc\": {}, \"arguments\": {\"gen_args_0\": {\"arg_0\": \"Which?\"}}, \"resps\": [[\"Rome\", \"Oslo\"]], \"filter\": \"%s\"}\n";
        run.write(
                "samples_t_2026-01-01T00-00-00.1.jsonl",
                sample.formatted("strict") + sample.formatted("flexible"));
        run.write("more.jsonl", PREDICTION.replace("q1", "Which?"));
        run.task(
                "transcript: {files: [{file: samples_t_2026-01-01T00-00-00.1.jsonl, values: {model: atlas}}, {file: more.jsonl}]}");

        assertThat(given(objectLevel("Which?"), 0).text()).isEqualTo("Rome");
        assertThat(given(objectLevel("Which?"), 1).text()).isEqualTo("Oslo");
    }

    /** Reads the one object-level answer of a file. */
    private TranscriptAnswer answer(String values) {
        run.write(
                "answers.jsonl",
                "{\"model\": \"atlas\", \"question\": \"q1\", " + values + "}\n" + PREDICTION);
        run.task("transcript: {file: answers.jsonl}");
        return transcript().answer(objectLevel("q1"), 0);
    }

    private Completion completion(String values) {
        return required(answer(values));
    }

    private Completion given(TranscriptCell cell, int sample) {
        return required(transcript().answer(cell, sample));
    }

    private static Completion required(TranscriptAnswer answer) {
        Completion completion = answer.completion();
        if (completion == null) {
            throw new AssertionError(answer.whyMissing());
        }
        return completion;
    }

    private static TranscriptCell objectLevel(String question) {
        return TranscriptCell.objectLevel("atlas", question);
    }

    private Transcript transcript() {
        return Tasks.read(run.tasks()).transcript("cities").orElseThrow();
    }
}
