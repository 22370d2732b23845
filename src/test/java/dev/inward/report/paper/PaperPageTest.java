package dev.inward.report.paper;

import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.property.BehavioralProperties;
import dev.inward.report.json.VerdictRecord;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.study.design.FinetuningUse;
import dev.inward.study.design.RowContent;
import dev.inward.study.design.RowFilter;
import dev.inward.study.design.StudyDesign;
import dev.inward.study.design.TrainingDesign;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.study.measurement.standard.BehaviourChangeMeasurement;
import dev.inward.study.measurement.standard.CalibrationMeasurement;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.verdict.AboveModeBaselineClaim;
import dev.inward.verdict.ComparisonClaim;
import dev.inward.verdict.IntrospectionClaim;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page of verdicts about 100 items, on some of which self-prediction is right. */
class PaperPageTest {

    private static final ComparisonClaim CLAIM = new IntrospectionClaim(new Margin(0.05));
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Item> ITEMS =
            IntStream.range(0, 100)
                    .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                    .toList();

    /** One verdict. */
    private static final class Cell {

        private final String property;
        private final int selfRight;
        private String target = "atlas";
        private int trainingRows = 1000;
        private TrainingLabels labels = TrainingLabels.TRUE;
        private StudyDesign design = StudyDesign.NONE;
        private ComparisonClaim claim = CLAIM;
        private List<MeasurementResult> measurements = List.of();

        Cell(String property, int selfRight) {
            this.property = property;
            this.selfRight = selfRight;
        }

        ObjectNode verdict() {
            var request =
                    new ComparisonRequest(
                            BehavioralProperties.named(property),
                            target,
                            "borealis",
                            List.of(SyntheticComparison.task("pets", ITEMS)),
                            ScoredSplit.HELD_OUT,
                            100,
                            1,
                            labels,
                            ExtraMeasurements.NONE,
                            StoppingRule.AT_THE_END,
                            design);
            return JSON.valueToTree(
                    VerdictRecord.of(
                            SyntheticComparison.of(
                                            request,
                                            IntStream.range(0, 100)
                                                    .mapToObj(
                                                            i ->
                                                                    SyntheticComparison.scored(
                                                                            ITEMS.get(i),
                                                                            i < selfRight
                                                                                    ? RIGHT
                                                                                    : WRONG,
                                                                            i < 10 ? RIGHT : WRONG))
                                                    .toList())
                                    .trainingRows(trainingRows)
                                    .measurements(measurements.toArray(new MeasurementResult[0]))
                                    .evidence()
                                    .judge(claim),
                            null));
        }
    }

    @Test
    void figures_over_all_properties_give_each_item_the_same_weight_as_in_the_paper() {
        String page =
                page(new Cell("first_word", 60).verdict(), new Cell("last_word", 20).verdict());

        assertThat(page)
                .startsWith("# The paper, and this run\n")
                .contains("Its models and tasks differ from those of this run, ")
                .contains("They are no target. The models of Inward's lab are artificial");
        assertThat(section(page, "Self-prediction before finetuning"))
                .contains("| the paper | GPT-4o | 32.6 | ± 0.34, n = 74853 | figure 4 |")
                .contains("| this run | 2 properties of atlas | 0.0 | ± 0.0, n = 200 |");
        assertThat(section(page, "Self-prediction after finetuning"))
                .contains("| the paper | Llama-3.1-70B | 48.5 | ± 0.34 | figures 4 and 5 |")
                .contains(
                        "| this run | 2 properties of atlas | 40.0 | ± 6.8, n = 200 | verdicts.json, authors | protocol held-out-tasks |");
        assertThat(section(page, "Cross-prediction"))
                .contains("| the paper | Llama-3.1-70B, predicted by GPT-4o | 31.8 |")
                .contains("| this run | 2 properties of atlas, predicted by borealis | 10.0 |");
        assertThat(section(page, "Advantage of self-prediction"))
                .contains(
                        "| the paper | GPT-3.5, predicted by the best other model | +0.8 | p = 0.002 |")
                .contains(
                        "| this run | 2 properties of atlas, predicted by borealis | +30.0 | p = ");
    }

