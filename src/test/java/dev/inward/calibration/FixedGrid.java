package dev.inward.calibration;

import dev.inward.Margin;
import dev.inward.verdict.AboveModeBaselineClaim;
import dev.inward.verdict.ComparisonClaim;
import dev.inward.verdict.IntrospectionClaim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The known truths and designs that are judged on a fixed number of items. */
final class FixedGrid {

    static final Margin MARGIN = Margin.percentagePoints(5);

    private static final List<Integer> FEW_ITEMS = List.of(50, 100, 200, 500);
    private static final List<Integer> MANY_ITEMS = List.of(1_000, 2_000);
    private static final List<Integer> ALL_ITEM_COUNTS = List.of(50, 100, 200, 500, 1_000, 2_000);
    private static final List<ClusterDesign> SIX_DESIGNS =
            List.of(
                    new ClusterDesign(1, 0),
                    new ClusterDesign(2, 0.2),
                    new ClusterDesign(4, 0.5),
                    new ClusterDesign(8, 0),
                    new ClusterDesign(8, 0.5),
                    new ClusterDesign(ClusterDesign.MIXED, 0.2));
    private static final List<ClusterDesign> THREE_DESIGNS =
            List.of(
                    new ClusterDesign(1, 0),
                    new ClusterDesign(4, 0.2),
                    new ClusterDesign(ClusterDesign.MIXED, 0.5));
    private static final List<ClusterDesign> TWO_DESIGNS =
            List.of(new ClusterDesign(1, 0), new ClusterDesign(ClusterDesign.MIXED, 0.5));

    /** Four different tasks. The mean of their advantages is the margin. */
    static final List<KnownTruth> TASKS_AT_THE_MARGIN =
            List.of(
                    KnownTruth.predictors(0.98, 0.93, 0),
                    KnownTruth.predictors(0.55, 0.5, 0),
                    KnownTruth.predictors(0.75, 0.55, 0.5),
                    KnownTruth.predictors(0.1, 0.2, 0));

    private FixedGrid() {}

    /** The advantage is the margin itself: both kinds of error are most frequent here. */
    static List<CalibrationCell> atTheMargin() {
        Map<String, KnownTruth> truths = new LinkedHashMap<>();
        truths.put("7 % and 2 % right, independent", KnownTruth.predictors(0.07, 0.02, 0));
        truths.put("7 % and 2 % right, nested", KnownTruth.predictors(0.07, 0.02, 1));
        truths.put("55 % and 50 % right, independent", KnownTruth.predictors(0.55, 0.5, 0));
        truths.put("55 % and 50 % right, nested", KnownTruth.predictors(0.55, 0.5, 1));
        truths.put("98 % and 93 % right, independent", KnownTruth.predictors(0.98, 0.93, 0));
        truths.put("98 % and 93 % right, nested", KnownTruth.predictors(0.98, 0.93, 1));
        // It is right in 98 of 100 cases when it answers, but it evades every second prompt.
        truths.put("non-complier with hidden skill", new KnownTruth(0.49, 0.44, 0, 0.5, 0, true));
        var claim = new IntrospectionClaim(MARGIN);
        var figures = List.of(KnownFigure.SELF, KnownFigure.CROSS, KnownFigure.DIFFERENCE);
        List<CalibrationCell> cells = cells(1, truths, FEW_ITEMS, SIX_DESIGNS, claim, figures);
        cells.addAll(cells(501, truths, MANY_ITEMS, THREE_DESIGNS, claim, figures));
        return cells;
    }

    /** No advantage, and a margin of 0. */
    static List<CalibrationCell> withoutAdvantage() {
        Map<String, KnownTruth> truths = new LinkedHashMap<>();
        truths.put("two runs of one model, 2 % right", KnownTruth.predictors(0.02, 0.02, 0.8));
        truths.put("two runs of one model, 50 % right", KnownTruth.predictors(0.5, 0.5, 0.8));
        truths.put("two runs of one model, 98 % right", KnownTruth.predictors(0.98, 0.98, 0.8));
        truths.put("permuted labels, chance of 2 %", KnownTruth.predictors(0.02, 0.02, 0));
        truths.put("permuted labels, chance of 50 %", KnownTruth.predictors(0.5, 0.5, 0));
        return cells(
                1_001,
                truths,
                ALL_ITEM_COUNTS,
                TWO_DESIGNS,
                new IntrospectionClaim(Margin.percentagePoints(0)),
                List.of(KnownFigure.DIFFERENCE));
    }

