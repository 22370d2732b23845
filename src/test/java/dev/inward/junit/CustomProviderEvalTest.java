package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.IntrospectionEval;
import dev.inward.cache.AnswerStore;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Evals of models that a provider of the user opens, in runs one after the other. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class CustomProviderEvalTest {

    private static final String KEPT =
            "inward: The answers of model 'oracle' are kept under a default identity: the provider 'shop', the settings without secrets, the prompt, and the class files beside shop.ShopProvider.";

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    private final Map<String, String> parameters = new HashMap<>();
    private CompiledProvider provider;

    static class FirstCharacter {
        @IntrospectionEval(value = "first_character", targets = "oracle", predictors = "stranger")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @BeforeEach
    void write_a_provider_and_evals() throws IOException {
        provider = new CompiledProvider(folder.resolve("classes"));
        provider.compile(1, "ChatModel");
        writeModels("");
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
        parameters.put("inward.inconclusive", "fail");
    }

    @Test
    void a_second_run_calls_no_model() throws IOException {
        assertThat(callsOfPassingRun()).isPositive();
        String verdicts = verdicts();
        assertThat(console.printed()).containsOnlyOnce(KEPT);

        assertThat(callsOfPassingRun()).isZero();
        assertThat(verdicts()).isEqualTo(verdicts);
    }

    @Test
    void a_changed_setting_calls_the_models_again() throws IOException {
        int all = callsOfPassingRun();

        writeModels(", style: terse");
        assertThat(callsOfPassingRun()).isEqualTo(all);
    }

    @Test
    void a_changed_class_calls_the_models_again() throws IOException {
        int all = callsOfPassingRun();

        provider.compile(2, "ChatModel");
        assertThat(callsOfPassingRun()).isEqualTo(all);
    }

    @Test
    void a_secret_is_neither_part_of_the_identity_nor_written_anywhere() throws IOException {
        writeModels(", api-key: sesame-open");
        callsOfPassingRun();
        assertNoFileContains("sesame-open");
        assertThat(console.printed()).doesNotContain("sesame-open");

        writeModels(", api-key: another-key");
        assertThat(callsOfPassingRun()).isZero();
    }

    @Test
    void an_identity_of_its_own_decides_alone() throws IOException {
        provider.compile(1, "IdentifiedModel");
        callsOfPassingRun();
        assertThat(console.printed()).doesNotContain("default identity");

        provider.compile(2, "IdentifiedModel");
        writeModels(", style: terse");
        assertThat(callsOfPassingRun()).isZero();
    }

    @Test
    void a_recording_can_be_replayed_without_calls_and_without_a_store() throws IOException {
        parameters.put("inward.mode", "record");
        callsOfPassingRun();

        parameters.put("inward.mode", "replay");
        parameters.put("inward.home", folder.resolve("elsewhere").toString());
        assertThat(callsOfPassingRun()).isZero();
    }

    @Test
    void a_model_whose_classes_cannot_be_read_is_called_again_and_the_run_says_so()
            throws IOException {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(AnswerStore.class.getName());
        var handler = new ListHandler(warnings);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            int all = callsOfPassingRun(provider.loaderWithoutSource());
            assertThat(warnings)
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("The answers of model 'oracle' are not kept"))
                    .allMatch(line -> line.endsWith("Implement IdentifiedModel in its class."));
            assertThat(console.printed()).doesNotContain("default identity");

            assertThat(callsOfPassingRun(provider.loaderWithoutSource())).isEqualTo(all);
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    private static final class ListHandler extends Handler {

        private final List<String> messages;

        ListHandler(List<String> messages) {
            this.messages = messages;
        }

        @Override
        public void publish(LogRecord record) {
            messages.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private void writeModels(String moreKeys) {
        String calls = folder.resolve("calls").toString();
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                "oracle: {provider: shop, predicts: truth, calls: \"%s\"%s}"
                        .formatted(calls, moreKeys),
                "stranger: {provider: shop, predicts: z, calls: \"%s\"%s}"
                        .formatted(calls, moreKeys));
    }

    private int callsOfPassingRun() throws IOException {
        return callsOfPassingRun(provider.loader());
    }

    /** Runs the eval with the provider of a class loader, and returns the calls of its models. */
    private int callsOfPassingRun(URLClassLoader providers) throws IOException {
        Path calls = folder.resolve("calls");
        Files.deleteIfExists(calls);
        PartsOfRuns.remove(folder.resolve("reports"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (providers) {
            Thread.currentThread().setContextClassLoader(providers);
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(FirstCharacter.class))
                    .configurationParameters(parameters)
                    .execute()
                    .testEvents()
                    .assertStatistics(tests -> tests.succeeded(1));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    private String verdicts() throws IOException {
        return Files.readString(folder.resolve("reports/verdicts.json"));
    }

    private void assertNoFileContains(String secret) throws IOException {
        for (String place : List.of("reports", "home")) {
            try (var files = Files.walk(folder.resolve(place))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(secret);
                }
            }
        }
    }
}
