package dev.inward.report;

import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.ScoredItem;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.RunOutcome.Ending;
import dev.inward.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Averages over properties in the reports. */
class AcrossPropertiesRecordTest {

    private static final Margin MARGIN = new Margin(0.05);

    /** Self-prediction is right on 90 of 90 items of one property and on 30 of 60 of the other. */
    private static final List<Verdict> VERDICTS =
            List.of(verdict("first_character", 90, 90), verdict("is_even", 60, 30));

    private static final String LINE =
            "Over 2 properties of a, predicted by b: self - cross = +0.750 [";

    @TempDir Path folder;

    @Test
    void averages_are_in_the_verdict_file() throws IOException {
        Path file = folder.resolve("verdicts.json");
        new VerdictFile(file).write(ReportedOnce.of(VERDICTS));

        JsonNode averages = new ObjectMapper().readTree(file.toFile()).path("acrossProperties");

        assertThat(averages).hasSize(1);
        assertThat(averages.at("/0/macroDifference/estimate").asDouble()).isEqualTo(0.75);
        assertThat(averages.at("/0/microDifference/estimate").asDouble()).isEqualTo(0.8);
        assertThat(averages.at("/0/items").asInt()).isEqualTo(150);
        assertThat(averages.at("/0/prompts").asInt()).isEqualTo(90);
    }

    @Test
    void averages_are_a_line_below_the_verdict_table() {
        assertThat(VerdictTable.of(ReportedOnce.of(VERDICTS), 200).lines())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith(LINE)
                                        .contains("macro, +0.800 [")
                                        .endsWith("micro average (150 items, 90 prompts)."));
    }

    @Test
    void a_mean_with_standard_error_0_has_no_normal_interval() {
        List<Verdict> allRight =
                List.of(verdict("first_character", 90, 90), verdict("is_even", 90, 90));
        var outcome = new RunOutcome(Ending.PASSED, 2, null, List.of(), List.of(), List.of());

        assertThat(SummaryPage.of(outcome, ReportedOnce.of(allRight)))
                .contains("self - cross = +1.000 macro, +1.000 \\[+0.9");
    }

    @Test
    void averages_are_in_the_summary() {
        var outcome = new RunOutcome(Ending.PASSED, 2, null, List.of(), List.of(), List.of());

        assertThat(SummaryPage.of(outcome, ReportedOnce.of(VERDICTS)))
                .contains("Over 2 properties of a");
    }

    private static Verdict verdict(String property, int items, int right) {
        List<ScoredItem> scored =
                IntStream.range(0, items)
                        .mapToObj(
                                i ->
                                        SyntheticComparison.scored(
                                                new Item(
                                                        "pets",
                                                        Map.of(),
                                                        "prompt " + i,
                                                        Split.HELD_OUT),
                                                i < right ? RIGHT : WRONG,
                                                WRONG))
                        .toList();
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                property,
                                TrainingLabels.TRUE,
                                "a",
                                "b",
                                SyntheticComparison.task("pets", List.of())),
                        scored)
                .evidence()
                .judge(new IntrospectionClaim(MARGIN));
    }
}
