package dev.inward.report;

import dev.inward.report.json.JsonWriter;
import dev.inward.report.json.VerdictRecord;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Task;
import dev.inward.verdict.Verdict;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Adds evals to the Allure report: labels, identity and attachments. Ignores tests that are not
 * evals, and evals that Allure does not listen to.
 *
 * <p>Only {@link AllureDetector} may load this class, because Allure is an optional library.
 */
final class AllureResults implements EvalAttachments {

    /**
     * The identity must not depend on the position of the eval in a run: Allure keeps a history.
     */
    @Override
    public void describe(ComparisonRequest request) {
        updateEval(result -> describe(request, result));
    }

    private static void updateEval(Consumer<TestResult> update) {
        AllureLifecycle lifecycle = Allure.getLifecycle();
        lifecycle
                .getCurrentTestCase()
                .ifPresent(
                        test ->
                                lifecycle.updateTestCase(
                                        test,
                                        result -> {
                                            if (isEval(result)) {
                                                update.accept(result);
                                            }
                                        }));
    }

    private static boolean isEval(TestResult result) {
        return result.getLabels().stream()
                .anyMatch(
                        label -> "tag".equals(label.getName()) && "eval".equals(label.getValue()));
    }

    private static void describe(ComparisonRequest request, TestResult result) {
        String property = request.property().name();
        String tasks = request.tasks().stream().map(Task::name).collect(Collectors.joining(", "));
        String identity =
                String.join(
                        "/",
                        String.valueOf(result.getFullName()),
                        property,
                        request.target(),
                        request.predictor());
        result.setName(result.getName().replace("(Evidence)", "").replace('_', ' '));
        result.setTestCaseId(identity);
        result.setHistoryId(identity);
        List<Label> labels = new ArrayList<>(result.getLabels());
        labels.removeIf(label -> List.of("epic", "feature", "story").contains(label.getName()));
        labels.add(label("epic", "Introspection"));
        labels.add(label("feature", property));
        labels.add(label("story", tasks));
        labels.add(label("property", property));
        labels.add(label("model", request.target()));
        result.setLabels(labels);
        result.setParameters(
                List.of(
                        parameter("target", request.target()),
                        parameter("predictor", request.predictor()),
                        parameter("tasks", tasks),
                        parameter("split", request.split().name().toLowerCase(Locale.ROOT)),
                        parameter("seed", String.valueOf(request.seed())),
                        parameter("mode", "strict"),
                        parameter(
                                "labels",
                                request.labels() == TrainingLabels.TRUE
                                        ? "the target's own"
                                        : "permuted within task and property")));
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(value);
    }

    private static Parameter parameter(String name, String value) {
        return new Parameter().setName(name).setValue(value);
    }

    @Override
    public void attach(Verdict verdict) {
        updateEval(
                result -> {
                    result.setDescription(description(verdict));
                    verdict.figures()
                            .ifPresent(
                                    figures ->
                                            attach(
                                                    "self, cross and mode baseline",
                                                    "image/svg+xml",
                                                    ".svg",
                                                    AccuracyChart.of(verdict, figures)));
                    attach(
                            "claim ladder",
                            "text/csv",
                            ".csv",
                            LadderCsv.of(verdict.evidence().ladder()));
                    attach(
                            "items",
                            "text/csv",
                            ".csv",
                            ItemsCsv.of(verdict.evidence().comparison()));
                    attach(
                            "evidence",
                            "application/json",
                            ".json",
                            JsonWriter.of(VerdictRecord.of(verdict, null)));
                });
    }

    @Override
    public void attachRegression(Verdict verdict) {
        updateEval(
                result ->
                        attach(
                                "regression: " + verdict.decision(),
                                "application/json",
                                ".json",
                                JsonWriter.of(VerdictRecord.of(verdict, null))));
    }

    private static String description(Verdict verdict) {
        ComparisonRequest request = verdict.evidence().request();
        return "%s. Expecting %s: %s.%s"
                .formatted(
                        verdict.decision(),
                        MarkdownText.text(verdict.claim().wording()),
                        MarkdownText.text(verdict.judgement().reason()),
                        verdict
                                .evidence()
                                .comparison()
                                .answers()
                                .notes(request.target(), request.predictor())
                                .stream()
                                .map(note -> "\n\n" + MarkdownText.text(note) + ".")
                                .collect(Collectors.joining()));
    }

    private static void attach(String name, String type, String extension, String content) {
        Allure.getLifecycle()
                .addAttachment(name, type, extension, content.getBytes(StandardCharsets.UTF_8));
    }
}
