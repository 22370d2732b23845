package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.junit.JudgedEvals.StartsWithVowel;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.ThrownByEval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.Events;

/**
 * Evals of a property that a function computes, with predictors that are finetuned on a judged
 * property too, because the task lists it.
 */
@Isolated("The evals inside print to the console.")
class JudgedTrainingEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private JudgedEvals evals = new JudgedEvals(Path.of(""), Map.of());

    @BeforeEach
    void finetune_on_both_properties() throws IOException {
        evals =
                JudgedEvals.write(
                        folder,
                        server,
                        "oracle: {provider: known-truth, knows: itself, records: finetuning}",
                        "stranger: {provider: known-truth, knows: evasion, records: finetuning}",
                        server.entry("judge", ""));
        evals.list("starts_with_vowel, begins_with_vowel");
    }

    @Test
    void rows_to_which_the_judge_gives_no_value_are_counted_and_shown() throws IOException {
        server.answerEach(
                request ->
                        JudgedEvals.judgedAnswer(request).equals("owl")
                                ? KnownTruthServer.saying("I cannot tell.")
                                : JudgedEvals.truth(request));

        evals.events(StartsWithVowel.class);

        JsonNode verdict = evals.verdict();
        JsonNode judged = verdict.at("/judgedTraining/begins_with_vowel");
        int answers = judged.path("answers").asInt();
        int withoutValue = judged.path("withoutValue").asInt();
        assertThat(withoutValue).isBetween(1, answers - 1);
        // The rows of the function keep all answers.
        assertThat(verdict.at("/counts/trainingRows").asInt())
                .isEqualTo(2 * answers - withoutValue);
        assertThat(verdict.has("judging")).isFalse();
        assertThat(judged.at("/judges/0/name").asText()).isEqualTo("judge");
        assertThat(Files.readString(folder.resolve("reports/summary.md")).replace("\\", ""))
                .contains("training answers about 'begins_with_vowel' were judged by 'judge' (")
                .contains("; %d of %d answers got no value".formatted(withoutValue, answers))
                .contains("| judge | not reported |");
    }

    @Test
    void a_judge_that_answers_about_no_training_row_is_an_error() {
        server.answerEach(
                request ->
                        new MockResponse.Builder()
                                .code(422)
                                .body("{\"error\": {\"message\": \"no\"}}")
                                .build());

        Events events = evals.events(StartsWithVowel.class);

        assertThat(ThrownByEval.in(events))
                .hasStackTraceContaining("model 'judge' answered none of its")
                .hasStackTraceContaining("prompts about judge_of_begins_with_vowel");
    }
}
