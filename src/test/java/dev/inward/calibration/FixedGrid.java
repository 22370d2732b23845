package dev.inward.calibration;

import dev.inward.Margin;
import dev.inward.verdict.AboveModeBaselineClaim;
import dev.inward.verdict.ComparisonClaim;
import dev.inward.verdict.IntrospectionClaim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The known truths that are judged, and in which designs. */
final class FixedGrid {

    static final Margin MARGIN = Margin.percentagePoints(5);

    private static final List<Integer> SMALL = List.of(50, 100, 200, 500);
    private static final List<Integer> LARGE = List.of(1_000, 2_000);
    private static final List<Integer> ITEMS = List.of(50, 100, 200, 500, 1_000, 2_000);
    private static final List<ClusterDesign> MANY =
            List.of(
                    new ClusterDesign(1, 0),
                    new ClusterDesign(2, 0.2),
                    new ClusterDesign(4, 0.5),
                    new ClusterDesign(8, 0),
                    new ClusterDesign(8, 0.5),
                    new ClusterDesign(ClusterDesign.MIXED, 0.2));
    private static final List<ClusterDesign> SOME =
            List.of(
                    new ClusterDesign(1, 0),
                    new ClusterDesign(4, 0.2),
                    new ClusterDesign(ClusterDesign.MIXED, 0.5));
    private static final List<ClusterDesign> FEW =
            List.of(new ClusterDesign(1, 0), new ClusterDesign(ClusterDesign.MIXED, 0.5));

    /** Four tasks that differ in all but the mean of their advantages, which is the margin. */
    static final List<KnownTruth> TASKS_AT_THE_MARGIN =
            List.of(
                    KnownTruth.predictors(0.98, 0.93, 0),
                    KnownTruth.predictors(0.55, 0.5, 0),
                    KnownTruth.predictors(0.75, 0.55, 0.5),
                    KnownTruth.predictors(0.1, 0.2, 0));

    private FixedGrid() {}

    /** The advantage is the margin itself: the worst that either side of it allows. */
    static List<CalibrationCell> atTheMargin() {
        Map<String, KnownTruth> truths = new LinkedHashMap<>();
        truths.put("7 % and 2 % right, independent", KnownTruth.predictors(0.07, 0.02, 0));
        truths.put("7 % and 2 % right, nested", KnownTruth.predictors(0.07, 0.02, 1));
        truths.put("55 % and 50 % right, independent", KnownTruth.predictors(0.55, 0.5, 0));
        truths.put("55 % and 50 % right, nested", KnownTruth.predictors(0.55, 0.5, 1));
        truths.put("98 % and 93 % right, independent", KnownTruth.predictors(0.98, 0.93, 0));
        truths.put("98 % and 93 % right, nested", KnownTruth.predictors(0.98, 0.93, 1));
        // It would be right 98 times of a hundred, but evades every other question.
        truths.put("non-complier with hidden skill", new KnownTruth(0.49, 0.44, 0, 0.5, 0, true));
        var claim = new IntrospectionClaim(MARGIN);
        var figures = List.of(KnownFigure.SELF, KnownFigure.CROSS, KnownFigure.DIFFERENCE);
        List<CalibrationCell> cells = cells(1, truths, SMALL, MANY, claim, figures);
        cells.addAll(cells(501, truths, LARGE, SOME, claim, figures));
        return cells;
    }

    /** No advantage at all, and a margin of nothing. */
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
                ITEMS,
                FEW,
                new IntrospectionClaim(Margin.percentagePoints(0)),
                List.of(KnownFigure.DIFFERENCE));
    }

    /** An advantage beyond doubt, and as good as the baseline: only that leg can stop a PASS. */
    static List<CalibrationCell> advantageAtTheBaseline() {
        return cells(
                2_001,
                Map.of("50 % right as the baseline", KnownTruth.besideBaseline(0.5, 0.5, 0)),
                ITEMS,
                FEW,
                new IntrospectionClaim(MARGIN),
                List.of());
    }

    /** As good as the baseline, with draws of its own. */
    static List<CalibrationCell> atTheBaseline() {
        Map<String, KnownTruth> truths = new LinkedHashMap<>();
        for (int percent : new int[] {2, 50, 98}) {
            truths.put(
                    percent + " % right as the baseline",
                    KnownTruth.besideBaseline(percent / 100.0, percent / 100.0, 0));
        }
        return cells(
                3_001,
                truths,
                ITEMS,
                FEW,
                new AboveModeBaselineClaim(),
                List.of(KnownFigure.BASELINE, KnownFigure.ABOVE_BASELINE));
    }

    /** What no number of items may make pass. */
    static List<CalibrationCell> neverToPass() {
        Map<String, KnownTruth> truths = new LinkedHashMap<>();
        for (int percent : new int[] {2, 50, 98}) {
            double right = percent / 100.0;
            truths.put(
                    "byte-identical clone, " + percent + " % right",
                    KnownTruth.predictors(right, right, 1));
            truths.put(
                    "mode guesser, " + percent + " % right",
                    KnownTruth.besideBaseline(right, right, 1));
        }
        return cells(
                4_001,
                truths,
                ITEMS,
                List.of(new ClusterDesign(ClusterDesign.MIXED, 0.5)),
                new IntrospectionClaim(MARGIN),
                List.of());
    }

    static List<CalibrationCell> severalTasks() {
        var cells = new ArrayList<CalibrationCell>();
        for (int n : List.of(200, 500, 1_000, 2_000)) {
            for (ClusterDesign design : SOME) {
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

    /** An advantage above the margin, in designs that give it a chance. */
    static List<CalibrationCell> aboveTheMargin() {
        var claim = new IntrospectionClaim(MARGIN);
        Map<String, KnownTruth> oracle =
                Map.of("oracle beside a guesser, 50 %", KnownTruth.predictors(1, 0.5, 0));
        List<CalibrationCell> cells =
                cells(6_001, advantages(0.15), List.of(100, 200, 500), SOME, claim, List.of());
        cells.addAll(cells(6_501, advantages(0.1), LARGE, SOME, claim, List.of()));
        cells.addAll(cells(7_001, oracle, SMALL, SOME, claim, List.of()));
        return cells;
    }

    private static Map<String, KnownTruth> advantages(double by) {
        Map<String, KnownTruth> truths = new LinkedHashMap<>();
        for (double cross : new double[] {0.02, 0.5, 0.98 - by}) {
            truths.put(
                    "%.0f %% and %.0f %% right".formatted(100 * (cross + by), 100 * cross),
                    KnownTruth.predictors(cross + by, cross, 0));
        }
        return truths;
    }

    private static List<CalibrationCell> cells(
            int first,
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
                                                                        first + cells.size(),
                                                                        name,
                                                                        List.of(truth),
                                                                        n,
                                                                        design,
                                                                        claim,
                                                                        figures)))));
        return cells;
    }
}
