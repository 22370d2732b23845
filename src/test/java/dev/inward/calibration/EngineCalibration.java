package dev.inward.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Judges known-truth models and checks error rates, coverage and power of the engine. */
class EngineCalibration {

    private static final List<ErrorRate> DECISIONS = List.of(ErrorRate.PASS, ErrorRate.FAIL);
    private static final List<ErrorRate> DECISIONS_AND_BOUNDS =
            List.of(
                    ErrorRate.PASS,
                    ErrorRate.FAIL,
                    ErrorRate.LOWER_BOUND,
                    ErrorRate.UPPER_BOUND,
                    ErrorRate.INTERVAL);

    private static final CalibrationReport REPORT = new CalibrationReport();

    @AfterAll
    static void writeReport() {
        REPORT.write();
    }

    @Test
    void an_advantage_of_exactly_the_margin_neither_passes_nor_fails_more_often_than_the_level()
            throws Exception {
        checkErrors(
                "1. The advantage is the margin itself",
                DECISIONS_AND_BOUNDS,
                FixedGrid.atTheMargin());
    }

    @Test
    void several_tasks_of_exactly_the_margin_neither_pass_nor_fail_more_often_than_the_level()
            throws Exception {
        checkErrors(
                "2. Several tasks, whose mean advantage is the margin",
                DECISIONS_AND_BOUNDS,
                FixedGrid.severalTasks());
    }

    @Test
    void two_runs_of_one_model_and_permuted_labels_pass_no_more_often_than_the_level()
            throws Exception {
        checkErrors(
                "3. No advantage, and a margin of 0",
                DECISIONS_AND_BOUNDS,
                FixedGrid.withoutAdvantage());
    }

    @Test
    void a_model_as_good_as_the_mode_baseline_passes_no_more_often_than_the_level()
            throws Exception {
        checkErrors(
                "4. No better than the mode baseline",
                DECISIONS_AND_BOUNDS,
                FixedGrid.atTheModeBaseline());
    }

    @Test
    void an_advantage_at_the_mode_baseline_passes_no_more_often_than_the_level() throws Exception {
        checkErrors(
                "5. An advantage, but none over the mode baseline",
                DECISIONS,
                FixedGrid.advantageAtTheModeBaseline());
    }

    @Test
    void clones_and_mode_guessers_never_pass() throws Exception {
        checkErrors(
                "6. Models that must never pass",
                List.of(ErrorRate.NO_PASS_AT_ALL),
                FixedGrid.neverToPass());
    }

    @Test
    void an_advantage_above_the_margin_passes_about_as_often_as_predicted() throws Exception {
        check("7. Power", FixedGrid.aboveTheMargin(), CalibrationCell::measure, PowerTable::new);
    }

    @Test
    void a_sequential_run_neither_passes_nor_fails_more_often_than_the_level() throws Exception {
        check(
                "8. Sequential: the advantage is the margin, or none over the mode baseline",
                SequentialGrid.atTheMargin(),
                cell -> cell.measure().sequential(),
                counts -> new ErrorTable(DECISIONS, counts));
    }

    @Test
    void a_sequential_run_uses_fewer_items_than_a_fixed_number() throws Exception {
        check(
                "9. Sequential: items used",
                SequentialGrid.designed(),
                SequentialCell::measure,
                SequentialTable::new);
    }

    @Test
    void prompts_of_very_unequal_size_neither_pass_nor_fail_more_often_than_the_level()
            throws Exception {
        check(
                "10. Prompts of very unequal size, at the margin",
                UnevenTable.cells(),
                UnevenCell::measure,
                UnevenTable::new);
    }

    @Test
    void an_unchanged_version_passes_the_regression_gate_and_a_fall_of_the_margin_does_not()
            throws Exception {
        check(
                "11. Regression gate: 20 cells of 150 items",
                GateTable.cells(),
                GateCell::measure,
                GateTable::new);
    }

    @Test
    void no_kind_of_data_at_the_margin_passes_or_fails_more_often_than_the_level()
            throws Exception {
        check(
                "12. Kinds of data, at the margin",
                DataTable.cells(),
                DataCell::measure,
                DataTable::new);
    }

    @Test
    void the_range_of_items_that_would_settle_a_claim_contains_the_number_that_is_enough()
            throws Exception {
        check(
                "13. Items to settle an inconclusive verdict",
                SettlingTable.cells(),
                SettlingCell::measure,
                SettlingTable::new);
    }

    @Test
    void measurements_without_a_difference_neither_pass_nor_fail_more_often_than_the_level()
            throws Exception {
        check(
                "14. Measurements of studies, at a margin of 0 unless a row names one",
                MeasurementTable.cells(),
                MeasurementCalibrationCell::measure,
                MeasurementTable::new);
    }

    private static void checkErrors(
            String title, List<ErrorRate> errors, List<CalibrationCell> cells) throws Exception {
        check(title, cells, CalibrationCell::measure, counts -> new ErrorTable(errors, counts));
    }

    private static <C, M> void check(
            String title,
            List<C> cells,
            Function<C, M> measurement,
            Function<List<M>, CalibrationReport.Table> tabulation)
            throws Exception {
        CalibrationReport.Table table =
                tabulation.apply(CellRunner.measure(title, cells, measurement));
        REPORT.add(title, table);
        assertThat(table.failures()).isEmpty();
    }
}