    @Test
    void what_is_inconsistent_in_the_paper_stands_beside_the_figure() {
        assertThat(
                        section(
                                        page(new Cell("first_word", 60).verdict()),
                                        "Self-prediction after finetuning")
                                .lines()
                                .filter(line -> line.startsWith("| the paper | GPT-4o |")))
                .singleElement()
                .asString()
                .contains("inconsistent: ")
                .contains("51.2");
    }

    @Test
    void figures_by_property_are_those_of_properties_that_both_have_and_averages() {
        String section =
                section(
                        page(
                                new Cell("first_word", 60).verdict(),
                                new Cell("is_either_a_or_c", 50).verdict(),
                                new Cell("last_word", 22).verdict()),
                        "Self-prediction by property");

        assertThat(section)
                .contains("| the paper | first\\_word of GPT-4o | 41.5 | 63.2 | - | figure 10")
                .contains("| the paper | among\\_options of GPT-4o | 77.5 | 92.3 |")
                .contains("| the paper | average\\_of\\_properties of GPT-4o | 33.7 | 51.9 |")
                .contains(
                        "| this run | first\\_word of atlas | 0.0 | 60.0 | ± 0.0, n = 100; ± 9.7, n = 100 |")
                .contains("| this run | is\\_either\\_a\\_or\\_c of atlas | 0.0 | 50.0 |")
                .contains("| this run | average over 3 properties of atlas | 0.0 | 44.0 | - |")
                .doesNotContain("third", "last\\_word");
    }

    @Test
    void a_run_without_finetuning_has_no_figures_after_it() {
        var cell = new Cell("first_word", 60);
        cell.trainingRows = 0;

        String page = page(cell.verdict());

        assertThat(page).doesNotContain("## Self-prediction after finetuning");
        assertThat(section(page, "Cross-prediction")).contains("| protocol untrained |");
        assertThat(section(page, "Self-prediction by property"))
                .contains("| this run | first\\_word of atlas | 0.0 | - |");
    }

    @Test
    void a_transcript_of_finetuned_predictors_has_no_figures_before_finetuning() {
        var cell = new Cell("first_word", 60);
        cell.trainingRows = 0;
        ObjectNode transcript = cell.verdict().put("protocol", "held-out-tasks");

        String page = page(transcript);

        assertThat(page).doesNotContain("## Self-prediction before finetuning");
        assertThat(section(page, "Self-prediction after finetuning")).contains("| 60.0 |");
        assertThat(section(page, "Self-prediction by property"))
                .contains("| this run | first\\_word of atlas | - | 60.0 |");
    }

