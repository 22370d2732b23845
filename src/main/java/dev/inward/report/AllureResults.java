package dev.inward.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.report.allure.AllureRunFiles;
import dev.inward.report.allure.AllureText;
import dev.inward.report.chart.verdict.EvalCharts;
import dev.inward.report.chart.verdict.VerdictCharts;
import dev.inward.report.json.Headline;
import dev.inward.report.json.JsonWriter;
import dev.inward.report.json.VerdictRecord;
import dev.inward.report.measurement.MeasurementCsv;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Task;
import dev.inward.verdict.Decision;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.Verdict;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.util.PropertiesUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds evals to the Allure report: labels, identity and attachments. Ignores tests that are not
 * evals, and evals that Allure does not listen to.
 *
 * <p>Only {@link AllureDetector} may load this class, because Allure is an optional library.
 */
final class AllureResults implements EvalAttachments {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final BoundedAttachment bounded;
    private final EvalCharts evalCharts = new EvalCharts();

    /**
     * @param reports the folder for attachments that are too long for the page
     */
    AllureResults(Path reports) {
        bounded = new BoundedAttachment(reports.resolve("attachments"));
    }

    @Override
    public void describeRun(SortedMap<String, String> settings) {
        new AllureRunFiles(
                        Path.of(
                                PropertiesUtils.loadAllureProperties()
                                        .getProperty("allure.results.directory", "allure-results")))
                .write(settings, System.getenv());
    }

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
        String property = AllureText.value(request.property().name());
        String target = AllureText.value(request.target());
        String predictor = AllureText.value(request.predictor());
        String shownPredictor = AllureText.value(request.predictorName());
        String tasks =
                AllureText.value(
                        request.tasks().stream().map(Task::name).collect(Collectors.joining(", ")));
        String identity =
                String.join(
                        "/",
                        String.valueOf(result.getFullName()),
                        property,
                        target,
                        shownPredictor);
        result.setName(AllureText.value(name(result.getName(), request.displayName())));
        result.setTestCaseId(identity);
        result.setHistoryId(identity);
        List<Label> labels = new ArrayList<>(result.getLabels());
        labels.removeIf(label -> List.of("epic", "feature", "story").contains(label.getName()));
        labels.add(label("epic", "Introspection"));
        labels.add(label("feature", property));
        labels.add(label("story", target + " predicted by " + shownPredictor));
        labels.add(label("property", property));
        labels.add(label("model", target));
        labels.add(label("task", tasks));
        result.setLabels(labels);
        result.setParameters(
                List.of(
                        parameter("target", target),
                        parameter("predictor", predictor),
                        parameter("tasks", tasks),
                        parameter("split", request.split().displayName()),
                        parameter("seed", String.valueOf(request.seed())),
                        parameter("mode", "strict"),
                        parameter(
                                "labels",
                                request.labels() == TrainingLabels.TRUE
                                        ? "the target's own"
                                        : "permuted within task and property")));
    }

    /** Returns the name of a test as words, with a colon before the models. */
    private static String name(String name, String models) {
        String end = " " + models;
        return name.endsWith(end)
                ? name(name.substring(0, name.length() - end.length()), models) + ": " + models
                : name.replace("(Evidence)", "").replace('_', ' ');
    }

    /** A test with several claims has the name of the first that is not PASS, else of the first. */
    private static void name(Verdict verdict, TestResult result) {
        boolean isNamed =
                result.getLabels().stream()
                        .anyMatch(
                                label ->
                                        "verdict".equals(label.getName())
                                                && (verdict.decision() == Decision.PASS
                                                        || !"PASS".equals(label.getValue())));
        if (!isNamed) {
            List<Label> labels = new ArrayList<>(result.getLabels());
            labels.removeIf(label -> "verdict".equals(label.getName()));
            labels.add(label("verdict", verdict.decision().name()));
            result.setLabels(labels);
            result.setName(AllureText.value(Headline.of(verdict)));
            result.setDescription(AllureDescription.of(verdict));
        }
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
                    name(verdict, result);
                    VerdictRecord record = VerdictRecord.of(verdict, null);
                    Stream.concat(
                                    VerdictCharts.of(JSON.valueToTree(record)).stream(),
                                    evalCharts.of(verdict).stream())
                            .forEach(
                                    chart ->
                                            attach(
                                                    verdict,
                                                    chart.name(),
                                                    "image/svg+xml",
                                                    ".svg",
                                                    chart.svg()));
                    attach(
                            verdict,
                            "claim ladder",
                            "text/csv",
                            ".csv",
                            LadderCsv.of(verdict.evidence().ladder()));
                    attachMeasurements(verdict);
                    attach(
                            verdict,
                            "items",
                            "text/csv",
                            ".csv",
                            ItemsCsv.of(verdict.evidence().comparison()));
                    attach(verdict, "evidence", "application/json", ".json", JsonWriter.of(record));
                });
    }

    private void attachMeasurements(Verdict verdict) {
        Comparison comparison = verdict.evidence().comparison();
        if (!comparison.measurements().isEmpty()) {
            attach(
                    verdict,
                    "measurements",
                    "text/csv",
                    ".csv",
                    MeasurementCsv.of(comparison, verdict.evidence().rule().confidence()));
        }
    }

    @Override
    public void attachRegression(Verdict verdict) {
        updateEval(
                result -> {
                    if (verdict.decision() != Decision.PASS) {
                        name(verdict, result);
                    }
                    attach(
                            verdict,
                            "regression"
                                    + verdict.gated()
                                            .filter(GatedFigure::hasContrast)
                                            .map(
                                                    it ->
                                                            " of "
                                                                    + it.measurement()
                                                                    + ", "
                                                                    + it.contrast())
                                            .orElse("")
                                    + ": "
                                    + verdict.decision(),
                            "application/json",
                            ".json",
                            JsonWriter.of(VerdictRecord.of(verdict, null)));
                });
    }

    private void attach(
            Verdict verdict, String name, String type, String extension, String content) {
        Allure.getLifecycle()
                .addAttachment(
                        name,
                        type,
                        extension,
                        bounded.of(fileName(verdict, name), extension, content));
    }

    /** Returns a name that belongs to one claim about one comparison. */
    private static String fileName(Verdict verdict, String attachment) {
        String claim =
                String.join(
                        "/",
                        verdict.evidence().request().property().name(),
                        verdict.evidence().request().labels().name(),
                        verdict.evidence().request().target(),
                        verdict.evidence().request().predictorName(),
                        verdict.claim().wording() + verdict.evidence().request().design().study());
        return attachment.replaceAll("\\W+", "-")
                + "-"
                + UUID.nameUUIDFromBytes(claim.getBytes(StandardCharsets.UTF_8));
    }
}
