package dev.inward.study;

import static dev.inward.knowntruth.SyntheticComparison.judgedBy;
import static dev.inward.study.PredictionOutcome.MISSING;
import static dev.inward.study.PredictionOutcome.NON_COMPLIANT;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.design.StudyDesign;
import dev.inward.study.design.TrainingDesign;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.prompt.HypotheticalVariant;
import dev.inward.task.prompt.PromptVariant;
import dev.inward.task.prompt.PromptVariants;
import dev.inward.task.prompt.Question;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests how the items of a comparison are counted and scored. */
class ComparisonTest {

    private static final TrainingDesign LEARNED = TrainingDesign.DEFAULT;

    private static final ComparisonRequest REQUEST =
            SyntheticComparison.request(
                    "self", "cross", SyntheticComparison.task("pets", List.of()));

    @Test
    void an_item_without_one_of_its_answers_is_missing_but_was_to_be_predicted() {
        Comparison comparison =
                SyntheticComparison.of(
                                REQUEST,
                                List.of(
                                        SyntheticComparison.scored(item(0), RIGHT, WRONG),
                                        SyntheticComparison.scored(item(1), MISSING, WRONG),
                                        SyntheticComparison.scored(item(2), RIGHT, MISSING)))
                        .withoutBehaviour(item(3), item(4))
                        .undefined(7)
                        .build();

        assertThat(comparison.completeItems())
                .extracting(ScoredItem::item)
                .containsExactly(item(0));
        assertThat(comparison.missingBehaviours()).isEqualTo(2);
        assertThat(comparison.missing()).isEqualTo(4);
        assertThat(comparison.itemsToPredict()).isEqualTo(5);
    }

    @Test
    void an_item_is_above_the_mode_baseline_by_the_score_of_self_prediction_alone() {
        ScoredItem right = SyntheticComparison.scored(item(0), RIGHT, RIGHT);

        assertThat(right.advantage()).isZero();
        assertThat(right.aboveModeBaseline()).isEqualTo(1);
        assertThat(withMode(right, 1).aboveModeBaseline()).isZero();
        assertThat(withMode(SyntheticComparison.scored(item(0), WRONG, RIGHT), 1))
                .satisfies(
                        item -> {
                            assertThat(item.aboveModeBaseline()).isEqualTo(-1);
                            assertThat(item.advantage()).isEqualTo(-1);
                        });
    }

    @Test
    void a_missing_prediction_could_have_been_right() {
        assertThat(new Prediction("gone", MISSING).score()).isZero();
        assertThat(new Prediction("gone", MISSING).highestPossibleScore()).isEqualTo(1);
        assertThat(new Prediction("b", WRONG).highestPossibleScore()).isZero();
        assertThat(new Prediction("a", RIGHT).highestPossibleScore()).isEqualTo(1);
    }

    @Test
    void framings_are_complete_only_with_all_three_predictions() {
        var given = new Prediction("a", RIGHT);
        var missing = new Prediction("gone", MISSING);

        assertThat(new Framings(given, given, given).isComplete()).isTrue();
        assertThat(new Framings(missing, given, given).isComplete()).isFalse();
        assertThat(new Framings(given, missing, given).isComplete()).isFalse();
        assertThat(new Framings(given, given, missing).isComplete()).isFalse();
    }

    @Test
    void the_notes_are_those_of_its_answers() {
        var truncated = new AnswerEndings(10, 1, 0, 0, 0, 0, "");

        assertThat(
                        SyntheticComparison.of(REQUEST, List.of())
                                .answers(
                                        new ComparisonAnswers(
                                                AnswerEndings.NONE, truncated, AnswerEndings.NONE))
                                .build()
                                .notes())
                .containsExactly("self-predictions of 'self': of 10 answers 1 truncated");
    }

    @Test
    void a_note_counts_the_training_answers_that_are_in_no_finetuning_row() {
        assertThat(
                        SyntheticComparison.of(REQUEST, List.of())
                                .training(100, 1)
                                .nonCompliantTraining(12)
                                .build()
                                .notes())
                .containsExactly(
                        "12 of 99 training answers of self break the compliance rules of their tasks and are in no finetuning row");
    }

    @Test
    void a_note_counts_predictions_in_another_format_if_they_are_more_than_half() {
        ScoredItem compliant = SyntheticComparison.scored(item(0), RIGHT, WRONG);
        ScoredItem sentence = SyntheticComparison.scored(item(1), RIGHT, NON_COMPLIANT);
        ScoredItem other = SyntheticComparison.scored(item(2), RIGHT, NON_COMPLIANT);

        assertThat(notes(compliant, sentence, other))
                .containsExactly(
                        "2 of 3 cross-predictions of 'cross' do not have the required answer format and count as wrong, so the advantage may be one of format");
        assertThat(notes(compliant, sentence)).isEmpty();
    }

    @Test
    void a_note_on_the_format_names_self_prediction_too() {
        assertThat(notes(SyntheticComparison.scored(item(0), NON_COMPLIANT, RIGHT)))
                .singleElement()
                .asString()
                .startsWith("1 of 1 self-predictions of 'self' do not have");
    }

