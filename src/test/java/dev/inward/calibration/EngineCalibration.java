package dev.inward.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Judges known-truth models and checks error rates, coverage and power of the engine. */
class EngineCalibration {

    private static final int THREADS = 2;

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
        check(
                "7. Power",
                new PowerTable(measure(FixedGrid.aboveTheMargin(), CalibrationCell::measure)));
    }

    @Test
    void a_sequential_run_neither_passes_nor_fails_more_often_than_the_level() throws Exception {
        List<CellCounts> sequential =
                measure(SequentialGrid.atTheMargin(), SequentialCell::measure).stream()
                        .map(SequentialCounts::sequential)
                        .toList();
        check(
                "8. Sequential: the advantage is the margin, or none over the mode baseline",
                new ErrorTable(DECISIONS, sequential));
    }

    @Test
    void a_sequential_run_uses_fewer_items_than_a_fixed_number() throws Exception {
        check(
                "9. Sequential: items used",
                new SequentialTable(measure(SequentialGrid.designed(), SequentialCell::measure)));
    }

    @Test
    void prompts_of_very_unequal_size_neither_pass_nor_fail_more_often_than_the_level()
            throws Exception {
        check(
                "10. Prompts of very unequal size, at the margin",
                new UnevenTable(measure(UnevenTable.cells(), UnevenCell::measure)));
    }

    @Test
    void an_unchanged_version_passes_the_regression_gate_and_a_fall_of_the_margin_does_not()
            throws Exception {
        check(
                "11. Regression gate: 20 cells of 150 items, 1,000 runs",
                new GateTable(measure(GateTable.cells(), GateCell::measure)));
    }

    private static void checkErrors(
            String title, List<ErrorRate> errors, List<CalibrationCell> cells) throws Exception {
        check(title, new ErrorTable(errors, measure(cells, CalibrationCell::measure)));
    }

    private static void check(String title, CalibrationReport.Table table) {
        REPORT.add(title, table);
        assertThat(table.failures()).isEmpty();
    }

    private static <C, M> List<M> measure(List<C> cells, Function<C, M> measurement)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            var pending = new ArrayList<Future<M>>();
            cells.forEach(cell -> pending.add(threads.submit(() -> measurement.apply(cell))));
            var measured = new ArrayList<M>();
            for (Future<M> future : pending) {
                measured.add(future.get());
            }
            return measured;
        } finally {
            threads.shutdownNow();
        }
    }
}
