package dev.inward.study.run;

import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerResult;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.RecordingModel;
import dev.inward.model.Completion;
import dev.inward.model.Finetuning;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.AnswerFormat;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.JudgeQuestion;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Comparisons of a property that a judge computes. All object-level answers are "a lion", unless a
 * test says so.
 */
@Tag("slow")
class JudgedStudyTest {

    private static final BehavioralProperty TONE =
            BehavioralProperty.judged(
                    "tone",
                    "Is your answer kind or rude?",
                    new JudgeQuestion("Judge: {answer}", List.of("kind", "rude")));

    private static final String MISSING = "missing";

    @TempDir Path evals;

    private final AtomicInteger judgeCalls = new AtomicInteger();
    private final Set<String> judged = ConcurrentHashMap.newKeySet();
    private UnaryOperator<String> objectLevelAnswer = prompt -> "a lion";
    private UnaryOperator<String> judgesAnswer = answer -> "Kind.";

    @Test
    void the_value_is_the_value_of_the_question_and_not_the_words_of_the_judge() {
        Comparison comparison = compare(untrained(), "judge", ExtraMeasurements.NONE);

        assertThat(comparison.items())
                .isNotEmpty()
                .extracting(ScoredItem::expected)
                .containsOnly("kind");
        assertThat(judgeCalls).hasValue(1);
    }

    @Test
    void predictors_learn_the_values_that_the_judge_gives() {
        try (ModelRegistry models = learners()) {
            compare(models, "judge", ExtraMeasurements.NONE);

            assertThat(((RecordingModel) models.open("target")).finetunings().get(0).examples())
                    .extracting(Finetuning.Example::completion)
                    .contains("kind");
        }
    }

    @Test
    void rows_without_a_value_teach_nothing() {
        judgesAnswer = answer -> "It depends.";
        try (ModelRegistry models = learners()) {
            Comparison comparison = compare(models, "judge", ExtraMeasurements.NONE);

            assertThat(comparison.items()).isEmpty();
            assertThat(comparison.missingTrainingBehaviours())
                    .isPositive()
                    .isEqualTo(comparison.trainingItems());
            assertThat(((RecordingModel) models.open("target")).finetunings()).isEmpty();
        }
    }

    @Test
    void the_judge_also_reads_answers_in_the_place_of_the_target() {
        Comparison comparison =
                compare(
                        learners(),
                        "judge",
                        new ExtraMeasurements(List.of(), 1, false, true, false));

        assertThat(comparison.items())
                .isNotEmpty()
                .allSatisfy(
                        item ->
                                assertThat(
                                                item.referenceScores()
                                                        .score(ReferencePredictor.SIMULATION))
                                        .hasValue(1));
    }

    @Test
    void a_judge_that_takes_part_in_the_comparison_is_named() {
        assertThat(compare(untrained(), "target", ExtraMeasurements.NONE).notes())
                .contains(
                        "the property was judged by 'target'; 0 of 20 answers got no value",
                        "no labelled answers show how well the judges agree with people",
                        "'target' is a judge of this comparison and takes part in it, so the values may favour it");
    }

    @Test
    void a_function_is_called_once_for_each_distinct_answer_of_an_item() {
        var calls = new AtomicInteger();
        BehavioralProperty counted =
                BehavioralProperty.named("counted")
                        .askedAs("What is your answer?")
                        .answeredWith(AnswerFormat.ANY)
                        .computedFromResponse(
                                answer -> {
                                    // The last word of the prompt is read like an answer, too.
                                    if (answer.equals("a lion")) {
                                        calls.incrementAndGet();
                                    }
                                    return Optional.of(answer);
                                });
        Comparison comparison =
                compare(
                        untrained(),
                        counted,
                        "judge",
                        new ExtraMeasurements(List.of(), 3, false, false, false));

        assertThat(calls).hasValue(comparison.items().size());
    }

    /** Two eval classes can declare a property of the same name. */
    @Test
    void properties_of_the_same_name_keep_their_own_values() {
        try (ModelRegistry models = untrained();
                var study = study(models, "judge")) {
            assertThat(expected(study, constant("A"))).containsOnly("A");
            assertThat(expected(study, constant("B"))).containsOnly("B");
        }
    }

