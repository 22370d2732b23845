package dev.inward.hosted.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Finetuning over the wire, and what of it survives whatever happens on the way. */
@Timeout(30)
class OpenAiFinetuningTest {

    private static final String KEY = "sk-very-secret";
    private static final String RUNNING = "\"status\": \"running\"";
    private static final Prompt QUESTION = Prompt.ofUser("Who are you?");
    private static final Finetuning LESSONS = lessons(3, "Say cat", "Say dog");

    @TempDir Path home;

    private final List<ModelRegistry> runs = new ArrayList<>();
    private final List<Integer> steps = new ArrayList<>();
    private FinetuningServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FinetuningServer();
    }

    @AfterEach
    void stop() {
        runs.forEach(ModelRegistry::close);
        server.close();
    }

    @Test
    void rows_are_the_examples_and_then_what_the_model_says_itself() throws IOException {
        ask(finetuned("true", LESSONS));

        assertThat(server.uploads).hasSize(1);
        assertThat(server.uploads.get(0))
                .contains("name=\"purpose\"", "fine-tune", "filename=\"inward-")
                .contains(
                        row("What would you say?", "owl")
                                + row("Say cat", "cat")
                                + row("Say dog", "dog"));
    }

    @Test
    void a_job_says_whom_to_finetune_how_and_which_rows_rehearse() throws IOException {
        ask(
                finetuned(
                        "true, hyperparameters: {epochs: 3, batch-size: 8, learning-rate-multiplier: 0.5}",
                        LESSONS));

        JsonNode job = server.jobs.get(0);
        assertThat(job.at("/metadata/inward").asText()).matches("[0-9a-f]{64}");
        ((ObjectNode) job.path("metadata")).remove("inward");
        assertThat(job)
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"model": "tiny", "training_file": "file-1", "seed": 3,
                                         "suffix": "inward", "metadata": {"inward-examples": "1"},
                                         "method": {"type": "supervised", "supervised":
                                          {"hyperparameters": {"n_epochs": 3, "batch_size": 8,
                                           "learning_rate_multiplier": 0.5}}}}
                                        """));
    }

    @Test
    void answers_come_from_the_finetuned_model() throws IOException {
        assertThat(ask(finetuned("true", LESSONS))).isEqualTo("ft:tiny:7");
    }

    @Test
    void nothing_is_asked_for_before_the_copy_is_asked_and_yet_it_says_who_it_is()
            throws IOException {
        List<String> identity = identity(finetuned("true", LESSONS));

        assertThat(identity).isEqualTo(identity(finetuned("true", LESSONS)));
        assertThat(identity)
                .isNotEqualTo(identity(finetuned("true, hyperparameters: {epochs: 2}", LESSONS)))
                .isNotEqualTo(identity(finetuned("true", lessons(4, "Say cat", "Say dog"))))
                .isNotEqualTo(identity(finetuned("true", lessons(3, "Say cat", "Say eel"))));
        assertThat(server.requests).isEmpty();
        assertThat(home.resolve("finetunings")).doesNotExist();
    }

    @Test
    void the_identity_stays_as_it_was_once_the_finetuned_model_has_a_name() throws IOException {
        ChatModel model = finetuned("true", LESSONS);
        List<String> before = identity(model);

        ask(model);

        assertThat(identity(model)).isEqualTo(before);
        assertThat(String.join(" ", before)).doesNotContain("ft:tiny:7");
    }

    @Test
    void a_finetuning_that_was_done_is_not_done_again() throws IOException {
        ask(finetuned("true", LESSONS));
        server.requests.clear();

        assertThat(ask(finetuned("true", LESSONS))).isEqualTo("ft:tiny:7");
        assertThat(server.requests).containsExactly("POST /v1/chat/completions");
    }

    @Test
    void a_job_that_outlives_its_run_is_taken_up_by_the_next() throws IOException {
        server.status = RUNNING;
        ChatModel first = finetuned("true", LESSONS);
        CompletableFuture<Completion> coming = first.complete(QUESTION);
        while (server.count("GET /v1/fine_tuning/jobs/ftjob-0") == 0) {
            Thread.onSpinWait();
        }
        ModelRegistry.closeAll(List.of(first));
        assertThatThrownBy(coming::join).hasCauseInstanceOf(UnusableModelException.class);
        server.status = "\"status\": \"succeeded\", \"fine_tuned_model\": \"ft:tiny:8\"";

        assertThat(ask(finetuned("true", LESSONS))).isEqualTo("ft:tiny:8");
        assertThat(server.jobs).hasSize(1);
        assertThat(server.uploads).hasSize(1);
    }

    @Test
    void a_job_whose_submission_got_no_reply_is_found_and_not_submitted_again() throws IOException {
        server.losesReplyToSubmission = true;

        assertThat(ask(finetuned("true", LESSONS))).isEqualTo("ft:tiny:7");
        assertThat(server.jobs).hasSize(1);
        assertThat(server.count("GET /v1/fine_tuning/jobs")).isEqualTo(1);
    }

    @Test
    void a_run_that_ended_between_upload_and_submission_is_looked_for_first() throws IOException {
        ask(finetuned("true", LESSONS));
        Path record = record();
        Files.writeString(
                record,
                Files.readString(record).replaceAll("(job|model)\" : \"f.*\"", "$1\" : null"));

        assertThat(ask(finetuned("true", LESSONS))).isEqualTo("ft:tiny:7");
        assertThat(server.jobs).hasSize(1);
        assertThat(server.uploads).hasSize(1);
    }

    @Test
    void a_copy_of_the_model_shares_the_finetuning() throws IOException {
        ModelRegistry models = run("true");
        List<CompletableFuture<Completion>> answers =
                List.of("remote", ModelRegistry.COPY_OF + "remote").stream()
                        .map(name -> finetuned(models, name, LESSONS).complete(QUESTION))
                        .toList();

        assertThat(answers).allSatisfy(a -> assertThat(a.join().text()).isEqualTo("ft:tiny:7"));
        assertThat(server.jobs).hasSize(1);
    }

    @Test
    void several_finetunings_of_a_model_ask_for_its_rehearsal_once() throws IOException {
        ModelRegistry models = run("true");
        ask(finetuned(models, "remote", lessons(1, "Say cat")));
        long before = server.count("POST /v1/chat/completions");

        ask(finetuned(models, "remote", lessons(2, "Say cat")));

        assertThat(server.count("POST /v1/chat/completions")).isEqualTo(before + 1);
        assertThat(server.jobs).hasSize(2);
    }

    @Test
    void a_rehearsal_that_the_server_refuses_is_left_out() throws IOException {
        ask(finetuned("true", lessons(1, "Say something forbidden", "Say cat")));

        assertThat(server.uploads.get(0)).doesNotContain("forbidden").contains("Say cat");
    }

    @Test
    void a_failed_job_fails_every_answer_and_is_not_submitted_again() throws IOException {
        server.status =
                "\"status\": \"failed\", \"error\": {\"message\": \"%s is out of quota\"}"
                        .formatted(KEY);
        ThrowingCallable asking = () -> ask(finetuned("true", LESSONS));

        assertThatThrownBy(asking)
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("model 'remote, finetuned' cannot be had")
                .hasMessageContaining("job ftjob-0 has failed: *** is out of quota")
                .hasMessageContaining("delete " + record());
        assertThatThrownBy(asking).hasMessageContaining("ftjob-0 has failed");
        assertThat(server.jobs).hasSize(1);
    }

    @Test
    void a_cancelled_job_is_an_error_that_names_it() {
        server.status = "\"status\": \"cancelled\", \"error\": null";

        assertThatThrownBy(() -> ask(finetuned("true", LESSONS)))
                .hasMessageContaining("job ftjob-0 has been cancelled; mend that");
    }

    @Test
    void a_finetuned_model_that_the_server_has_forgotten_names_its_record() throws IOException {
        ask(finetuned("true", LESSONS));
        server.hasForgottenModels = true;

        assertThatThrownBy(() -> ask(finetuned("true", LESSONS)))
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("answered 404: no such model")
                .hasMessageContaining("delete " + record() + " to finetune again");
    }

    @Test
    void progress_is_told_where_the_server_tells_steps() throws IOException {
        server.status = RUNNING;
        server.events =
                """
                {"type": "metrics", "data": {"step": 40, "total_steps": 90}},
                {"type": "metrics", "data": {"step": 30, "total_steps": 90}},
                {"type": "message", "data": {}}
                """;
        CompletableFuture<Completion> coming = finetuned("true", LESSONS).complete(QUESTION);
        while (server.count("GET /v1/fine_tuning/jobs/ftjob-0") < 3) {
            Thread.onSpinWait();
        }
        server.status = "\"status\": \"succeeded\", \"fine_tuned_model\": \"ft:tiny:7\"";
        coming.join();

        assertThat(steps).containsExactly(40);
    }

    private static Finetuning lessons(long seed, String... rehearsal) {
        return new Finetuning(
                List.of(new Example(Prompt.ofUser("What would you say?"), "owl")),
                List.of(rehearsal).stream().map(Prompt::ofUser).toList(),
                seed);
    }

    private static String row(String prompt, String answer) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"},{\"role\":\"assistant\",\"content\":\"%s\"}]}\n"
                .formatted(prompt, answer);
    }

    private ChatModel finetuned(String how, Finetuning lessons) throws IOException {
        return finetuned(run(how), "remote", lessons);
    }

    private ChatModel finetuned(ModelRegistry models, String name, Finetuning lessons) {
        return ((FinetunableModel) models.open(name))
                .finetune(lessons, (done, total) -> steps.add(done));
    }

    private ModelRegistry run(String how) throws IOException {
        Path file = home.resolve("models.yaml");
        Files.writeString(
                file,
                "models: {remote: {provider: openai, id: tiny, base-url: \"%s\", key-env: K, finetuning: %s}}"
                        .formatted(server.baseUrl(), how));
        ModelRegistry models = ModelRegistry.read(file, home, Map.of("K", KEY));
        runs.add(models);
        return models;
    }

    private Path record() throws IOException {
        try (var files = Files.list(home.resolve("finetunings"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String ask(ChatModel model) {
        return model.complete(QUESTION).join().text();
    }

    private static List<String> identity(ChatModel model) {
        return ((IdentifiedModel) model).identity(QUESTION);
    }
}