    @Test
    void studies_that_limit_their_rows_stand_beside_the_figures_by_rows() {
        String page =
                page(
                        limited("few", 40, 300).verdict(),
                        limited("many", 60, 900).verdict(),
                        new Cell("first_word", 60).verdict());

        assertThat(section(page, "Cross-prediction by rows of finetuning").lines())
                .filteredOn(line -> line.startsWith("| this run"))
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "| this run | first\\_word of atlas, predicted by borealis, study few | 300 | 10.0 | 40.0 | cross ± 5.9, n = 100 |")
                                        .contains("at most 50 rows a task and property"),
                        line -> assertThat(line).contains("study many | 900 | 10.0 | 60.0 |"));
        assertThat(page).contains("| 10000 | 35.2 | 48.5 | - | figure 17 | inconsistent: ");
        assertThat(page(new Cell("first_word", 60).verdict()))
                .doesNotContain("## Cross-prediction by rows");
    }

    private static Cell limited(String study, int selfRight, int trainingRows) {
        var cell = new Cell("first_word", selfRight);
        cell.trainingRows = trainingRows;
        cell.design =
                new StudyDesign(
                        study,
                        new TrainingDesign(
                                FinetuningUse.IF_POSSIBLE,
                                null,
                                50,
                                RowContent.HYPOTHETICAL,
                                null,
                                null,
                                RowFilter.NONE),
                        null,
                        false,
                        List.of());
        return cell;
    }

    @Test
    void a_change_of_behaviour_stands_beside_that_of_the_paper_with_the_bounds_of_its_difference() {
        var first =
                measured(
                        "second_character",
                        new BehaviourChangeMeasurement("borealis"),
                        Map.of("predictsOld", 20.0, "predictsNew", 50.0));
        var other =
                measured(
                        "last_word",
                        new BehaviourChangeMeasurement("borealis"),
                        Map.of("predictsOld", 30.0, "predictsNew", 70.0));

        String section =
                section(
                        page(first.verdict(), other.verdict()),
                        "Predictions after a change of behaviour, on items whose behaviour changed");

        assertThat(section)
                .contains(
                        "| the paper | second\\_character of GPT-4o | 23.7 | 33.8 | - | figure 8 |")
                .contains(
                        "| the paper | average\\_of\\_properties of GPT-4o | 21.7 | 35.4 | p &lt; 0.01 | figure 8 | inconsistent")
                .containsPattern(
                        "this run \\| second\\\\_character of atlas \\| 20.0 \\| 50.0 \\| new - old \\+30.0, one-sided bounds \\+\\d+.\\d and \\+\\d+.\\d \\|")
                .containsPattern(
                        "last\\\\_word of atlas .*the paper has no figure of this property; each prediction says the old value or the new one, so both add up to 100 %")
                .contains("| this run | average over 2 properties of atlas | 25.0 | 60.0 | - |")
                .doesNotContain("first\\_word");
    }

    @Test
    void deviations_of_a_property_that_the_paper_does_not_have_stand_below_all_of_the_paper() {
        var cell =
                measured(
                        "last_word",
                        new CalibrationMeasurement(),
                        Map.of("madSelf", 3.25, "madCross", 20.0));

        assertThat(
                        section(
                                        page(cell.verdict()),
                                        "Calibration: mean absolute deviation in percentage points")
                                .lines())
                .filteredOn(line -> line.startsWith("| the") || line.startsWith("| this"))
                .hasSize(9)
                .last()
                .asString()
                .startsWith(
                        "| this run | last\\_word of atlas, predicted by borealis | 3.3 | 20.0 | - | - |");
    }

    @Test
    void a_measurement_that_is_not_tested_has_figures_without_bounds() {
        var cell =
                measured(
                        "second_character",
                        new BehaviourChangeMeasurement("borealis"),
                        Map.of("predictsOld", 20.0, "predictsNew", 50.0));
        ObjectNode verdict = cell.verdict();
        verdict.withObject("/measurements/0").put("notTested", "too few items");

        assertThat(page(verdict))
                .contains("| this run | second\\_character of atlas | 20.0 | 50.0 | not tested |");
    }

    private static Cell measured(
            String property, StudyMeasurement measurement, Map<String, Double> figures) {
        var cell = new Cell(property, 60);
        cell.measurements =
                List.of(
                        new MeasurementResult(
                                measurement,
                                List.of(new Contrast("newAboveOld", "new minus old", 1)),
                                ITEMS.stream()
                                        .map(
                                                item ->
                                                        new MeasuredItem(
                                                                item, Map.of("newAboveOld", 0.3)))
                                        .toList(),
                                List.of(),
                                "",
                                figures.entrySet().stream()
                                        .map(
                                                it ->
                                                        new MeasuredFigure(
                                                                it.getKey(),
                                                                it.getKey(),
                                                                it.getValue()))
                                        .toList()));
        return cell;
    }

    @Test
    void several_claims_about_a_cell_are_one_row() {
        var again = new Cell("first_word", 60);
        again.claim = new AboveModeBaselineClaim();

        assertThat(page(new Cell("first_word", 60).verdict(), again.verdict()))
                .isEqualTo(page(new Cell("first_word", 60).verdict()));
    }

    @Test
    void permuted_labels_and_runs_without_predictions_have_no_page() {
        var permuted = new Cell("first_word", 60);
        permuted.labels = TrainingLabels.PERMUTED;

        assertThat(page(permuted.verdict())).isEmpty();
        assertThat(page(new Cell("first_word", 60).verdict().putNull("authors"))).isEmpty();
        assertThat(page()).isEmpty();
    }

    @Test
    void names_from_outside_stay_text() {
        var hostile = new Cell("first_word", 60);
        hostile.target = "<script>|`x`";

        assertThat(page(hostile.verdict()))
                .contains("first\\_word of &lt;script&gt;\\|\\`x\\`")
                .doesNotContain("<script>");
    }

    private static String page(ObjectNode... verdicts) {
        return PaperPage.of(List.of(verdicts));
    }

    private static String section(String page, String title) {
        int begin = page.indexOf("## " + title + "\n");
        assertThat(begin).as(title + " in " + page).isNotNegative();
        int end = page.indexOf("\n## ", begin);
        return page.substring(begin, end < 0 ? page.length() : end);
    }
}