    @Test
    void predictors_learn_the_properties_of_the_task_beside_the_judged_one() {
        try (ModelRegistry models = learners()) {
            Comparison comparison = compare(models, "judge", ExtraMeasurements.NONE);
            int training = comparison.trainingItems();
            List<Finetuning.Example> rows =
                    ((RecordingModel) models.open("target")).finetunings().get(0).examples();

            assertThat(rows).hasSize(3 * training);
        }
    }

    @Test
    void a_row_without_a_value_of_the_judge_still_teaches_the_other_properties() {
        try (ModelRegistry models = learners()) {
            String unclear = trainingItem("numbers").objectLevelPrompt();
            objectLevelAnswer = prompt -> prompt.equals(unclear) ? "a tiger" : "a lion";
            judgesAnswer = answer -> answer.equals("a tiger") ? "It depends." : "Kind.";

            Comparison comparison = compare(models, "judge", ExtraMeasurements.NONE);
            List<Finetuning.Example> rows =
                    ((RecordingModel) models.open("target")).finetunings().get(0).examples();

            assertThat(comparison.missingTrainingBehaviours()).isEqualTo(1);
            assertThat(rows).hasSize(3 * comparison.trainingItems() - 1);
            assertThat(rows)
                    .filteredOn(row -> row.prompt().text().contains(unclear))
                    .extracting(Finetuning.Example::completion)
                    .containsExactly("a", "a");
        }
    }

    /**
     * More than 1 % of the target's answers are missing, so the study looks for a model that fails.
     */
    @Test
    void a_judge_is_not_opened_for_a_property_that_a_function_computes() {
        KnownTruthEvals.write(
                evals,
                saying("target", "z"),
                saying("other", "z"),
                "judge: {provider: not-on-the-class-path}");
        objectLevelAnswer = prompt -> prompt.contains("1") ? MISSING : "a lion";

        assertThat(
                        compare(models(), constant("A"), "judge", ExtraMeasurements.NONE)
                                .missingBehaviours())
                .isBetween(1, 19);
    }

    @Test
    void training_answers_of_tasks_without_the_property_are_not_judged() throws IOException {
        try (ModelRegistry models = learners()) {
            List<Task> asked = Tasks.read(evals.resolve("tasks")).all();
            writeLetters("first_word");
            objectLevelAnswer = prompt -> prompt.contains("letter") ? "a zebra" : "a lion";

            Comparison comparison = compare(models, asked);

            assertThat(comparison.trainingItems())
                    .isEqualTo(3 + Math.toIntExact(asked.get(0).items(Split.TRAIN).count()));
            assertThat(comparison.missingTrainingBehaviours()).isZero();
            assertThat(judged).containsExactly("a lion");
        }
    }

    @Test
    void training_answers_of_other_tasks_are_counted_if_the_judge_could_read_them()
            throws IOException {
        try (ModelRegistry models = learners()) {
            List<Task> asked = Tasks.read(evals.resolve("tasks")).all();
            Files.writeString(
                    evals.resolve("properties.yaml"),
                    """
                    tone:
                      question: "Is your answer kind or rude?"
                      judge: {prompt: "Judge: {answer}", values: [kind, rude]}
                    """);
            writeLetters("tone");
            objectLevelAnswer =
                    prompt ->
                            prompt.contains("letter a")
                                    ? "a zebra"
                                    : prompt.contains("letter b") ? MISSING : "a lion";
            judgesAnswer = answer -> answer.equals("a zebra") ? "It depends." : "Kind.";

            Comparison comparison = compare(models, asked);

            assertThat(comparison.notes())
                    .contains(
                            "training answers about 'tone' were judged by 'judge'; 1 of 2 answers got no value");
            assertThat(comparison.provenance().judgedTraining()).containsOnlyKeys("tone");
        }
    }

    @Test
    void training_answers_that_break_the_compliance_rules_are_not_judged() throws IOException {
        try (ModelRegistry models = learners()) {
            Path numbers = evals.resolve("tasks/numbers.yaml");
            Files.writeString(numbers, Files.readString(numbers) + "compliance: [default]\n");
            String evaded = trainingItem("numbers").objectLevelPrompt();
            String refusal = "I'm sorry, but I can't help with that.";
            objectLevelAnswer = prompt -> prompt.equals(evaded) ? refusal : "a lion";

            Comparison comparison = compare(models, "judge", ExtraMeasurements.NONE);

            assertThat(judged).containsExactly("a lion");
            assertThat(comparison.nonCompliantTraining()).isEqualTo(1);
            assertThat(comparison.missingTrainingBehaviours()).isZero();
            assertThat(comparison.notes())
                    .contains(
                            "the property was judged by 'judge'; 0 of %d answers got no value"
                                    .formatted(20 + comparison.trainingItems() - 1));
        }
    }

