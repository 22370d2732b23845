package dev.inward.verdict.regression;

import static dev.inward.knowntruth.SyntheticComparison.judgedBy;
import static dev.inward.verdict.regression.PetComparison.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.Judging;
import dev.inward.study.ModelProvenance;
import dev.inward.verdict.regression.RecordedCell.RecordedTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that only the version of the target may differ from the baseline. */
class BaselineCompatibilityTest {

    private static final ModelProvenance TARGET = model("self", "greedy", "self-1");
    private static final ModelProvenance PREDICTOR = model("cross", "greedy", "cross-1");
    private static final Comparison CURRENT = measured(TARGET, PREDICTOR, 1000);
    private static final RecordedCell RECORDED = RecordedCell.of(CURRENT);

    @Test
    void an_equal_measurement_can_be_compared() {
        assertThat(why(RECORDED, CURRENT)).isEmpty();
    }

    @Test
    void the_target_may_have_another_name_and_another_served_model() {
        assertThat(why(recorded(model("old", "greedy", "self-0"), PREDICTOR), CURRENT)).isEmpty();
    }

    @Test
    void other_data_are_named_by_the_start_of_their_hash() {
        assertThat(why(recorded("0123456789abcdef", "prompts", RECORDED.tasks()), CURRENT))
                .hasValue(
                        "the baseline uses other data: the hash is 0123456789ab in the baseline and data in this run");
    }

    @Test
    void other_hypothetical_prompts_are_named_by_the_start_of_their_hash() {
        assertThat(why(recorded("data", "0123456789abcdef", RECORDED.tasks()), CURRENT))
                .hasValue(
                        "the baseline uses other hypothetical prompts: the hash is 0123456789ab in the baseline and prompts in this run");
    }

    @Test
    void a_file_that_lost_a_task_or_an_item_by_hand_has_other_data_under_the_same_hash() {
        RecordedTask pets = RECORDED.tasks().get(0);
        var shortened =
                new RecordedTask("pets", pets.self().substring(1), pets.cross().substring(1));

        assertThat(why(recorded("data", "prompts", List.of(pets, pets)), CURRENT).orElseThrow())
                .startsWith("the baseline uses other data");
        assertThat(why(recorded("data", "prompts", List.of(shortened)), CURRENT).orElseThrow())
                .startsWith("the baseline uses other data");
    }

    @Test
    void finetuned_predictors_are_not_compared_with_prompted_ones() {
        Comparison prompted = measured(TARGET, PREDICTOR, 0);

        assertThat(why(RECORDED, prompted))
                .hasValue("the predictors are finetuned in the baseline, but not in this run");
        assertThat(why(RecordedCell.of(prompted), CURRENT))
                .hasValue("the predictors are finetuned in this run, but not in the baseline");
        assertThat(why(RecordedCell.of(prompted), prompted)).isEmpty();
    }

    @Test
    void a_model_of_either_side_without_sampling_parameters_cannot_be_compared() {
        ModelProvenance unknown = new ModelProvenance("quiet", null, null, new TreeSet<>(), null);

        assertThat(why(recorded(unknown, PREDICTOR), CURRENT).orElseThrow())
                .startsWith("'quiet' does not state its sampling parameters")
                .contains("requestFingerprint()");
        assertThat(why(RECORDED, measured(unknown, PREDICTOR, 1000)).orElseThrow())
                .startsWith("'quiet' does not state its sampling parameters");
        assertThat(why(RECORDED, measured(TARGET, unknown, 1000)).orElseThrow())
                .startsWith("'quiet' does not state its sampling parameters");
    }

    @Test
    void other_sampling_parameters_of_target_or_predictor_are_quoted() {
        assertThat(why(recorded(model("old", "warm"), PREDICTOR), CURRENT))
                .hasValue(
                        "the sampling parameters of 'self' differ: warm in the baseline and greedy in this run");
        assertThat(why(recorded(TARGET, model("cross", "warm", "cross-1")), CURRENT))
                .hasValue(
                        "the sampling parameters of 'cross' differ: warm in the baseline and greedy in this run");
    }

    @Test
    void another_predictor_under_the_same_name_cannot_be_compared() {
        ModelProvenance other =
                new ModelProvenance("cross", "another", "greedy", PREDICTOR.served(), null);

        assertThat(why(recorded(TARGET, other), CURRENT))
                .hasValue(
                        "the predictor 'cross' is another model: another in the baseline and requested in this run");
    }

    @Test
    void a_predictor_that_another_model_serves_cannot_be_compared() {
        assertThat(why(recorded(TARGET, model("cross", "greedy", "cross-0", "cross-1")), CURRENT))
                .hasValue(
                        "the predictor 'cross' is served by another model: cross-0, cross-1 in the baseline and cross-1 in this run");
        assertThat(why(recorded(TARGET, model("cross", "greedy")), CURRENT).orElseThrow())
                .endsWith("not reported in the baseline and cross-1 in this run");
    }

