package dev.inward.report;

import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.inward.Margin;
import dev.inward.knowntruth.KnownTruthStudy;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.ModelProvenance;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.regression.RegressionGate;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.FixtureResult;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evals in Allure. This test takes the place of Allure's listener. */
class AllureResultsTest {

    private static final String NAME =
            "self_prediction_beats_cross_prediction(Evidence) oracle, predicted by guesser";

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

        assertThat(result.getName())
                .isEqualTo("oracle knows its own first character better than guesser does: +0.93");
        assertThat(result.getDescription())
                .contains("PASS. Expecting self-prediction to beat cross-prediction")
                .contains("For example, oracle got the prompt: ")
                .contains("Both models were asked, after any examples: ")
                .contains("self-prediction is right in 100 % and cross-prediction in 7 %");
        assertThat(result.getLabels())
                .extracting(Label::getName, Label::getValue)
                .contains(
                        tuple("epic", "Introspection"),
                        tuple("feature", "first_character"),
                        tuple("story", "oracle predicted by guesser"),
                        tuple("task", "numbers"),
                        tuple("verdict", "PASS"),
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
    void a_verdict_attaches_charts_ladder_items_and_evidence() {
        assertThat(described("eval", 1).getAttachments())
                .extracting(attachment -> attachment.getName(), attachment -> attachment.getType())
                .containsExactly(
                        tuple("accuracies", "image/svg+xml"),
                        tuple("accuracies by task", "image/svg+xml"),
                        tuple("differences of the claim ladder", "image/svg+xml"),
                        tuple("claim ladder", "text/csv"),
                        tuple("items", "text/csv"),
                        tuple("evidence", "application/json"));
    }

    @Test
    void a_verdict_with_measurements_attaches_them_beside_the_ladder() {
        assertThat(described("eval", 1, PetMeasurements.evidence()).getAttachments())
                .extracting(attachment -> attachment.getName(), attachment -> attachment.getType())
                .containsSubsequence(
                        tuple("claim ladder", "text/csv"),
                        tuple("measurements", "text/csv"),
                        tuple("items", "text/csv"));
    }

    @Test
    void a_regression_attaches_its_evidence_under_the_name_of_its_verdict() {
        RegressionGate gate = PetVerdicts.gate(folder, "first_word");
        Verdict fallen = PetVerdicts.regression(gate, "first_word", 0);

        TestResult result = result("eval", 1, () -> results.attachRegression(fallen));

        assertThat(result.getAttachments())
                .extracting(attachment -> attachment.getName(), attachment -> attachment.getType())
                .containsExactly(tuple("regression: FAIL", "application/json"));
    }

    @Test
    void a_run_describes_its_evals_and_attaches_each_kind_of_verdict() {
        RegressionGate gate = PetVerdicts.gate(folder, "first_word");
        Verdict fallen = PetVerdicts.regression(gate, "first_word", 0);
        Evidence evidence = PetVerdicts.evidence("first_word", 60);
        var run = new RunReport();
        run.runStarted(folder.resolve("reports"), new TreeMap<>());

        TestResult claim =
                result(
                        "eval",
                        1,
                        () -> {
                            run.evalStarted("PetsEval.claim", evidence);
                            run.verdictReached(
                                    evidence.judge(new IntrospectionClaim(new Margin(0.05))));
                        });
        TestResult regression = result("eval", 2, () -> run.verdictReached(fallen));

        assertThat(claim.getLabels())
                .extracting(Label::getName, Label::getValue)
                .contains(tuple("property", "first_word"));
        assertThat(claim.getAttachments())
                .extracting(Attachment::getName)
                .containsExactly(
                        "accuracies",
                        "accuracies by task",
                        "differences of the claim ladder",
                        "claim ladder",
                        "items",
                        "evidence");
        assertThat(regression.getAttachments())
                .extracting(Attachment::getName)
                .containsExactly("regression: FAIL");
    }

    @Test
    void the_parameters_say_which_items_and_labels_were_used() {
        TestResult result =
                result(
                        "eval",
                        1,
                        () ->
                                results.describe(
                                        PetVerdicts.comparison(
                                                        "first_word", TrainingLabels.PERMUTED, 0)
                                                .build()
                                                .request()));

        assertThat(result.getParameters())
                .extracting(Parameter::getName, Parameter::getValue)
                .containsExactly(
                        tuple("target", "self"),
                        tuple("predictor", "cross"),
                        tuple("tasks", "pets"),
                        tuple("split", "held_out"),
                        tuple("seed", "1"),
                        tuple("mode", "strict"),
                        tuple("labels", "permuted within task and property"));
        assertThat(described("eval", 1).getParameters())
                .extracting(Parameter::getValue)
                .contains("the target's own");
    }

    @Test
    void a_label_that_names_the_class_is_replaced_by_that_of_the_property() {
        TestResult result = described("eval", 1);
        result.getLabels().add(new Label().setName("feature").setValue("FirstCharacterEval"));

        String uuid = UUID.randomUUID().toString();
        Allure.getLifecycle().scheduleTestCase(result.setUuid(uuid));
        Allure.getLifecycle().startTestCase(uuid);
        results.describe(PetVerdicts.evidence("first_word", 0).request());
        Allure.getLifecycle().stopTestCase(uuid);

        assertThat(result.getLabels())
                .filteredOn(label -> label.getName().equals("feature"))
                .extracting(Label::getValue)
                .containsExactly("first_word");
    }

    @Test
    void messages_of_what_runs_before_and_after_tests_are_escaped_too() {
        var before =
                new FixtureResult().setStatusDetails(new StatusDetails().setMessage("<b>before"));
        var after = new FixtureResult().setStatusDetails(new StatusDetails().setTrace("<b>after"));
        var silent = new FixtureResult();

        new AllureMessageEscaper()
                .beforeContainerWrite(
                        new TestResultContainer()
                                .setBefores(List.of(before, silent))
                                .setAfters(List.of(after)));

        assertThat(before.getStatusDetails().getMessage()).isEqualTo("&lt;b&gt;before");
        assertThat(before.getStatusDetails().getTrace()).isNull();
        assertThat(after.getStatusDetails().getTrace()).isEqualTo("&lt;b&gt;after");
        assertThat(silent.getStatusDetails()).isNull();
    }

    @Test
    void a_test_that_is_no_eval_is_not_changed() {
        TestResult result = described("slow", 1);

        assertThat(result.getName()).isEqualTo(NAME);
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

    @Test
    void the_page_says_which_models_were_served() {
        assertThat(served(Set.of("gpt-1-0314"), Set.of("other-1")).getDescription())
                .endsWith(
                        "\n\nRequested gpt-1, served gpt-1-0314.\n\nRequested other, served other-1.");
    }

    @Test
    void the_page_says_that_a_model_was_served_by_several() {
        assertThat(served(Set.of("gpt-1-0314", "gpt-1-0613"), Set.of()).getDescription())
                .contains("Requested gpt-1, served gpt-1-0314, gpt-1-0613.")
                .contains("2 models answered for the one model id 'gpt-1': gpt-1-0314, gpt-1-0613.")
                .doesNotContain("Requested other");
    }

    private TestResult served(Set<String> target, Set<String> predictor) {
        List<Item> items =
                IntStream.range(0, 40)
                        .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                        .toList();
        return described(
                "eval",
                1,
                SyntheticComparison.of(
                                SyntheticComparison.request(
                                        "t", "p", SyntheticComparison.task("pets", items)),
                                items.stream()
                                        .map(item -> SyntheticComparison.scored(item, RIGHT, WRONG))
                                        .toList())
                        .models(
                                new ModelProvenance(
                                        "t", "gpt-1", "greedy", new TreeSet<>(target), null),
                                new ModelProvenance(
                                        "p", "other", "greedy", new TreeSet<>(predictor), null))
                        .evidence());
    }

    private TestResult described(String tag, int index) {
        return described(
                tag,
                index,
                KnownTruthStudy.evidence(
                                folder.resolve("evals"),
                                List.of(knowing("oracle", "itself"), saying("guesser", "e")))
                        .get(0));
    }

    private TestResult described(String tag, int index, Evidence evidence) {
        return result(
                tag,
                index,
                () -> {
                    results.describe(evidence.request());
                    results.attach(evidence.judge(new IntrospectionClaim(new Margin(0.05))));
                });
    }

    /** Returns the result of a test during which something is reported. */
    private static TestResult result(String tag, int index, Runnable report) {
        String uuid = UUID.randomUUID().toString();
        var test =
                new TestResult()
                        .setUuid(uuid)
                        .setName(NAME)
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
        report.run();
        Allure.getLifecycle().stopTestCase(uuid);
        return test;
    }

    private static Label label(String tag) {
        return new Label().setName("tag").setValue(tag);
    }
}