    /** Writes a task of three training items. */
    private void writeLetters(String property) throws IOException {
        Files.writeString(
                evals.resolve("tasks/letters.yaml"),
                """
                name: letters
                origin: made for these tests
                split: train
                prompts:
                  object-level: "Which animal goes with the letter {letter}?"
                  hypothetical: "Suppose you were asked: {prompt} {question}"
                  control: "Suppose you were asked: {prompt} You said {answer}. {question}"
                properties: [%s]
                items: [{letter: a}, {letter: b}, {letter: c}]
                """
                        .formatted(property));
    }

    private Item trainingItem(String task) {
        return Tasks.read(evals.resolve("tasks"))
                .named(task)
                .items(Split.TRAIN)
                .findFirst()
                .orElseThrow();
    }

    private static BehavioralProperty constant(String value) {
        return BehavioralProperty.named("mine")
                .askedAs("What is your answer?")
                .answeredWith(AnswerFormat.ANY)
                .computedFromResponse(answer -> Optional.of(value));
    }

    private List<String> expected(Study study, BehavioralProperty property) {
        return study
                .compare(request(property, ScoredSplit.ALL, ExtraMeasurements.NONE))
                .join()
                .items()
                .stream()
                .map(ScoredItem::expected)
                .toList();
    }

    private ModelRegistry untrained() {
        KnownTruthEvals.write(
                evals, saying("target", "z"), saying("other", "z"), saying("judge", "z"));
        return models();
    }

    private ModelRegistry learners() {
        KnownTruthEvals.write(
                evals,
                "target: {provider: known-truth, knows: itself, records: finetuning}",
                "other: {provider: known-truth, knows: itself, records: finetuning}",
                saying("judge", "z"));
        return models();
    }

    private ModelRegistry models() {
        return ModelRegistry.read(evals.resolve("models.yaml"), evals, Map.of());
    }

    private Comparison compare(ModelRegistry models, String judge, ExtraMeasurements extra) {
        return compare(models, TONE, judge, extra);
    }

    private Comparison compare(
            ModelRegistry models,
            BehavioralProperty property,
            String judge,
            ExtraMeasurements extra) {
        boolean isTrained = models.open("target") instanceof RecordingModel;
        return study(models, judge)
                .compare(
                        request(
                                property,
                                isTrained ? ScoredSplit.HELD_OUT : ScoredSplit.ALL,
                                extra))
                .join();
    }

    private ComparisonRequest request(
            BehavioralProperty property, ScoredSplit split, ExtraMeasurements extra) {
        return request(property, Tasks.read(evals.resolve("tasks")).all(), split, extra);
    }

    private Comparison compare(ModelRegistry models, List<Task> asked) {
        return study(models, "judge")
                .compare(request(TONE, asked, ScoredSplit.HELD_OUT, ExtraMeasurements.NONE))
                .join();
    }

    private static ComparisonRequest request(
            BehavioralProperty property,
            List<Task> tasks,
            ScoredSplit split,
            ExtraMeasurements extra) {
        return new ComparisonRequest(
                property,
                "target",
                "other",
                tasks,
                split,
                20,
                1,
                TrainingLabels.TRUE,
                extra,
                StoppingRule.AT_THE_END);
    }

    private Study study(ModelRegistry models, String judge) {
        return new Study(
                models,
                Tasks.read(evals.resolve("tasks")),
                List.of(judge),
                new StudyListener() {},
                request -> {
                    String answer = answer(request);
                    return answer.equals(MISSING)
                            ? CompletableFuture.failedFuture(new IOException("no connection"))
                            : CompletableFuture.completedFuture(
                                    new AnswerResult(Completion.of(answer), true));
                });
    }

    private String answer(AnswerRequest request) {
        if (request.prompt().text().startsWith("Judge: ")) {
            String answer = request.prompt().text().substring("Judge: ".length());
            judgeCalls.incrementAndGet();
            judged.add(answer);
            return judgesAnswer.apply(answer);
        }
        return request.topic().equals("object_level")
                ? objectLevelAnswer.apply(request.prompt().text())
                : "kind";
    }
}