    @Test
    void a_note_has_the_accuracy_in_each_wording_of_a_question() {
        Task plain = SyntheticComparison.task("pets", List.of(item(0), item(1), item(2), item(3)));
        var question = new Question(List.of("First?", "Begins?"), null);
        Task.Prompts prompts = plain.prompts();
        var asked =
                new Task(
                        "pets",
                        new Task.Prompts(
                                prompts.objectLevel(),
                                prompts.hypothetical(),
                                prompts.control(),
                                prompts.aboutTarget(),
                                prompts.aboutAnother(),
                                prompts.asTarget(),
                                Map.of(REQUEST.property().name(), question),
                                false),
                        plain.properties(),
                        plain.items());
        List<ScoredItem> items =
                asked.items().stream()
                        .map(item -> SyntheticComparison.scored(item, RIGHT, WRONG))
                        .toList();
        long first =
                asked.items().stream()
                        .filter(
                                item ->
                                        asked.prompts()
                                                .question(item, REQUEST.property())
                                                .equals("First?"))
                        .count();

        assertThat(first).isBetween(1L, 3L);
        assertThat(
                        SyntheticComparison.of(
                                        SyntheticComparison.request("self", "cross", asked), items)
                                .build()
                                .notes())
                .singleElement()
                .asString()
                .startsWith("accuracy by the wording of the question: \"")
                .contains("\"First?\" self 1.000, cross 0.000 (" + first + " items)")
                .contains("\"Begins?\" self 1.000, cross 0.000 (" + (4 - first) + " items)");
    }

    @Test
    void a_note_has_the_accuracy_in_each_variant_of_the_prompts() {
        var calm = new PromptVariant("", "calm", List.of(), "Be calm. ", "", null);
        var variants =
                new PromptVariants(
                        List.of(PromptVariant.NONE, calm), true, HypotheticalVariant.NONE, 1);
        Task pets =
                SyntheticComparison.task("pets", List.of(item(0), item(1))).withVariants(variants);
        List<ScoredItem> items =
                pets.items().stream()
                        .map(
                                item ->
                                        SyntheticComparison.scored(
                                                item,
                                                item.variant().label().isEmpty() ? RIGHT : WRONG,
                                                WRONG))
                        .toList();

        assertThat(
                        SyntheticComparison.of(
                                        SyntheticComparison.request("self", "cross", pets), items)
                                .build()
                                .notes())
                .containsExactly(
                        "accuracy by the variant of the prompts: \"calm, asked as no variant\" self 0.000, cross 0.000 (2 items); \"no variant\" self 1.000, cross 0.000 (2 items)");
    }

    @Test
    void a_note_has_the_question_of_the_study_on_one_line() {
        assertThat(
                        notesOf(
                                new StudyDesign(
                                        "moods",
                                        " Does it\nfollow?",
                                        LEARNED,
                                        null,
                                        true,
                                        List.of(),
                                        List.of())))
                .containsExactly(
                        "study 'moods' asks \"Does it follow?\": predictors think in writing first");
        assertThat(notesOf(new StudyDesign("moods", LEARNED, null, false, List.of())))
                .containsExactly("study 'moods'");
    }

    private static List<String> notesOf(StudyDesign design) {
        var request =
                new ComparisonRequest(
                        REQUEST.property(),
                        "self",
                        "cross",
                        REQUEST.tasks(),
                        REQUEST.split(),
                        REQUEST.items(),
                        REQUEST.seed(),
                        REQUEST.labels(),
                        REQUEST.extraMeasurements(),
                        REQUEST.stopping(),
                        design);
        return SyntheticComparison.of(request, List.of()).build().notes();
    }

    @Test
    void a_note_counts_the_variants_that_are_no_items() {
        Task pets = SyntheticComparison.task("pets", List.of(item(0)));
        var withOthers =
                new Task(
                        pets.name(),
                        pets.prompts(),
                        pets.properties(),
                        pets.compliance(),
                        pets.items(),
                        List.of(item(1), item(2), new Item("pets", Map.of(), "3", Split.TRAIN)),
                        pets.origin());

        assertThat(
                        SyntheticComparison.of(
                                        SyntheticComparison.request("self", "cross", withOthers),
                                        List.of())
                                .build()
                                .notes())
                .containsExactly(
                        "2 variants are not scored, because an earlier variant of another base question has the same prompt");
    }

    @Test
    void the_models_of_a_comparison_are_target_predictor_finetuned_copies_and_judges() {
        ModelProvenance target = SyntheticComparison.model("self", null);
        ModelProvenance predictor = SyntheticComparison.model("cross", null);
        var finetuned = new ModelProvenance("self 2", null, null, new TreeSet<>(), null);
        ModelProvenance judge = SyntheticComparison.model("judge", null);

        assertThat(provenance(target, predictor, finetuned, null).models())
                .containsExactly(target, predictor, finetuned);
        assertThat(provenance(target, predictor, finetuned, judgedBy(judge)).models())
                .containsExactly(target, predictor, finetuned, judge);
    }

    private static List<String> notes(ScoredItem... items) {
        return SyntheticComparison.of(REQUEST, List.of(items)).build().notes();
    }

    private static Provenance provenance(
            ModelProvenance target,
            ModelProvenance predictor,
            ModelProvenance finetuned,
            @Nullable Judging judging) {
        return new Provenance(
                target,
                predictor,
                false,
                "data",
                "prompts",
                List.of(finetuned),
                judging,
                new TreeMap<>());
    }

    private static ScoredItem withMode(ScoredItem item, double score) {
        return new ScoredItem(
                item.item(),
                item.behaviour(),
                item.expected(),
                item.self(),
                item.cross(),
                item.untrainedSelf(),
                item.untrainedCross(),
                new ReferenceScores(
                        "c", Map.of(ReferencePredictor.MODE, score), Set.of(), null, null),
                null);
    }

    private static Item item(int number) {
        return new Item("pets", Map.of(), "prompt " + number, Split.HELD_OUT);
    }
}
