package dev.inward.hosted.finetuning;

import static dev.inward.hosted.finetuning.FinetuningFixture.DATA;
import static dev.inward.hosted.finetuning.FinetuningFixture.KEY;
import static dev.inward.hosted.finetuning.FinetuningFixture.QUESTION;
import static dev.inward.hosted.finetuning.FinetuningFixture.RUNNING;
import static dev.inward.hosted.finetuning.FinetuningFixture.ask;
import static dev.inward.hosted.finetuning.FinetuningFixture.data;
import static dev.inward.hosted.finetuning.FinetuningFixture.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.finetuning.TrainingFile;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.FinetunableModel.TrainingCost;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Finetuning.HeldOutPrompt;
import dev.inward.model.Finetuning.HeldOutPrompts;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import dev.inward.model.budget.Budget;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with OpenAI's fine-tuning API finetunes a finetuned model. */
@Timeout(30)
class FinetuningAgainTest {

    private static final String SUCCEEDED =
            "\"status\": \"succeeded\", \"fine_tuned_model\": \"ft:tiny:#\"";
    private static final String KEYS =
            "true, price: {input: 1, output: 1, training: 1000}, hyperparameters: {epochs: 3}";
    private static final Finetuning NEXT =
            new Finetuning(
                    List.of(new Example(Prompt.ofUser("Name an animal."), "newt")),
                    List.of(Prompt.ofUser("Say cow")),
                    3);

    /** No token of the rows is shorter than a byte; they are learned three times. */
    private static final BigDecimal COST_OF_NEXT =
            BigDecimal.valueOf(3L * TrainingFile.write(NEXT.examples()).length, 3);

    @TempDir Path home;

    private FinetuningFixture finetunings;
    private FinetuningServer server;

    @BeforeEach
    void start() throws IOException {
        finetunings = new FinetuningFixture(home);
        server = finetunings.server;
        server.status = SUCCEEDED;
    }

    @AfterEach
    void stop() {
        finetunings.close();
    }

    @Test
    void the_next_job_starts_from_the_model_that_the_first_job_made() throws IOException {
        assertThat(ask(finetunedTwice("true"))).isEqualTo("ft:tiny:1");

        assertThat(server.jobs)
                .extracting(job -> job.path("model").asText())
                .containsExactly("tiny", "ft:tiny:0");
        assertThat(server.jobs)
                .extracting(job -> job.path("training_file").asText())
                .containsExactly("file-1", "file-2");
        assertThat(server.uploads).hasSize(2);
        assertThat(server.uploads.get(0)).contains("owl").doesNotContain("newt");
        assertThat(server.uploads.get(1)).contains("newt").doesNotContain("owl");
    }

    @Test
    void each_finetuning_starts_from_the_one_before_it() throws IOException {
        ChatModel third = finetunings.finetuned(finetunedTwice("true"), data(5));

        assertThat(ask(third)).isEqualTo("ft:tiny:2");
        assertThat(server.jobs)
                .extracting(job -> job.path("model").asText())
                .containsExactly("tiny", "ft:tiny:0", "ft:tiny:1");
    }

    @Test
    void the_first_finetuning_is_one_for_all_that_follow_it() throws IOException {
        ChatModel first = finetunings.finetuned("true", DATA);
        ChatModel second = finetunings.finetuned(first, NEXT);
        ChatModel other = finetunings.finetuned(first, data(4));

        assertThat(ask(second)).isEqualTo("ft:tiny:1");
        assertThat(ask(other)).isEqualTo("ft:tiny:2");
        assertThat(ask(first)).isEqualTo("ft:tiny:0");
        assertThat(server.jobs).hasSize(3);
    }

