package dev.inward.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.report.json.GateRecord;
import dev.inward.report.json.VerdictRecord;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Task;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.PropertyAdvantages;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.ScalingCurve;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What reports say about a verdict. Other JVMs of the run read it as JSON; component names are
 * keys.
 *
 * @param kind the kind of the claim
 * @param labels the labels that the predictors were finetuned on
 * @param row the row in the table of its kind
 * @param record the entry of {@code verdicts.json}
 * @param notes sentences about the answers of the models and the items
 * @param cells the verdicts on the single cells, for the claim over all cells; otherwise empty
 * @param advantages the advantages for averages over properties; null if it does not enter them
 */
record ReportedVerdict(
        Kind kind,
        TrainingLabels labels,
        List<String> row,
        ObjectNode record,
        List<String> notes,
        List<ReportedCell> cells,
        @Nullable PropertyAdvantages advantages) {

    /** Copies the lists. */
    ReportedVerdict {
        notes = List.copyOf(notes);
        cells = List.copyOf(cells);
    }

    /** The order of verdicts in every report. Two runs of the same evals have the same order. */
    static final Comparator<ReportedVerdict> ORDER =
            Comparator.comparing(ReportedVerdict::labels)
                    .thenComparing(verdict -> verdict.text("property"))
                    .thenComparing(verdict -> verdict.text("target"))
                    .thenComparing(verdict -> verdict.text("predictor"))
                    .thenComparingInt(verdict -> verdict.record().at("/study/rows").asInt())
                    .thenComparing(verdict -> verdict.text("claim"))
                    .thenComparing(verdict -> verdict.text("eval"));

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** The kind of a claim. */
    enum Kind {
        /** A claim about one version of a target. */
        CLAIM,
        /** The claim that a control shows no advantage. */
        CONTROL,
        /** The claim that an advantage has not fallen since a baseline. */
        REGRESSION,
        /** The claim over all cells of the regression gate. */
        GATE
    }

    /**
     * @param eval the eval that reached the verdict
     */
    static ReportedVerdict of(String eval, Verdict verdict) {
        ObjectNode record = JSON.valueToTree(VerdictRecord.of(verdict, null));
        record.put("eval", eval);
        Kind kind = kind(verdict);
        return new ReportedVerdict(
                kind,
                verdict.evidence().request().labels(),
                kind == Kind.REGRESSION ? RegressionRow.of(verdict) : VerdictTable.row(verdict),
                record,
                notes(verdict),
                List.of(),
                PropertyAdvantages.of(verdict).orElse(null));
    }

    /** Returns the report of the claim over all cells of the regression gate. */
    static ReportedVerdict of(GateVerdict gate) {
        return new ReportedVerdict(
                Kind.GATE,
                TrainingLabels.TRUE,
                RegressionRow.of(gate),
                JSON.valueToTree(GateRecord.of(gate)),
                List.of(),
                gate.verdicts().stream().map(ReportedCell::of).toList(),
                null);
    }

    private static List<String> notes(Verdict verdict) {
        String property = verdict.evidence().request().property().name();
        return Stream.concat(
                        verdict.evidence().comparison().notes().stream(),
                        verdict.evidence().scaling().stream().map(ScalingCurve::sentence))
                .map(note -> String.format(Locale.ROOT, "%s, %s", property, note))
                .toList();
    }

    private static Kind kind(Verdict verdict) {
        if (verdict.claim() instanceof RegressionClaim) {
            return Kind.REGRESSION;
        }
        return verdict.claim() instanceof NoAdvantageClaim ? Kind.CONTROL : Kind.CLAIM;
    }

    /**
     * Returns what is judged: a rerun of an eval judges the same. A regression is judged once for
     * each cell, whichever eval measures it.
     */
    static List<String> identity(String eval, Verdict verdict) {
        ComparisonRequest request = verdict.evidence().request();
        Kind kind = kind(verdict);
        return List.of(
                kind.name(),
                kind == Kind.REGRESSION ? "" : eval,
                request.property().name(),
                request.target(),
                request.predictorName(),
                request.design().study(),
                request.tasks().stream().map(Task::name).collect(Collectors.joining("\n")),
                request.split().name(),
                request.labels().name(),
                request.stopping().name(),
                String.valueOf(request.items()),
                String.valueOf(request.seed()),
                String.valueOf(verdict.evidence().rule().confidence()),
                verdict.claim().wording());
    }

    /**
     * Returns this verdict on a regression as all cells of the run together give it.
     *
     * @param gate the claim over all cells
     */
    ReportedVerdict revisedBy(ReportedVerdict gate) {
        return gate.cells().stream()
                .filter(cell -> cell.isOf(record))
                .findFirst()
                .map(
                        cell ->
                                new ReportedVerdict(
                                        kind,
                                        labels,
                                        RegressionRow.withDecision(row, cell.decision()),
                                        cell.applyTo(record),
                                        notes,
                                        cells,
                                        advantages))
                .orElse(this);
    }

    JsonNode toJson() {
        return JSON.valueToTree(this);
    }

    static ReportedVerdict read(JsonNode json) {
        try {
            return JSON.treeToValue(json, ReportedVerdict.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a verdict that another JVM of this run reached cannot be read", e);
        }
    }

    String text(String key) {
        return record.path(key).asText();
    }

    /**
     * Returns the cell as reports name it: {@code first_word of atlas, predicted by borealis}. A
     * verdict of the regression gate also names its study, and the contrast of a measurement.
     */
    String cell() {
        if (record.get("gated") instanceof ObjectNode gated) {
            return JSON.convertValue(gated, GatedFigure.class).toString();
        }
        return String.format(
                Locale.ROOT,
                "%s of %s, predicted by %s",
                text("property"),
                text("target"),
                text("predictor"));
    }

    /** Returns how many items would decide an open claim, as a sentence; empty if unknown. */
    String itemsToSettle() {
        JsonNode expected = record.at("/itemsToSettle/expected");
        JsonNode items = record.at("/counts/items");
        return expected.isNumber()
                ? String.format(
                        Locale.ROOT,
                        ". About %,d items in total would settle it; there are %,d",
                        expected.asLong(),
                        items.asLong())
                : "";
    }

    boolean isRegression() {
        return kind == Kind.REGRESSION;
    }

    boolean isGate() {
        return kind == Kind.GATE;
    }

    OptionalDouble p() {
        JsonNode p = record.path("p");
        return p.isNumber() ? OptionalDouble.of(p.asDouble()) : OptionalDouble.empty();
    }
}
