package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.junit.JudgedEvals.BeginsWithVowel;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A judge that is target or predictor under another name is noticed. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class JudgeInComparisonEvalTest {

    private static final String FAVOURS =
            ", which takes part in this comparison, so the values may favour it";

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();
    @RegisterExtension final KnownTruthServer otherServer = new KnownTruthServer();

    @Test
    void a_judge_with_the_address_and_the_id_of_the_target() throws IOException {
        JudgedEvals evals = run(judge(server, "oracle", ""));

        assertThat(sameModels(evals).at("/judge/0").asText()).isEqualTo("oracle");
        assertThat(summary()).contains("the judge 'judge' is the same model as 'oracle'" + FAVOURS);
    }

    @Test
    void a_judge_with_the_address_and_the_id_of_the_predictor_and_another_temperature()
            throws IOException {
        JudgedEvals evals = run(judge(server, "stranger", ", temperature: 0.7"));

        assertThat(sameModels(evals).at("/judge/0").asText()).isEqualTo("stranger");
        assertThat(summary())
                .contains("the judge 'judge' is the same model as 'stranger'" + FAVOURS)
                .doesNotContain("as 'oracle'");
    }

    @Test
    void an_address_in_another_spelling() throws IOException {
        String spelled = judge(server, "oracle", "").replace("/v1\"", "/v1/\"");

        assertThat(sameModels(run(spelled)).at("/judge/0").asText()).isEqualTo("oracle");
    }

    @Test
    void a_judge_with_another_id_that_the_same_model_answers_for() throws IOException {
        JudgedEvals evals = run(judge(server, "latest", ""), request -> served(request, "gpt-1"));

        assertThat(sameModels(evals).isMissingNode()).isTrue();
        assertThat(summary())
                .contains("gpt-1 answered for the judge 'judge' and for 'oracle'" + FAVOURS)
                .contains("gpt-1 answered for the judge 'judge' and for 'stranger'" + FAVOURS);
    }

    @Test
    void the_same_id_at_another_server_is_another_model() throws IOException {
        otherServer.answerEach(JudgedEvals::truth);

        JudgedEvals evals = run(judge(otherServer, "oracle", ""));

        assertThat(otherServer.calls()).hasPositiveValue();
        assertThat(sameModels(evals).isMissingNode()).isTrue();
        assertThat(summary()).contains("was judged by 'judge'").doesNotContain(FAVOURS);
    }

    private static String judge(KnownTruthServer server, String id, String more) {
        return "judge: {provider: openai, id: %s, base-url: \"%s\"%s}"
                .formatted(id, server.baseUrl(), more);
    }

    private static MockResponse served(RecordedRequest request, String model) {
        String answer = JudgedEvals.judgedAnswer(request);
        return answer.isEmpty()
                ? KnownTruthServer.truthOf(request, model)
                : KnownTruthServer.saying(JudgedEvals.beginsWithVowel(answer), model);
    }

    private JudgedEvals run(String judge) throws IOException {
        return run(judge, JudgedEvals::truth);
    }

    private JudgedEvals run(String judge, KnownTruthServer.RequestHandler handler)
            throws IOException {
        JudgedEvals evals =
                JudgedEvals.write(
                        folder,
                        server,
                        server.entry("oracle", ""),
                        server.entry("stranger", ""),
                        judge);
        server.answerEach(handler);
        evals.events(BeginsWithVowel.class);
        return evals;
    }

    private static JsonNode sameModels(JudgedEvals evals) throws IOException {
        return evals.verdict().at("/judging/sameModels");
    }

    private String summary() throws IOException {
        return Files.readString(folder.resolve("reports/summary.md"));
    }
}