    /** A large advantage, but only as good as the mode baseline, which alone can prevent a PASS. */
    static List<CalibrationCell> advantageAtTheModeBaseline() {
        return cells(
                2_001,
                Map.of("50 % right as the mode baseline", KnownTruth.withModeBaseline(0.5, 0.5, 0)),
                ALL_ITEM_COUNTS,
                TWO_DESIGNS,
                new IntrospectionClaim(MARGIN),
                List.of());
    }

    /** As good as the mode baseline, with independent draws. */
    static List<CalibrationCell> atTheModeBaseline() {
        Map<String, KnownTruth> truths = new LinkedHashMap<>();
        for (int percent : new int[] {2, 50, 98}) {
            truths.put(
                    percent + " % right as the mode baseline",
                    KnownTruth.withModeBaseline(percent / 100.0, percent / 100.0, 0));
        }
        return cells(
                3_001,
                truths,
                ALL_ITEM_COUNTS,
                TWO_DESIGNS,
                new AboveModeBaselineClaim(),
                List.of(KnownFigure.BASELINE, KnownFigure.ABOVE_BASELINE));
    }

    /** Models that must not pass with any number of items. */
    static List<CalibrationCell> neverToPass() {
        Map<String, KnownTruth> truths = new LinkedHashMap<>();
        for (int percent : new int[] {2, 50, 98}) {
            double right = percent / 100.0;
            truths.put(
                    "byte-identical clone, " + percent + " % right",
                    KnownTruth.predictors(right, right, 1));
            truths.put(
                    "mode guesser, " + percent + " % right",
                    KnownTruth.withModeBaseline(right, right, 1));
        }
        return cells(
                4_001,
                truths,
                ALL_ITEM_COUNTS,
                List.of(new ClusterDesign(ClusterDesign.MIXED, 0.5)),
                new IntrospectionClaim(MARGIN),
                List.of());
    }

    static List<CalibrationCell> severalTasks() {
        var cells = new ArrayList<CalibrationCell>();
        for (int n : List.of(200, 500, 1_000, 2_000)) {
            for (ClusterDesign design : THREE_DESIGNS) {
                cells.add(
                        new CalibrationCell(
                                5_001 + cells.size(),
                                "four tasks of 10 to 98 %",
                                TASKS_AT_THE_MARGIN,
                                n,
                                design,
                                new IntrospectionClaim(MARGIN),
                                List.of(
                                        KnownFigure.SELF,
                                        KnownFigure.CROSS,
                                        KnownFigure.DIFFERENCE)));
            }
        }
        return cells;
    }

    /** An advantage above the margin, in designs with some power. */
    static List<CalibrationCell> aboveTheMargin() {
        var claim = new IntrospectionClaim(MARGIN);
        Map<String, KnownTruth> oracle =
                Map.of("oracle and a guesser, 50 %", KnownTruth.predictors(1, 0.5, 0));
        List<CalibrationCell> cells =
                cells(
                        6_001,
                        advantages(0.15),
                        List.of(100, 200, 500),
                        THREE_DESIGNS,
                        claim,
                        List.of());
        cells.addAll(cells(6_501, advantages(0.1), MANY_ITEMS, THREE_DESIGNS, claim, List.of()));
        cells.addAll(cells(7_001, oracle, FEW_ITEMS, THREE_DESIGNS, claim, List.of()));
        return cells;
    }

    private static Map<String, KnownTruth> advantages(double advantage) {
        Map<String, KnownTruth> truths = new LinkedHashMap<>();
        for (double cross : new double[] {0.02, 0.5, 0.98 - advantage}) {
            truths.put(
                    "%.0f %% and %.0f %% right".formatted(100 * (cross + advantage), 100 * cross),
                    KnownTruth.predictors(cross + advantage, cross, 0));
        }
        return truths;
    }

    private static List<CalibrationCell> cells(
            int firstNumber,
            Map<String, KnownTruth> truths,
            List<Integer> items,
            List<ClusterDesign> designs,
            ComparisonClaim claim,
            List<KnownFigure> figures) {
        var cells = new ArrayList<CalibrationCell>();
        truths.forEach(
                (name, truth) ->
                        items.forEach(
                                n ->
                                        designs.forEach(
                                                design ->
                                                        cells.add(
                                                                new CalibrationCell(
                                                                        firstNumber + cells.size(),
                                                                        name,
                                                                        List.of(truth),
                                                                        n,
                                                                        design,
                                                                        claim,
                                                                        figures)))));
        return cells;
    }
}
