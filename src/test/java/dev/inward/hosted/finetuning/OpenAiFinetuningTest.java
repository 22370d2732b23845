package dev.inward.hosted.finetuning;

import static dev.inward.hosted.finetuning.FinetuningFixture.DATA;
import static dev.inward.hosted.finetuning.FinetuningFixture.QUESTION;
import static dev.inward.hosted.finetuning.FinetuningFixture.RUNNING;
import static dev.inward.hosted.finetuning.FinetuningFixture.ask;
import static dev.inward.hosted.finetuning.FinetuningFixture.data;
import static dev.inward.hosted.finetuning.FinetuningFixture.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The requests of a finetuning, and the model that it creates. */
@Timeout(30)
class OpenAiFinetuningTest {

    private static final String REHEARSING = "true, rehearsal: training-items";

    @TempDir Path home;

    private FinetuningFixture finetunings;
    private FinetuningServer server;

    @BeforeEach
    void start() throws IOException {
        finetunings = new FinetuningFixture(home);
        server = finetunings.server;
    }

    @AfterEach
    void stop() {
        finetunings.close();
    }

    @Test
    void the_rows_are_the_examples_and_the_rehearsal_with_the_models_own_answers()
            throws IOException {
        ask(finetunings.finetuned(REHEARSING, DATA));

        assertThat(server.uploads).hasSize(1);
        assertThat(server.uploads.get(0))
                .contains("name=\"purpose\"", "fine-tune", "filename=\"inward-")
                .contains(
                        row("What would you say?", "owl")
                                + row("Say cat", "cat")
                                + row("Say dog", "dog"));
    }

    @Test
    void by_default_the_rows_are_the_examples_alone() throws IOException {
        ask(finetunings.finetuned("true", DATA));

        assertThat(server.uploads.get(0))
                .contains(row("What would you say?", "owl"))
                .doesNotContain("Say cat", "Say dog");
        assertThat(server.count("POST /v1/chat/completions")).isEqualTo(1);
    }

