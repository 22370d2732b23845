package dev.inward.verdict.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inward.Margin;
import dev.inward.knowntruth.MeasuredStudy;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.Provenance;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.study.measurement.standard.BehaviourChangeMeasurement;
import dev.inward.study.measurement.standard.CalibrationMeasurement;
import dev.inward.verdict.Decision;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests baselines of studies and of their measurements. */
class MeasuredGateTest {

    private static final Margin MARGIN = new Margin(0.2);

    @TempDir Path folder;

    @ParameterizedTest(name = "calibrated before, {0} now: {1}")
    @CsvSource({"calibrated, PASS", "wrong, FAIL", "guess, FAIL"})
    void calibration_that_got_worse_is_a_regression(String forecast, Decision expected) {
        Evidence old = drawing("calibrated");

        GateVerdict gate = judge(old, drawing(forecast));

        assertThat(gate.decision()).isEqualTo(expected);
        assertThat(gate.judgement().reason().contains("study measured, calibration: above"))
                .isEqualTo(expected == Decision.FAIL);
    }

    @ParameterizedTest(name = "predicts its new behaviour before, {0} now: {1}")
    @CsvSource({"new, PASS", "old, FAIL", "neither, FAIL"})
    void predictions_that_no_longer_follow_the_behaviour_are_a_regression(
            String predicts, Decision expected) {
        Evidence old = changing("new");

        List<Decision> contrasts =
                judge(old, changing(predicts)).verdicts().stream()
                        .filter(verdict -> verdict.figure().hasContrast())
                        .map(verdict -> verdict.decision())
                        .toList();

        assertThat(contrasts).hasSize(3).contains(expected);
        assertThat(contrasts.contains(Decision.FAIL)).isEqualTo(expected == Decision.FAIL);
    }

    private Evidence drawing(String forecast) {
        return study(
                "target: {provider: drawing, forecast: " + forecast + "}",
                "predictor: {provider: drawing, forecast: guess}",
                new CalibrationMeasurement());
    }

    private Evidence changing(String predicts) {
        return study(
                "target: {provider: changing, predicts: " + predicts + "}",
                "predictor: {provider: changing, predicts: new}",
                new BehaviourChangeMeasurement("predictor"));
    }

    /** The models of known truth do not state their sampling parameters, which the gate needs. */
    private Evidence study(String target, String predictor, StudyMeasurement measurement) {
        Comparison measured =
                MeasuredStudy.evidence(folder.resolve("evals"), target, predictor, measurement)
                        .comparison();
        Provenance provenance = measured.provenance();
        Comparison identified =
                new Comparison(
                        measured.request(),
                        measured.trainingRows(),
                        measured.items(),
                        measured.undefined(),
                        measured.withoutBehaviour(),
                        measured.trainingItems(),
                        measured.missingTrainingBehaviours(),
                        measured.learnedFrom(),
                        measured.whyMissing(),
                        measured.withoutPredictorBehaviour(),
                        measured.whyNotFramed(),
                        measured.rounds(),
                        measured.answers(),
                        measured.overlap(),
                        new Provenance(
                                SyntheticComparison.model("target", "drawn"),
                                SyntheticComparison.model("predictor", "drawn"),
                                false,
                                provenance.data(),
                                provenance.prompts(),
                                List.of(),
                                null,
                                provenance.judgedTraining()),
                        measured.measurements());
        return Evidence.of(
                identified.request(),
                CompletableFuture.completedFuture(identified),
                new DecisionRule(0.95, MARGIN, false),
                verdict -> {});
    }

    private GateVerdict judge(Evidence old, Evidence current) {
        RegressionGate gate = gate(old.comparison());
        return gate.judgeAcrossCells(List.of(gate.compare(current, targets(current)).executed()));
    }

    private static Set<String> targets(Evidence evidence) {
        return Set.of(evidence.request().target());
    }

    @Test
    void a_contrast_is_tested_beside_the_advantage() {
        List<Verdict> verdicts =
                verdicts(
                        MeasuredPets.of("pets", 1, i -> 0.5), MeasuredPets.of("pets", 1, i -> 0.0));

        assertThat(verdicts)
                .extracting(Verdict::decision)
                .containsExactly(Decision.PASS, Decision.FAIL);
        var change = verdicts.get(1).changeSinceBaseline().orElseThrow();
        assertThat(change.difference().estimate()).isEqualTo(-0.5, within(1e-12));
        assertThat(change.adjustedP()).isEqualTo(2 * change.p(), within(1e-15));
        assertThat(verdicts.get(1).claim().wording())
                .isEqualTo(
                        "'gain' of the measurement 'gain-of-pets' not to have fallen by 0.2 since the baseline");
        assertThat(verdicts.get(1).gated().orElseThrow())
                .hasToString(
                        "first_word of self, predicted by cross, study pets, gain-of-pets: gain");
    }

