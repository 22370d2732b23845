package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.junit.JudgedEvals.BeginsWithVowel;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Plans of a property that a judge computes. The answers are not known yet, so each may have as
 * many tokens as the model that gives it allows. Target and predictor answer 64 items each.
 */
@Isolated("The evals inside print to the console.")
class JudgedPlanEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    @AfterEach
    void no_model_has_been_called() {
        assertThat(server.calls()).hasValue(0);
    }

    @Test
    void answers_of_the_target_are_as_long_as_the_target_allows() throws IOException {
        assertThat(inputTokens(128, 1000, 100, "false") - inputTokens(128, 100, 100, "false"))
                .isEqualTo(64 * 900);
    }

    @Test
    void answers_of_the_predictor_are_as_long_as_the_predictor_allows() throws IOException {
        assertThat(inputTokens(128, 100, 1000, "false") - inputTokens(128, 100, 100, "false"))
                .isEqualTo(64 * 900);
    }

    /** The predictor also answers in the target's place. */
    @Test
    void simulated_answers_are_as_long_as_the_predictor_allows() throws IOException {
        assertThat(inputTokens(192, 100, 1000, "true") - inputTokens(192, 100, 100, "true"))
                .isEqualTo(2 * 64 * 900);
        assertThat(inputTokens(192, 1000, 100, "true") - inputTokens(192, 100, 100, "true"))
                .isEqualTo(64 * 900);
    }

    /** Plans a run and returns the input tokens of the judge's calls. */
    private int inputTokens(int calls, int maxOfTarget, int maxOfPredictor, String isSimulated)
            throws IOException {
        JudgedEvals evals =
                JudgedEvals.write(
                        folder,
                        server,
                        server.entry("oracle", ", max-tokens: " + maxOfTarget),
                        server.entry("stranger", ", max-tokens: " + maxOfPredictor),
                        server.entry("judge", ""));
        evals.parameters().put("inward.plan", "true");
        evals.parameters().put("inward.simulation", isSimulated);
        evals.run(BeginsWithVowel.class);

        Matcher row =
                Pattern.compile("judge +0 +" + calls + " +([0-9,]+) ").matcher(console.printed());
        String tokens = "";
        while (row.find()) {
            tokens = row.group(1);
        }
        return Integer.parseInt(tokens.replace(",", ""));
    }
}
