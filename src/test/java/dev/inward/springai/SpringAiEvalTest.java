package dev.inward.springai;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;

/** Runs an eval on models of known truth through Spring AI's client for OpenAI. */
@Isolated("The evals inside print to the console.")
class SpringAiEvalTest {

    /** The address of the server. It is static, because Inward creates the suppliers. */
    private static final AtomicReference<String> ADDRESS = new AtomicReference<>("");

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    static class FirstCharacter {
        @IntrospectionEval("first_character")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    private static ChatModel model(String id) {
        return OpenAiChatModel.builder()
                .openAiApi(OpenAiApi.builder().baseUrl(ADDRESS.get()).apiKey("sk-local").build())
                .defaultOptions(OpenAiChatOptions.builder().model(id).temperature(0.0).build())
                .build();
    }

    public static class Oracle implements Supplier<ChatModel> {
        @Override
        public ChatModel get() {
            return model("oracle");
        }
    }

    public static class Stranger implements Supplier<ChatModel> {
        @Override
        public ChatModel get() {
            return model("stranger");
        }
    }

    @BeforeEach
    void write_models() {
        ADDRESS.set(server.baseUrl().replaceAll("/v1$", ""));
        server.answerEach(
                request ->
                        KnownTruthServer.truth(request)
                                .newBuilder()
                                .addHeader("Content-Type", "application/json")
                                .build());
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                entry("oracle", Oracle.class),
                entry("stranger", Stranger.class));
    }

    @Test
    void a_second_run_calls_no_server_and_gives_the_same_verdict() throws IOException {
        assertThat(run().succeeded().count()).isEqualTo(1);
        int calls = server.calls().get();
        assertThat(calls).isGreaterThan(240);
        String first = Files.readString(folder.resolve("reports/verdicts.json"));

        assertThat(run().succeeded().count()).isEqualTo(1);
        assertThat(server.calls()).hasValue(calls);
        assertThat(folder.resolve("reports/verdicts.json")).hasContent(first);
    }

    private static String entry(String name, Class<?> supplier) {
        return "%s: {provider: spring-ai, supplier: %s}".formatted(name, supplier.getName());
    }

    private Events run() {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FirstCharacter.class))
                .configurationParameters(
                        Map.of(
                                "inward.evals",
                                folder.resolve("evals").toString(),
                                "inward.reports",
                                folder.resolve("reports").toString(),
                                "inward.home",
                                folder.resolve("home").toString(),
                                "inward.classifiers",
                                "false",
                                "inward.target",
                                "oracle",
                                "inward.predictors",
                                "stranger"))
                .execute()
                .testEvents();
    }
}
