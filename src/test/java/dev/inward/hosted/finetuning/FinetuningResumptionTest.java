package dev.inward.hosted.finetuning;

import static dev.inward.hosted.finetuning.FinetuningFixture.DATA;
import static dev.inward.hosted.finetuning.FinetuningFixture.KEY;
import static dev.inward.hosted.finetuning.FinetuningFixture.QUESTION;
import static dev.inward.hosted.finetuning.FinetuningFixture.RUNNING;
import static dev.inward.hosted.finetuning.FinetuningFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.UnusableModelException;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a finetuning resumes after interruptions, and how it reports failures. */
@Timeout(30)
class FinetuningResumptionTest {

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
    void a_finished_finetuning_is_not_repeated() throws IOException {
        ask(finetunings.finetuned("true", DATA));
        server.requests.clear();

        assertThat(ask(finetunings.finetuned("true", DATA))).isEqualTo("ft:tiny:7");
        assertThat(server.requests).containsExactly("POST /v1/chat/completions");
    }

    @Test
    void the_next_run_resumes_a_running_job() throws IOException {
        server.status = RUNNING;
        ChatModel first = finetunings.finetuned("true", DATA);
        CompletableFuture<Completion> answer = first.complete(QUESTION);
        while (server.count("GET /v1/fine_tuning/jobs/ftjob-0") == 0) {
            Thread.onSpinWait();
        }
        ModelRegistry.closeAll(List.of(first));
        assertThatThrownBy(answer::join).hasCauseInstanceOf(UnusableModelException.class);
        server.status = "\"status\": \"succeeded\", \"fine_tuned_model\": \"ft:tiny:8\"";

        assertThat(ask(finetunings.finetuned("true", DATA))).isEqualTo("ft:tiny:8");
        assertThat(server.jobs).hasSize(1);
        assertThat(server.uploads).hasSize(1);
    }

    @Test
    void a_submission_without_a_response_is_not_repeated_if_the_job_exists() throws IOException {
        server.losesNextSubmissionResponse = true;

        assertThat(ask(finetunings.finetuned("true", DATA))).isEqualTo("ft:tiny:7");
        assertThat(server.jobs).hasSize(1);
        assertThat(server.count("GET /v1/fine_tuning/jobs")).isEqualTo(1);
    }

    @Test
    void a_run_that_finds_an_upload_without_a_job_searches_the_job_before_it_submits()
            throws IOException {
        ask(finetunings.finetuned("true", DATA));
        Path recordFile = finetunings.recordFile();
        Files.writeString(
                recordFile,
                Files.readString(recordFile).replaceAll("(job|model)\" : \"f.*\"", "$1\" : null"));

        assertThat(ask(finetunings.finetuned("true", DATA))).isEqualTo("ft:tiny:7");
        assertThat(server.jobs).hasSize(1);
        assertThat(server.uploads).hasSize(1);
    }

    @Test
    void a_failed_job_fails_every_answer_and_is_not_submitted_again() throws IOException {
        server.status =
                "\"status\": \"failed\", \"error\": {\"message\": \"%s is out of quota\"}"
                        .formatted(KEY);
        ThrowingCallable request = () -> ask(finetunings.finetuned("true", DATA));

        assertThatThrownBy(request)
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("model 'remote, finetuned' is not available")
                .hasMessageContaining("job ftjob-0 failed: *** is out of quota")
                .hasMessageContaining("delete " + finetunings.recordFile());
        assertThatThrownBy(request).hasMessageContaining("ftjob-0 failed");
        assertThat(server.jobs).hasSize(1);
    }

    @Test
    void the_error_of_a_cancelled_job_has_its_id() {
        server.status = "\"status\": \"cancelled\", \"error\": null";

        assertThatThrownBy(() -> ask(finetunings.finetuned("true", DATA)))
                .hasMessageContaining("job ftjob-0 was cancelled. Fix the cause");
    }

    @Test
    void the_error_of_a_finetuned_model_that_the_server_deleted_has_its_record()
            throws IOException {
        ask(finetunings.finetuned("true", DATA));
        server.hasDeletedModels = true;

        assertThatThrownBy(() -> ask(finetunings.finetuned("true", DATA)))
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("answered 404: no such model")
                .hasMessageContaining("delete " + finetunings.recordFile() + " to finetune again");
    }
}
