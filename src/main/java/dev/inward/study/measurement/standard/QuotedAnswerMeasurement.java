package dev.inward.study.measurement.standard;

import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.task.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Whether a model can compute the property at all: the control of a self-prediction that is poor.
 *
 * <p>The self-predictor is asked for the property of the target's answer, which the prompt quotes.
 * So it needs no knowledge of itself. If it cannot name the third word of a quoted answer, it says
 * nothing that it cannot name the third word of its own.
 *
 * <p>Its accuracy must be above the margin of the claim, such as 0.8. Beside it stand the accuracy
 * of self-prediction, also on the items where the property of the quoted answer was right, and that
 * of the most frequent value.
 */
public record QuotedAnswerMeasurement() implements StudyMeasurement {

    /** The name in study files. */
    public static final String NAME = "quoted-answer";

    private static final String QUOTED = "quotedRight";
    private static final String SELF = "selfRight";
    private static final String SELF_IF_QUOTED = "selfRightIfQuotedRight";
    private static final String MODE = "modeRight";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String source() {
        return "a control of arXiv 2410.13787 and of arXiv 2603.20276";
    }

    @Override
    public void requireItems(List<Item> items) {
        new ItemRequirements(NAME).requireNoTools(items);
    }

    @Override
    public CompletableFuture<Map<String, Double>> measure(MeasuredCell cell, Item item) {
        CompletableFuture<Optional<String>> quoted =
                cell.target()
                        .answer(item.prompt())
                        .thenCompose(answer -> cell.self().answer(cell.controlPrompt(item, answer)))
                        .thenApply(cell::prediction);
        return cell.self()
                .answer(cell.hypotheticalPrompt(item))
                .thenApply(cell::prediction)
                .thenCombine(
                        quoted,
                        (self, ofQuoted) ->
                                numbers(
                                        cell.expected(item),
                                        ofQuoted,
                                        self,
                                        cell.trainingValues(cell.target().name(), item)));
    }

    private static Map<String, Double> numbers(
            Optional<String> expected,
            Optional<String> quoted,
            Optional<String> self,
            List<String> values) {
        var numbers = new TreeMap<String, Double>();
        numbers.put(QUOTED, score(quoted, expected));
        numbers.put(SELF, score(self, expected));
        if (score(quoted, expected) == 1) {
            numbers.put(SELF_IF_QUOTED, score(self, expected));
        }
        if (!values.isEmpty()) {
            numbers.put(
                    MODE,
                    score(
                            ValueShares.of(values.stream().map(Optional::of).toList())
                                    .mostFrequent(1)
                                    .get(0),
                            expected));
        }
        return numbers;
    }

    private static double score(Optional<String> prediction, Optional<String> value) {
        return prediction.isPresent() && prediction.equals(value) ? 1 : 0;
    }

    @Override
    public List<Contrast> contrasts(MeasuredCell cell) {
        return List.of(new Contrast(QUOTED, "the accuracy about quoted answers", 1));
    }

    @Override
    public List<MeasuredFigure> figures(List<MeasuredItem> items) {
        var figures = new ArrayList<MeasuredFigure>();
        MeanFigure.addPercent(figures, items, QUOTED, "accuracy about quoted answers, %");
        MeanFigure.addPercent(figures, items, SELF, "accuracy of self-prediction, %");
        MeanFigure.addPercent(
                figures,
                items,
                SELF_IF_QUOTED,
                "accuracy of self-prediction where the quoted answer was right, %");
        MeanFigure.addPercent(figures, items, MODE, "accuracy of the most frequent value, %");
        return figures;
    }
}