    @Test
    void the_same_judges_in_another_order_can_be_compared() {
        assertThat(
                        whyJudged(
                                judgedBy("p", model("a", "greedy", "a-1"), model("b", "greedy")),
                                judgedBy("p", model("b", "greedy"), model("a", "greedy", "a-1"))))
                .isEmpty();
    }

    @Test
    void other_judges_are_named() {
        Judging one = judgedBy("p", model("a", "greedy"));
        Judging both = judgedBy("p", model("b", "greedy"), model("a", "greedy"));

        assertThat(whyJudged(both, one))
                .hasValue(
                        "the judges of the property 'first_word' differ: 'a', 'b' in the baseline and 'a' in this run");
        assertThat(whyJudged(null, one))
                .hasValue(
                        "the judges of the property 'first_word' differ: no judge in the baseline and 'a' in this run");
        assertThat(whyJudged(one, null))
                .hasValue(
                        "the judges of the property 'first_word' differ: 'a' in the baseline and no judge in this run");
    }

    @Test
    void a_judge_is_compared_like_a_predictor() {
        Judging current = judgedBy("p", model("a", "greedy", "a-2"));

        assertThat(whyJudged(judgedBy("p", model("a", "greedy", "a-1")), current))
                .hasValue(
                        "the judge 'a' is served by another model: a-1 in the baseline and a-2 in this run");
        assertThat(whyJudged(judgedBy("p", model("a", "warm", "a-2")), current))
                .hasValue(
                        "the sampling parameters of 'a' differ: warm in the baseline and greedy in this run");
        assertThat(
                        whyJudged(
                                judgedBy(
                                        "p",
                                        new ModelProvenance(
                                                "a",
                                                "another",
                                                "greedy",
                                                new TreeSet<>(Set.of("a-2")),
                                                null)),
                                current))
                .hasValue(
                        "the judge 'a' is another model: another in the baseline and requested in this run");
        assertThat(
                        whyJudged(
                                        judgedBy(
                                                "p",
                                                new ModelProvenance(
                                                        "a", null, null, new TreeSet<>(), null)),
                                        current)
                                .orElseThrow())
                .startsWith("'a' does not state its sampling parameters");
    }

    @Test
    void another_prompt_and_other_values_of_the_judges_are_named() {
        ModelProvenance judge = model("a", "greedy");
        var yesOrNo = new Judging(List.of(judge), "p", List.of("yes", "no"), 10, 0, null, Map.of());

        assertThat(whyJudged(judgedBy("other", judge), judgedBy("p", judge)).orElseThrow())
                .matches(
                        "the prompt of the judge 'a' differs: the hash is [0-9a-f]{12} in the baseline and [0-9a-f]{12} in this run");
        assertThat(whyJudged(yesOrNo, judgedBy("p", judge)))
                .hasValue(
                        "the values of the judge 'a' differ: yes, no in the baseline and true, false in this run");
    }

    @Test
    void the_judges_of_other_properties_that_predictors_learn_are_compared_too() {
        assertThat(
                        why(
                                RecordedCell.of(taughtBy(model("a", "greedy", "a-1"))),
                                taughtBy(model("a", "greedy", "a-2"))))
                .hasValue(
                        "the judge 'a' is served by another model: a-1 in the baseline and a-2 in this run");
        assertThat(why(RECORDED, taughtBy(model("a", "greedy"))))
                .hasValue(
                        "the judges of the property 'tone' differ: no judge in the baseline and 'a' in this run");
    }

    private static Comparison taughtBy(ModelProvenance judge) {
        return PetComparison.selfRight("first_word", "self", "cross")
                .models(TARGET, PREDICTOR)
                .judgedTraining("tone", judgedBy(judge))
                .build();
    }

    private static Optional<String> whyJudged(
            @Nullable Judging recorded, @Nullable Judging current) {
        return why(RecordedCell.of(measured(recorded)), measured(current));
    }

    private static Comparison measured(@Nullable Judging judging) {
        SyntheticComparison comparison =
                PetComparison.selfRight("first_word", "self", "cross").models(TARGET, PREDICTOR);
        return judging == null ? comparison.build() : comparison.judging(judging).build();
    }

    private static Optional<String> why(RecordedCell recorded, Comparison current) {
        return BaselineCompatibility.whyIncompatible(recorded, current);
    }

    private static Comparison measured(
            ModelProvenance target, ModelProvenance predictor, int trainingRows) {
        return PetComparison.selfRight("first_word", "self", "cross")
                .models(target, predictor)
                .trainingRows(trainingRows)
                .build();
    }

    private static RecordedCell recorded(ModelProvenance target, ModelProvenance predictor) {
        return RecordedCell.of(measured(target, predictor, 1000));
    }

    private static RecordedCell recorded(String data, String prompts, List<RecordedTask> tasks) {
        return new RecordedCell(
                RECORDED.study(),
                RECORDED.property(),
                RECORDED.target(),
                RECORDED.predictor(),
                "",
                RECORDED.split(),
                RECORDED.seed(),
                RECORDED.trainingRows(),
                data,
                prompts,
                new TreeMap<>(),
                tasks,
                List.of());
    }
}
