package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthProvider;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.verdict.Evidence;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Evals in a real launcher session, as Surefire and IDEs open it. */
@Isolated("The evals inside print to the console.")
class EvalSessionListenerTest {

    private static final Set<String> CALLED_MODELS = ConcurrentHashMap.newKeySet();
    private static CountDownLatch firstCall = new CountDownLatch(1);

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    @BeforeEach
    void forget_earlier_calls() {
        CALLED_MODELS.clear();
        firstCall = new CountDownLatch(1);
    }

    static class RunsFirst {
        @Test
        void a_model_of_a_later_eval_is_called_while_this_runs() throws InterruptedException {
            assertThat(firstCall.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    static class RunsLater {
        @IntrospectionEval(value = "first_character", targets = "wanted", predictors = "other")
        void claim(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsModeBaseline();
        }
    }

    static class NeverRuns {
        @Disabled("so that the test can see that no model is called for it")
        @IntrospectionEval(value = "first_character", targets = "unwanted", predictors = "other")
        void claim(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsModeBaseline();
        }
    }

    @Test
    void all_selected_evals_start_before_the_first_test_except_disabled_evals() {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                "wanted: {provider: announcing}",
                "unwanted: {provider: announcing}",
                "other: {provider: announcing}");
        var summary = new SummaryGeneratingListener();

        try (LauncherSession session =
                LauncherFactory.openSession(
                        LauncherConfig.builder()
                                .enableTestExecutionListenerAutoRegistration(false)
                                .build())) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(
                                            selectClass(RunsFirst.class),
                                            selectClass(RunsLater.class),
                                            selectClass(NeverRuns.class))
                                    .enableImplicitConfigurationParameters(false)
                                    .configurationParameters(
                                            Map.of(
                                                    "inward.evals",
                                                    folder.resolve("evals").toString(),
                                                    "inward.reports",
                                                    folder.resolve("reports").toString(),
                                                    "inward.home",
                                                    folder.resolve("home").toString(),
                                                    "inward.classifiers",
                                                    "false"))
                                    .build(),
                            summary);
        }

        assertThat(summary.getSummary().getTestsFoundCount()).isEqualTo(2);
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2);
        assertThat(CALLED_MODELS).contains("wanted").doesNotContain("unwanted");
    }

    /** Opens models that record their calls and give known-truth answers. */
    public static final class AnnouncingProvider implements ModelProvider {

        @Override
        public String name() {
            return "announcing";
        }

        @Override
        public ChatModel open(ModelSpecification specification) {
            return prompt -> {
                CALLED_MODELS.add(specification.name());
                firstCall.countDown();
                return CompletableFuture.completedFuture(
                        Completion.of(KnownTruthProvider.truth(prompt.lastText())));
            };
        }
    }
}
