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
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Evals in a real launcher session, as Surefire and an IDE open one. */
class EvalSessionListenerTest {

    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();
    private static CountDownLatch firstCall = new CountDownLatch(1);

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    @BeforeEach
    void nobody_was_asked() {
        ASKED.clear();
        firstCall = new CountDownLatch(1);
    }

    static class RunsFirst {
        @Test
        void the_models_of_a_later_eval_are_asked_while_this_runs() throws InterruptedException {
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
        @Disabled("to see that nobody is asked for it")
        @IntrospectionEval(value = "first_character", targets = "unwanted", predictors = "other")
        void claim(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsModeBaseline();
        }
    }

    @Test
    void all_selected_evals_start_before_the_first_test_and_a_disabled_one_never() {
        KnownTruthEvals.write(
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
                                                    folder.resolve("home").toString()))
                                    .build(),
                            summary);
        }

        assertThat(summary.getSummary().getTestsFoundCount()).isEqualTo(2);
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2);
        assertThat(ASKED).contains("wanted").doesNotContain("unwanted");
    }

    /** Opens models that announce that they were asked, and know the truth about themselves. */
    public static final class AnnouncingProvider implements ModelProvider {

        @Override
        public String name() {
            return "announcing";
        }

        @Override
        public ChatModel open(ModelSpecification specification) {
            return prompt -> {
                ASKED.add(specification.name());
                firstCall.countDown();
                return CompletableFuture.completedFuture(
                        Completion.of(KnownTruthProvider.truth(prompt.lastText())));
            };
        }
    }
}
