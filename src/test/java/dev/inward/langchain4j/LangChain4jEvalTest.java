package dev.inward.langchain4j;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthProvider;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.verdict.Evidence;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs an eval on models of known truth through LangChain4j. */
@Isolated("The evals inside print to the console.")
class LangChain4jEvalTest {

    /** Calls of all models here. It is static, because Inward creates the suppliers. */
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    static class FirstCharacter {
        @IntrospectionEval("first_character")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    private record ScriptedModel(Function<String, String> answer) implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            CALLS.incrementAndGet();
            String prompt = ((UserMessage) request.messages().get(0)).singleText();
            return ChatResponse.builder()
                    .aiMessage(AiMessage.from(answer.apply(prompt)))
                    .finishReason(FinishReason.STOP)
                    .build();
        }
    }

    public static class Oracle implements Supplier<ChatModel> {
        @Override
        public ChatModel get() {
            return new ScriptedModel(KnownTruthProvider::truth);
        }
    }

    public static class Stranger implements Supplier<ChatModel> {
        @Override
        public ChatModel get() {
            return new ScriptedModel(
                    prompt ->
                            prompt.startsWith("Suppose") ? "z" : KnownTruthProvider.truth(prompt));
        }
    }

    public static class LockedOut implements Supplier<ChatModel> {
        @Override
        public ChatModel get() {
            return new ScriptedModel(
                    prompt -> {
                        throw new AuthenticationException("who are you?");
                    });
        }
    }

    @BeforeEach
    void write_models() {
        CALLS.set(0);
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                entry("oracle", Oracle.class),
                entry("stranger", Stranger.class),
                entry("locked-out", LockedOut.class));
    }

    @Test
    void a_second_run_calls_no_model_and_gives_the_same_verdict() throws IOException {
        assertThat(run("oracle", "stranger").succeeded().count()).isEqualTo(1);
        assertThat(CALLS.get()).isGreaterThan(240);
        String first = Files.readString(folder.resolve("reports/verdicts.json"));
        CALLS.set(0);

        assertThat(run("oracle", "stranger").succeeded().count()).isEqualTo(1);
        assertThat(CALLS).hasValue(0);
        assertThat(folder.resolve("reports/verdicts.json")).hasContent(first);
    }

    @Test
    void a_refused_key_fails_the_eval_instead_of_giving_an_open_verdict() {
        Events tests = run("oracle", "locked-out");

        assertThat(tests.failed().count()).isEqualTo(1);
        assertThat(
                        tests.failed().stream()
                                .flatMap(
                                        event ->
                                                event
                                                        .getPayload(TestExecutionResult.class)
                                                        .stream())
                                .flatMap(result -> result.getThrowable().stream()))
                .singleElement()
                .isInstanceOf(IllegalArgumentException.class)
                .asString()
                .contains("Model 'locked-out', supplied by " + LockedOut.class.getName())
                .contains("who are you?");
    }

    private static String entry(String name, Class<?> supplier) {
        return "%s: {provider: langchain4j, supplier: %s}".formatted(name, supplier.getName());
    }

    private Events run(String target, String predictor) {
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
                                target,
                                "inward.predictors",
                                predictor))
                .execute()
                .testEvents();
    }
}
