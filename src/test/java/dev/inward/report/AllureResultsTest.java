package dev.inward.report;

import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.inward.Margin;
import dev.inward.knowntruth.KnownTruthStudy;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.IntrospectionClaim;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evals in Allure. This test takes the place of Allure's listener. */
class AllureResultsTest {

    @TempDir Path folder;

    private final AllureResults results =
            new AllureResults(Path.of("target", "allure-results-test"));
    private AllureLifecycle originalLifecycle;

    @BeforeEach
    void use_a_separate_lifecycle() {
        originalLifecycle = Allure.getLifecycle();
        Allure.setLifecycle(
                new AllureLifecycle(new FileSystemResultsWriter(folder.resolve("results"))));
    }

    @AfterEach
    void restore_the_lifecycle() {
        Allure.setLifecycle(originalLifecycle);
    }

    @Test
    void an_eval_has_the_labels_of_its_property_and_models() {
        TestResult result = described("eval", 1);

        assertThat(result.getName()).isEqualTo("self prediction beats cross prediction");
        assertThat(result.getLabels())
                .extracting(Label::getName, Label::getValue)
                .contains(
                        tuple("epic", "Introspection"),
                        tuple("feature", "first_character"),
                        tuple("story", "numbers"),
                        tuple("property", "first_character"),
                        tuple("model", "oracle"));
        assertThat(result.getParameters())
                .extracting(Parameter::getName)
                .startsWith("target", "predictor")
                .doesNotContain("UniqueId");
    }

    @Test
    void the_history_id_does_not_depend_on_the_position_in_a_run() {
        assertThat(described("eval", 1).getHistoryId())
                .isEqualTo(described("eval", 7).getHistoryId());
    }

    @Test
    void a_verdict_attaches_chart_ladder_items_and_evidence() {
        assertThat(described("eval", 1).getAttachments())
                .extracting(attachment -> attachment.getName(), attachment -> attachment.getType())
                .containsExactly(
                        tuple("self, cross and mode baseline", "image/svg+xml"),
                        tuple("claim ladder", "text/csv"),
                        tuple("items", "text/csv"),
                        tuple("evidence", "application/json"));
    }

    @Test
    void a_test_that_is_no_eval_is_not_changed() {
        TestResult result = described("slow", 1);

        assertThat(result.getName()).isEqualTo("self_prediction_beats_cross_prediction(Evidence)");
        assertThat(result.getAttachments()).isEmpty();
    }

    @Test
    void messages_and_traces_of_every_test_are_written_as_html_that_shows_them()
            throws IOException {
        String uuid = UUID.randomUUID().toString();
        var step =
                new StepResult()
                        .setName("step")
                        .setStatusDetails(new StatusDetails().setMessage("<i>"));
        var test =
                new TestResult()
                        .setUuid(uuid)
                        .setSteps(new ArrayList<>(List.of(step)))
                        .setStatusDetails(
                                new StatusDetails()
                                        .setMessage("<script>alert(1)</script>")
                                        .setTrace("a.B: <img src=x>\n\tat a.B.<init>(B.java)"));
        Allure.getLifecycle().scheduleTestCase(test);
        Allure.getLifecycle().startTestCase(uuid);
        Allure.getLifecycle().stopTestCase(uuid);
        Allure.getLifecycle().writeTestCase(uuid);

        assertThat(Files.readString(folder.resolve("results").resolve(uuid + "-result.json")))
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "a.B: &lt;img src=x&gt;",
                        "at a.B.&lt;init&gt;(B.java)",
                        "&lt;i&gt;")
                .doesNotContain("<script", "<img", "<i>");
    }

    private TestResult described(String tag, int index) {
        Evidence evidence =
                KnownTruthStudy.evidence(
                                folder.resolve("evals"),
                                List.of(knowing("oracle", "itself"), saying("guesser", "e")))
                        .get(0);
        String uuid = UUID.randomUUID().toString();
        var test =
                new TestResult()
                        .setUuid(uuid)
                        .setName("self_prediction_beats_cross_prediction(Evidence)")
                        .setFullName("FirstCharacterEval.self_prediction_beats_cross_prediction")
                        .setHistoryId("invocation " + index)
                        .setLabels(new ArrayList<>(List.of(label(tag))))
                        .setParameters(
                                new ArrayList<>(
                                        List.of(
                                                new Parameter()
                                                        .setName("UniqueId")
                                                        .setValue("#" + index))));
        Allure.getLifecycle().scheduleTestCase(test);
        Allure.getLifecycle().startTestCase(uuid);
        results.describe(evidence.request());
        results.attach(evidence.judge(new IntrospectionClaim(new Margin(0.05))));
        Allure.getLifecycle().stopTestCase(uuid);
        return test;
    }

    private static Label label(String tag) {
        return new Label().setName("tag").setValue(tag);
    }
}