    @Test
    void the_identity_is_known_without_training_and_has_both_finetunings() throws IOException {
        ChatModel first = finetunings.finetuned("true", DATA);
        List<String> ofFirst = identity(first);
        List<String> ofSecond = identity(finetunings.finetuned(first, NEXT));

        assertThat(ofSecond)
                .startsWith(ofFirst.subList(0, 5).toArray(String[]::new))
                .hasSize(8)
                .isEqualTo(identity(finetunedTwice("true")));
        assertThat(ofSecond.get(6)).matches("[0-9a-f]{64}").isNotEqualTo(ofFirst.get(4));
        assertThat(
                        List.of(
                                ofSecond,
                                identity(finetunings.finetuned(first, data(4))),
                                identity(finetunings.finetuned("true", NEXT)),
                                identity(
                                        finetunings.finetuned(
                                                finetunings.finetuned("true", data(4)), NEXT))))
                .doesNotHaveDuplicates();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void a_finished_finetuning_needs_the_one_before_it_no_longer() throws IOException {
        ask(finetunedTwice("true"));
        server.requests.clear();
        Files.delete(recordOf("tiny"));

        assertThat(ask(finetunedTwice("true"))).isEqualTo("ft:tiny:1");
        assertThat(server.requests).containsExactly("POST /v1/chat/completions");
    }

    @Test
    void the_next_run_resumes_whichever_job_runs() throws IOException {
        for (int running = 0; running < 2; running++) {
            server.status = RUNNING;
            ChatModel first = finetunings.finetuned("true", DATA);
            ChatModel second = finetunings.finetuned(first, NEXT);
            CompletableFuture<Completion> answer = second.complete(QUESTION);
            while (server.count("GET /v1/fine_tuning/jobs/ftjob-" + running) == 0) {
                Thread.onSpinWait();
            }
            ModelRegistry.closeAll(List.of(first, second));
            assertThatThrownBy(answer::join).hasCauseInstanceOf(UnusableModelException.class);
            server.status = SUCCEEDED;
            ask(finetunings.finetuned("true", DATA));
        }

        assertThat(ask(finetunedTwice("true"))).isEqualTo("ft:tiny:1");
        assertThat(server.jobs).hasSize(2);
        assertThat(server.uploads).hasSize(2);
    }

    @Test
    void a_next_job_whose_submission_got_no_response_is_not_submitted_again() throws IOException {
        ask(finetunings.finetuned("true", DATA));
        server.losesNextSubmissionResponse = true;

        assertThat(ask(finetunedTwice("true"))).isEqualTo("ft:tiny:1");
        assertThat(server.jobs).hasSize(2);
    }

    @Test
    void each_finetuning_has_a_cost_of_its_own_until_it_is_paid_for() throws IOException {
        ChatModel first = finetunings.finetuned(KEYS, DATA);

        assertThat(maxCost(first).money())
                .hasValueSatisfying(money -> assertThat(money).isEqualByComparingTo(COST_OF_NEXT));
        ask(first);
        assertThat(maxCost(first).tokens()).isPositive();
        ask(finetunings.finetuned(first, NEXT));
        assertThat(maxCost(first)).isEqualTo(TrainingCost.NONE);
    }

    @Test
    void a_next_finetuning_that_could_exceed_the_budget_is_not_submitted() throws IOException {
        ask(finetunings.finetuned(KEYS, DATA));
        finetunings.expenses =
                new Budget(COST_OF_NEXT.subtract(new BigDecimal("0.001")), null)
                        .finetuningExpenses();

        assertThatThrownBy(() -> ask(finetunedTwice(KEYS)))
                .hasMessageContaining("the finetuning could cost " + COST_OF_NEXT.toPlainString());
        assertThat(server.jobs).hasSize(1);
        assertThat(server.uploads).hasSize(1);
    }

    @Test
    void a_model_without_a_price_has_no_bound_for_the_next_finetuning() throws IOException {
        var first = (FinetunableModel) finetunings.finetuned("true", DATA);

        assertThatThrownBy(first::requireBoundedTrainingCost)
                .hasMessageContaining("model 'remote' is finetuned and has no 'price.training'");
    }

    @Test
    void rehearsal_rows_have_the_answers_of_the_model_that_is_finetuned_again() throws IOException {
        ask(finetunedTwice("true, rehearsal: training-items"));

        assertThat(server.uploads.get(0)).contains("\"content\":\"dog\"");
        assertThat(server.uploads.get(1)).contains("Say cow", "\"content\":\"ft:tiny:0\"");
    }

    @Test
    void a_held_out_prompt_in_the_next_rows_is_not_uploaded() throws IOException {
        Finetuning leaking =
                new Finetuning(
                        NEXT.examples(),
                        NEXT.rehearsal(),
                        NEXT.seed(),
                        new HeldOutPrompts(
                                List.of(new HeldOutPrompt("pets", "an animal")), Set.of()));
        ChatModel first = finetunings.finetuned("true", DATA);

        assertThatThrownBy(() -> ask(finetunings.finetuned(first, leaking)))
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("model 'remote, finetuned again' is not available")
                .hasMessageContaining("has a held-out prompt of the task 'pets'");
        assertThat(server.uploads).hasSize(1);
    }

    @Test
    void a_first_job_that_fails_is_named_and_no_next_job_is_submitted() {
        server.status =
                "\"status\": \"failed\", \"error\": {\"message\": \"%s is out of quota\"}"
                        .formatted(KEY);

        assertThatThrownBy(() -> ask(finetunedTwice("true")))
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("model 'remote, finetuned again' is not available")
                .hasMessageContaining("model 'remote, finetuned' is not available")
                .hasMessageContaining("job ftjob-0 failed: *** is out of quota");
        assertThat(server.jobs).hasSize(1);
    }

    @Test
    void another_temperature_of_a_finetuned_model_cannot_be_finetuned() throws IOException {
        ChatModel first = finetunings.finetuned("true", DATA);

        assertThat(first.atTemperature(1).orElseThrow()).isNotInstanceOf(FinetunableModel.class);
        assertThat(first.forSample(3)).isSameAs(first);
    }

    private ChatModel finetunedTwice(String finetuning) throws IOException {
        return finetunings.finetuned(finetunings.finetuned(finetuning, DATA), NEXT);
    }

    private static TrainingCost maxCost(ChatModel model) {
        return ((FinetunableModel) model).maxTrainingCost(NEXT);
    }

    private Path recordOf(String model) throws IOException {
        try (var files = Files.list(home.resolve("finetunings"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
                if (Files.readString(file).contains("\"model\" : \"" + model + "\"")) {
                    return file;
                }
            }
        }
        throw new IllegalStateException("no record of a finetuning of " + model);
    }
}
