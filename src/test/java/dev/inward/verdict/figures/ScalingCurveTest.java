package dev.inward.verdict.figures;

import static dev.inward.knowntruth.SyntheticComparison.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.design.StudyDesign;
import dev.inward.study.design.TrainingDesign;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScalingCurveTest {

    private static final List<Item> ITEMS =
            IntStream.range(0, 100)
                    .mapToObj(i -> new Item("task", Map.of(), "prompt " + i, Split.HELD_OUT))
                    .toList();
    private static final Task TASK = SyntheticComparison.task("task", ITEMS);

    @Test
    void a_curve_has_a_point_for_each_number_of_rows_in_ascending_order() {
        List<Comparison> all = List.of(sized(200, 90, 70), sized(50, 60, 40), sized(100, 80, 70));

        ScalingCurve curve = ScalingCurve.of(all.get(0), all, 0.95).orElseThrow();

        assertThat(curve.points())
                .extracting(ScalingCurve.Point::rowsPerCell)
                .containsExactly(50, 100, 200);
        assertThat(curve.points().get(0).self().estimate()).isCloseTo(0.6, within(1e-12));
        assertThat(curve.points().get(0).cross().estimate()).isCloseTo(0.4, within(1e-12));
        assertThat(curve.points().get(2).advantage().estimate()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void cross_prediction_stops_growing_where_no_larger_number_is_better() {
        List<Comparison> all = List.of(sized(50, 60, 40), sized(100, 80, 70), sized(200, 90, 71));

        ScalingCurve curve = ScalingCurve.of(all.get(1), all, 0.95).orElseThrow();

        assertThat(curve.crossStopsGrowing()).isEqualTo(100);
        assertThat(curve.sentence())
                .isEqualTo(
                        "accuracy by the number of finetuning rows of a task and property: 50 rows self 0.600, cross 0.400, 100 rows self 0.800, cross 0.700, 200 rows self 0.900, cross 0.710; cross-prediction does not grow beyond 100 rows");
    }

    @Test
    void cross_prediction_that_still_grows_has_no_such_number() {
        List<Comparison> all = List.of(sized(50, 60, 20), sized(100, 80, 50), sized(200, 90, 80));

        assertThat(ScalingCurve.of(all.get(1), all, 0.95).orElseThrow().crossStopsGrowing())
                .isNull();
    }

    @Test
    void a_limit_above_the_number_of_candidates_is_no_further_point() {
        List<Comparison> all = List.of(sized(100, 80, 70), sized(200, 90, 70), sized(500, 90, 70));

        assertThat(ScalingCurve.of(all.get(0), all, 0.95).orElseThrow().points()).hasSize(2);
    }

    @Test
    void one_number_of_rows_is_no_curve_and_other_predictors_are_not_part_of_it() {
        Comparison one = sized(50, 60, 40);
        Comparison other = comparison("cygnus", 100, 80, 70);

        assertThat(ScalingCurve.of(one, List.of(one, other), 0.95)).isEmpty();
    }

    private static Comparison sized(int rows, int selfRight, int crossRight) {
        return comparison("borealis", rows, selfRight, crossRight);
    }

    private static Comparison comparison(
            String predictor, int rows, int selfRight, int crossRight) {
        ComparisonRequest plain =
                SyntheticComparison.request(
                        "atlas", predictor, List.of(TASK), 1, StoppingRule.AT_THE_END);
        var request =
                new ComparisonRequest(
                        plain.property(),
                        plain.target(),
                        plain.predictor(),
                        plain.tasks(),
                        plain.split(),
                        plain.items(),
                        plain.seed(),
                        plain.labels(),
                        plain.extraMeasurements(),
                        plain.stopping(),
                        new StudyDesign(
                                "scaling",
                                TrainingDesign.DEFAULT.withRows(rows),
                                null,
                                false,
                                List.of()));
        var items = new ArrayList<ScoredItem>();
        for (int i = 0; i < ITEMS.size(); i++) {
            items.add(scored(ITEMS.get(i), outcome(i < selfRight), outcome(i < crossRight)));
        }
        // There are 200 candidates.
        return SyntheticComparison.of(request, items).trainingRows(Math.min(rows, 200)).build();
    }

    private static PredictionOutcome outcome(boolean isRight) {
        return isRight ? PredictionOutcome.RIGHT : PredictionOutcome.WRONG;
    }
}