    @Test
    void a_job_has_the_model_the_hyperparameters_and_the_number_of_examples() throws IOException {
        ask(
                finetunings.finetuned(
                        "true, hyperparameters: {epochs: 3, batch-size: 8, learning-rate-multiplier: 0.5}",
                        DATA));

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
    void the_finetuned_model_gives_the_answers() throws IOException {
        assertThat(ask(finetunings.finetuned("true", DATA))).isEqualTo("ft:tiny:7");
    }

    @Test
    void a_finetuned_model_is_trained_once_for_all_temperatures() throws IOException {
        ChatModel finetuned = finetunings.finetuned("true, seed: 5", DATA);
        ChatModel drawing = finetuned.atTemperature(1).orElseThrow();

        assertThat(identity(drawing)).isNotEqualTo(identity(finetuned));
        assertThat(identity(drawing))
                .startsWith(identity(finetuned).subList(0, 5).toArray(String[]::new));
        assertThat(identity(drawing.forSample(2)).get(5))
                .contains("\"temperature\":1.0", "\"seed\":7");
        assertThat(ask(drawing)).isEqualTo("ft:tiny:7");
        assertThat(ask(drawing.forSample(2))).isEqualTo("ft:tiny:7");
        assertThat(ask(finetuned)).isEqualTo("ft:tiny:7");
        assertThat(server.jobs).hasSize(1);
        assertThat(server.calls)
                .extracting(
                        call -> call.path("model").asText(),
                        call -> call.path("temperature").asDouble(),
                        call -> call.path("seed").asInt())
                .containsExactly(
                        tuple("ft:tiny:7", 1.0, 5),
                        tuple("ft:tiny:7", 1.0, 7),
                        tuple("ft:tiny:7", 0.0, 5));
    }

    @Test
    void the_samples_of_a_finetuned_model_have_seeds_of_their_own() throws IOException {
        ChatModel finetuned = finetunings.finetuned("true, seed: 5, temperature: 0.5", DATA);

        assertThat(finetuned.forSample(0)).isSameAs(finetuned);
        ask(finetuned.forSample(1));
        assertThat(server.calls.get(0).path("seed").asInt()).isEqualTo(6);
    }

    @Test
    void the_base_model_has_other_temperatures_too() throws IOException {
        ChatModel model = finetunings.openRegistry("true").open("remote");

        assertThat(ask(model.atTemperature(1).orElseThrow())).isEqualTo("you?");
        assertThat(server.calls.get(0).path("temperature").asDouble()).isEqualTo(1);
    }

    @Test
    void the_identity_is_known_before_the_first_request() throws IOException {
        List<String> identity = identity(finetunings.finetuned("true", DATA));

        assertThat(identity).isEqualTo(identity(finetunings.finetuned("true", DATA)));
        assertThat(identity)
                .isNotEqualTo(
                        identity(finetunings.finetuned("true, hyperparameters: {epochs: 2}", DATA)))
                .isNotEqualTo(
                        identity(finetunings.finetuned("true", data(4, "Say cat", "Say dog"))))
                .isNotEqualTo(identity(finetunings.finetuned(REHEARSING, DATA)));
        assertThat(identity(finetunings.finetuned(REHEARSING, DATA)))
                .isNotEqualTo(
                        identity(finetunings.finetuned(REHEARSING, data(3, "Say cat", "Say eel"))));
        assertThat(server.requests).isEmpty();
        assertThat(home.resolve("finetunings")).doesNotExist();
    }

    @Test
    void the_identity_does_not_change_after_training() throws IOException {
        ChatModel model = finetunings.finetuned("true", DATA);
        List<String> before = identity(model);

        ask(model);

        assertThat(identity(model)).isEqualTo(before);
        assertThat(String.join(" ", before)).doesNotContain("ft:tiny:7");
    }

    @Test
    void a_copy_of_a_model_shares_its_finetuning() throws IOException {
        ModelRegistry models = finetunings.openRegistry("true");
        List<CompletableFuture<Completion>> answers =
                List.of("remote", ModelRegistry.COPY_PREFIX + "remote").stream()
                        .map(name -> finetunings.finetuned(models, name, DATA).complete(QUESTION))
                        .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().text()).isEqualTo("ft:tiny:7"));
        assertThat(server.jobs).hasSize(1);
    }

    @Test
    void several_finetunings_of_a_model_share_its_rehearsal() throws IOException {
        ModelRegistry models = finetunings.openRegistry(REHEARSING);
        ask(finetunings.finetuned(models, "remote", data(1, "Say cat")));
        long before = server.count("POST /v1/chat/completions");

        ask(finetunings.finetuned(models, "remote", data(2, "Say cat")));

        assertThat(server.count("POST /v1/chat/completions")).isEqualTo(before + 1);
        assertThat(server.jobs).hasSize(2);
    }

    @Test
    void a_rehearsal_prompt_that_the_server_rejects_is_omitted() throws IOException {
        ask(finetunings.finetuned(REHEARSING, data(1, "Say something forbidden", "Say cat")));

        assertThat(server.uploads.get(0)).doesNotContain("forbidden").contains("Say cat");
    }

    @Test
    void progress_is_reported_if_the_server_reports_steps() throws IOException {
        server.status = RUNNING;
        server.events =
                """
                {"type": "metrics", "data": {"step": 40, "total_steps": 90}},
                {"type": "metrics", "data": {"step": 30, "total_steps": 90}},
                {"type": "message", "data": {}}
                """;
        CompletableFuture<Completion> answer =
                finetunings.finetuned("true", DATA).complete(QUESTION);
        while (server.count("GET /v1/fine_tuning/jobs/ftjob-0") < 3) {
            Thread.onSpinWait();
        }
        server.status = "\"status\": \"succeeded\", \"fine_tuned_model\": \"ft:tiny:7\"";
        answer.join();

        assertThat(finetunings.steps).containsExactly(40);
    }

    private static String row(String prompt, String answer) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"},{\"role\":\"assistant\",\"content\":\"%s\"}]}\n"
                .formatted(prompt, answer);
    }
}