    @Test
    void items_that_have_the_contrast_in_one_version_only_count_in_its_mean() {
        Verdict verdict =
                verdicts(
                                MeasuredPets.of("pets", 1, i -> i < 60 ? 0.5 : null),
                                MeasuredPets.of("pets", 1, i -> i >= 40 ? 0.4 : null))
                        .get(1);

        var change = verdict.changeSinceBaseline().orElseThrow();
        assertThat(change.oldAdvantage().size()).isEqualTo(60);
        assertThat(change.newAdvantage().size()).isEqualTo(60);
        assertThat(change.difference().size()).isEqualTo(100);
        assertThat(change.difference().estimate()).isEqualTo(-0.1, within(1e-12));
    }

    @Test
    void a_contrast_on_fewer_than_30_prompts_is_open_and_no_failure() {
        Verdict verdict =
                verdicts(
                                MeasuredPets.of("pets", 1, i -> 1.0),
                                MeasuredPets.of("pets", 1, i -> i < 29 ? -1.0 : null))
                        .get(1);

        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.judgement().reason())
                .startsWith("this run has 'gain' of the measurement 'gain-of-pets' on 29 items");
    }

    @Test
    void one_missing_answer_in_a_hundred_counts_as_the_worst_and_two_leave_it_open() {
        Verdict one =
                verdicts(
                                MeasuredPets.of("pets", 1, i -> 0.5),
                                MeasuredPets.of("pets", 1, i -> i == 0 ? Double.NaN : 0.5))
                        .get(1);
        Verdict two =
                verdicts(
                                MeasuredPets.of("pets", 1, i -> 0.5),
                                MeasuredPets.of("pets", 1, i -> i < 2 ? Double.NaN : 0.5))
                        .get(1);

        assertThat(one.changeSinceBaseline().orElseThrow().missing()).isEqualTo(1);
        assertThat(one.changeSinceBaseline().orElseThrow().difference().estimate()).isZero();
        assertThat(two.judgement().reason())
                .isEqualTo(
                        "the measurement lacks answers to 2 of 100 items in this run, more than 1 %.");
    }

    @Test
    void other_settings_make_it_inconclusive() {
        assertThat(
                        verdicts(
                                        MeasuredPets.of("pets", 1, i -> 0.5),
                                        MeasuredPets.of("pets", 2, i -> 0.5))
                                .get(1)
                                .judgement()
                                .reason())
                .isEqualTo(
                        "the settings of the measurement 'gain-of-pets' differ: 'strength=1' in the baseline and 'strength=2' in this run");
    }

    @Test
    void a_new_measurement_is_open_and_a_lost_one_was_not_executed() {
        SyntheticComparison measured = MeasuredPets.of("pets", 1, i -> 0.5);
        SyntheticComparison bare = MeasuredPets.of("pets", 1, i -> 0.5).measurements();

        assertThat(verdicts(bare, measured).get(1).judgement().reason())
                .isEqualTo(
                        "the baseline has this cell without 'gain' of the measurement 'gain-of-pets'. Write a new baseline.");
        RegressionGate gate = gate(measured.build());
        assertThat(
                        gate.cellsNotExecuted(
                                List.of(gate.compare(bare.evidence(), Set.of("self")).executed())))
                .containsExactly(
                        "first_word of self, predicted by cross, study pets, gain-of-pets: gain");
    }

    @Test
    void two_studies_and_an_eval_of_one_property_are_three_cells() {
        RegressionGate gate =
                gate(
                        MeasuredPets.of("pets", 1, i -> 0.5).build(),
                        MeasuredPets.of("other", 1, i -> 0.9).build(),
                        PetComparison.selfRight("first_word", "self", "cross").build());

        assertThat(
                        Stream.of("pets", "other", "unknown")
                                .map(study -> MeasuredPets.of(study, 1, i -> 0.5).evidence())
                                .map(it -> gate.compare(it, Set.of("self")).baseline())
                                .map(String::valueOf))
                .containsExactly(
                        "first_word of self, predicted by cross, study pets",
                        "first_word of self, predicted by cross, study other",
                        "null");
        assertThat(gate.cellsNotExecuted(List.of())).hasSize(3);
    }

    @Test
    void a_written_baseline_is_read_back_and_small() throws IOException {
        Path file = folder.resolve("baseline.json");
        Comparison comparison =
                MeasuredPets.of("pets", 1, i -> i % 3 == 0 && i > 0 ? null : number(i)).build();

        PetComparison.write(file, MeasuredPets.of("pets", 1, i -> i / 700.0));
        int size = Files.readString(file).length();
        RecordedRun run = RecordedRun.of(List.of(RecordedCell.of(comparison)));
        run.write(file);

        assertThat(RecordedRun.read(file)).isEqualTo(run);
        assertThat(Files.readAllLines(file))
                .contains("      \"study\" : \"pets\",")
                .anyMatch(line -> line.matches(" +\"pets\" : \"- 0.0014 0.0029 _ 0.0057 .*\""));
        assertThat(size).isLessThan(2_500);
    }

    @Test
    void a_file_of_the_old_format_is_read_and_has_no_studies() throws IOException {
        Path file =
                PetComparison.write(
                        folder.resolve("baseline.json"),
                        PetComparison.selfRight("first_word", "self", "cross"));
        assertThat(RegressionGate.open(file, MARGIN).hasStudies()).isTrue();

        Files.writeString(file, Files.readString(file).replace("\"schema\" : 2", "\"schema\" : 1"));

        RegressionGate gate = RegressionGate.open(file, MARGIN);
        assertThat(gate.hasStudies()).isFalse();
        assertThat(gate.cellsNotExecuted(List.of()))
                .containsExactly("first_word of self, predicted by cross");
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.5 0.5 | 0.5 yes | 'yes' is none of its values. Expected a number from -1 to 1",
                "0.5 0.5 | 0.5 NaN | 'NaN' is none of its values",
                "0.5 0.5 | 0.5 1e999999999 | '1e999999999' is none of its values",
                "0.5 0.5 | 0.5 1.5 | the contrast 'gain' in task 'pets': '1.5' is none of its values",
                "\"0.5 0.5 | \"0.5 | has 99 items of task 'pets', but the cell has 100",
                "\"pets\" : \"0.5 | \"cats\" : \"0.5 | has items of the tasks cats, but the cell has the tasks pets",
                "\"range\" : 1.0 | \"range\" : -1 | the contrast 'gain' has the range -1.0, expected a finite number above 0",
                "\"settings\" : \"strength=1\", | '' | the measurement 'gain-of-pets' has no 'settings'",
                "\"number\" : \"gain\", | '' | a contrast has no 'number'"
            })
    void damaged_measurements_are_errors(String correct, String damaged, String error)
            throws IOException {
        Path file =
                PetComparison.write(
                        folder.resolve("baseline.json"), MeasuredPets.of("pets", 1, i -> 0.5));
        String json = Files.readString(file);
        int place = json.indexOf(correct);
        assertThat(place).isPositive();
        Files.writeString(
                file,
                json.substring(0, place) + damaged + json.substring(place + correct.length()));

        assertThatThrownBy(() -> RegressionGate.open(file, MARGIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("baseline.json cannot be read")
                .hasMessageContaining(error);
    }

    @Test
    void a_cell_that_a_file_has_twice_is_an_error() {
        Path file = folder.resolve("baseline.json");
        RecordedCell cell = RecordedCell.of(MeasuredPets.of("pets", 1, i -> 0.5).build());
        RecordedRun.of(List.of(cell, cell)).write(file);

        assertThatThrownBy(() -> RegressionGate.open(file, MARGIN))
                .hasMessageContaining(
                        "it has the cell 'first_word of self, predicted by cross, study pets' twice");
    }

    @Test
    void a_run_whose_measurement_lacks_answers_writes_no_baseline() {
        assertThatThrownBy(
                        () ->
                                gate(
                                        MeasuredPets.of("pets", 1, i -> i < 2 ? Double.NaN : 0.5)
                                                .build()))
                .hasMessageContaining("no baseline is written")
                .hasMessageContaining(
                        "the measurement 'gain-of-pets' lacks answers to 2 items, more than 1 %");
    }

    /** Another JVM of the run reads the cells, and must judge alike. */
    @Test
    void another_jvm_judges_a_contrast_alike() {
        RegressionGate gate = gate(MeasuredPets.of("pets", 1, i -> 0.5).build());
        ComparedCell cell =
                gate.compare(MeasuredPets.of("pets", 1, i -> i / 100.0).evidence(), Set.of("self"))
                        .executed();

        ComparedCell read = ComparedCell.read(ComparedCell.write(List.of(cell)).get(0));

        assertThat(read).isEqualTo(cell);
        assertThat(gate.judgeAcrossCells(List.of(read)).verdicts())
                .isEqualTo(gate.judgeAcrossCells(List.of(cell)).verdicts())
                .hasSize(2);
    }

    private static Double number(int item) {
        return item == 0 ? Double.NaN : item / 700.0;
    }

    private List<Verdict> verdicts(SyntheticComparison old, SyntheticComparison current) {
        RegressionGate gate = gate(old.build());
        Evidence evidence = current.evidence();
        ComparedCell cell = gate.compare(evidence, targets(evidence));
        return gate.judge(evidence, cell, List.of(cell));
    }

    private RegressionGate gate(Comparison... baseline) {
        Path file = folder.resolve("baseline.json");
        RecordedCells.write(file, RecordedCells.of(List.of(baseline)).valueStream().toList());
        return RegressionGate.open(file, MARGIN);
    }
}
