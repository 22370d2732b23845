package dev.inward.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.cache.AnswerSource;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.model.UnusableModelException;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.AnswerProgress;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests a study of answers that another program has collected. Atlas predicts itself right on three
 * of four questions, and borealis on one.
 */
class TranscribedStudyTest {

    private static final List<String> CITIES = List.of("Amman", "Bogota", "Cairo", "Dakar");

    @TempDir Path evals;

    private final List<AnswerProgress> tallies = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    TranscribedStudyTest() {
        for (int i = 0; i < 4; i++) {
            String right = CITIES.get(i).substring(0, 1);
            lines.add(line(i, "atlas", "", CITIES.get(i)));
            lines.add(line(i, "borealis", "", "Zagreb"));
            lines.add(line(i, "atlas", "first_character", i < 3 ? right : "X"));
            lines.add(line(i, "borealis", "first_character", i < 1 ? right : "Y"));
        }
    }

    @Test
    void all_answers_come_from_the_transcript_and_no_model_is_called() throws IOException {
        Comparison comparison = compare("atlas", "borealis");

        assertThat(outcomes(comparison, true)).containsExactly("RIGHT", "RIGHT", "RIGHT", "WRONG");
        assertThat(outcomes(comparison, false)).containsExactly("RIGHT", "WRONG", "WRONG", "WRONG");
        assertThat(comparison.items())
                .allSatisfy(item -> assertThat(item.referenceScores().ownValue()).hasValue("z"));
        assertThat(comparison.isTrained()).isFalse();
        assertThat(comparison.whyNotFramed())
                .isEqualTo("the answers come from a transcript, which has no framed predictions");
        assertThat(tallies).isNotEmpty().allSatisfy(tally -> assertThat(tally.calls()).isZero());
    }

    @Test
    void a_copy_of_a_model_has_the_answers_of_its_original() throws IOException {
        Comparison comparison = compare("atlas", ModelRegistry.COPY_PREFIX + "atlas");

        assertThat(outcomes(comparison, false)).isEqualTo(outcomes(comparison, true));
    }

    @Test
    void an_answer_that_the_transcript_lacks_is_missing_but_no_call_failed() throws IOException {
        lines.removeIf(line -> line.equals(line(0, "borealis", "first_character", "A")));

        Comparison comparison = compare("atlas", "borealis");

        assertThat(outcomes(comparison, false))
                .containsExactly("MISSING", "WRONG", "WRONG", "WRONG");
        assertThat(comparison.items().get(0).cross().answer()).contains("borealis");
        assertThat(failures).isEmpty();
    }

    @Test
    void a_predictor_without_any_prediction_in_the_transcript_is_an_error() {
        lines.removeIf(
                line -> line.contains("\"borealis\"") && line.contains("\"first_character\""));

        assertThatThrownBy(() -> compare("atlas", "borealis"))
                .hasCauseInstanceOf(UnusableModelException.class)
                .hasMessageContaining(
                        "model 'borealis' answered none of its 4 prompts about first_character");
    }

    private static List<String> outcomes(Comparison comparison, boolean ofSelf) {
        return comparison.items().stream()
                .map(item -> outcome(item, ofSelf))
                .map(PredictionOutcome::name)
                .toList();
    }

    private static PredictionOutcome outcome(ScoredItem item, boolean ofSelf) {
        return (ofSelf ? item.self() : item.cross()).outcome();
    }

    private Comparison compare(String target, String predictor) throws IOException {
        KnownTruthEvals.write(evals, KnownTruthEvals.knowing("oracle", "itself"));
        Files.write(evals.resolve("tasks/answers.jsonl"), lines);
        Files.writeString(
                evals.resolve("tasks/cities.yaml"),
                """
                name: cities
                origin: made for these tests
                transcript: {file: answers.jsonl}
                """);
        Tasks tasks = Tasks.read(evals.resolve("tasks"));
        AnswerSource noModel =
                request -> {
                    throw new AssertionError("a model is called: " + request);
                };
        try (var models = ModelRegistry.read(evals.resolve("models.yaml"), evals, Map.of());
                var study = new Study(models, tasks, listener(), noModel)) {
            return study.compare(request(tasks.named("cities"), target, predictor)).join();
        }
    }

    private StudyListener listener() {
        return new StudyListener() {
            @Override
            public void answerCompleted(AnswerProgress tally) {
                tallies.add(tally);
            }

            @Override
            public void callFailed(String model, String reason) {
                failures.add(reason);
            }
        };
    }

    private static ComparisonRequest request(Task cities, String target, String predictor) {
        return new ComparisonRequest(
                BehavioralProperties.named("first_character"),
                target,
                predictor,
                List.of(cities),
                ScoredSplit.ALL,
                100,
                1,
                TrainingLabels.TRUE,
                new ExtraMeasurements(List.of(), 1, true, false, false),
                StoppingRule.AT_THE_END);
    }

    private static String line(int question, String model, String property, String answer) {
        String prompt = "Which city comes to mind at number " + question + "?";
        return String.format(
                Locale.ROOT,
                "{\"model\": \"%s\", \"kind\": \"%s\", \"question\": \"q%d\", \"prompt\": \"%s\", \"property\": \"%s\", \"answer\": \"%s\"}",
                model,
                property.isEmpty() ? "object-level" : "hypothetical",
                question,
                property.isEmpty()
                        ? prompt
                        : "Suppose you were asked: " + prompt + " First character?",
                property,
                answer);
    }
}
