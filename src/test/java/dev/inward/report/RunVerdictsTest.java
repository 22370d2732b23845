package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.ComparisonClaim;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the p-values of a whole run. */
class RunVerdictsTest {

    private static final Margin MARGIN = Margin.percentagePoints(5);

    /** Holm's method would multiply the smallest by three, and the next by two. */
    @Test
    void the_p_values_of_three_claims_are_adjusted_by_benjamini_and_hochberg() {
        List<ObjectNode> records =
                ReportedOnce.of(
                                List.of(
                                        verdict("first", 24, new IntrospectionClaim(MARGIN)),
                                        verdict("second", 20, new IntrospectionClaim(MARGIN)),
                                        verdict("third", 12, new IntrospectionClaim(MARGIN))))
                        .records();

        double[] p = records.stream().mapToDouble(it -> it.path("p").asDouble()).toArray();
        double[] adjusted =
                records.stream().mapToDouble(it -> it.path("adjustedP").asDouble()).toArray();
        assertThat(p[0]).isLessThan(p[1]);
        assertThat(p[1]).isLessThan(p[2]);
        assertThat(adjusted[2]).isEqualTo(p[2]);
        assertThat(adjusted[1]).isCloseTo(p[1] * 3 / 2, within(1e-12)).isLessThan(p[2]);
        assertThat(adjusted[0]).isCloseTo(p[0] * 3, within(1e-12)).isLessThan(adjusted[1]);
    }

    @Test
    void a_control_claims_no_advantage_and_adjusts_nothing() {
        List<ObjectNode> records =
                ReportedOnce.of(
                                List.of(
                                        verdict("first", 24, new IntrospectionClaim(MARGIN)),
                                        verdict("second", 20, new NoAdvantageClaim(MARGIN))))
                        .records();

        assertThat(records.get(0).path("adjustedP")).isEqualTo(records.get(0).path("p"));
        assertThat(records.get(1).path("adjustedP").isNull()).isTrue();
    }

    /** Returns a verdict on 100 items, of which self-prediction alone gets some right. */
    private static Verdict verdict(String target, int onlySelf, ComparisonClaim claim) {
        ComparisonRequest request =
                SyntheticComparison.request(
                        target, "cross", SyntheticComparison.task("task", List.of()));
        List<ScoredItem> items =
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        SyntheticComparison.scored(
                                                new Item(
                                                        "task",
                                                        Map.of(),
                                                        "prompt " + i,
                                                        Split.HELD_OUT),
                                                i < onlySelf
                                                        ? PredictionOutcome.RIGHT
                                                        : PredictionOutcome.WRONG,
                                                i >= 95
                                                        ? PredictionOutcome.RIGHT
                                                        : PredictionOutcome.WRONG))
                        .toList();
        return SyntheticComparison.of(request, items).evidence().judge(claim);
    }
}
