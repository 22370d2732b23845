package dev.inward.study.run;

import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.cache.AnswerSource;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.RecordingModel;
import dev.inward.model.Finetuning;
import dev.inward.model.Prompt;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads every row of every finetuning that a study requests. */
class TrainingRowsTest {

    @TempDir Path evals;

    @BeforeEach
    void write_models_that_record_their_finetunings() {
        KnownTruthEvals.write(
                evals,
                knowing("oracle", "itself"),
                "pupil: {provider: known-truth, knows: itself, records: finetuning}",
                "stranger: {provider: known-truth, knows: itself, records: finetuning}");
    }

    @ParameterizedTest
    @EnumSource(
            value = ScoredSplit.class,
            names = {"DEVELOPMENT", "HELD_OUT"})
    void no_row_is_about_an_item_that_predictors_can_be_scored_on(ScoredSplit scored) {
        List<Finetuning> finetunings = new ArrayList<>();
        for (TrainingLabels labels : TrainingLabels.values()) {
            finetunings.addAll(finetunings(scored, labels));
        }

        // Target and cross-predictor, and a simulator of the target; each with either labels.
        assertThat(finetunings).hasSize(6);
        for (Finetuning finetuning : finetunings) {
            List<String> prompts = prompts(finetuning);
            assertThat(itemsNamedIn(prompts, Split.TRAIN)).isNotEmpty();
            assertThat(itemsNamedIn(prompts, Split.DEVELOPMENT)).isEmpty();
            assertThat(itemsNamedIn(prompts, Split.HELD_OUT)).isEmpty();
        }
    }

    @Test
    void predictors_rehearse_object_level_prompts_and_quoted_answers() {
        Finetuning taught = finetunings(ScoredSplit.HELD_OUT, TrainingLabels.TRUE).get(0);

        assertThat(taught.rehearsal())
                .extracting(Prompt::lastText)
                .anyMatch(prompt -> prompt.startsWith("Which animal goes with"))
                .anyMatch(prompt -> prompt.contains("You said"));
    }

    private List<Finetuning> finetunings(ScoredSplit scored, TrainingLabels labels) {
        Tasks tasks = Tasks.read(evals.resolve("tasks"));
        try (var models = ModelRegistry.read(evals.resolve("models.yaml"), evals, Map.of());
                var study =
                        new Study(models, tasks, new StudyListener() {}, AnswerSource.uncached())) {
            study.compare(
                            new ComparisonRequest(
                                    BehavioralProperties.named("first_character"),
                                    "pupil",
                                    "stranger",
                                    tasks.all(),
                                    scored,
                                    100,
                                    1,
                                    labels,
                                    new ExtraMeasurements(List.of(), 1, false, true, false),
                                    StoppingRule.AT_THE_END))
                    .join();
            return Stream.of("pupil", "stranger")
                    .flatMap(name -> ((RecordingModel) models.open(name)).finetunings().stream())
                    .toList();
        }
    }

    private List<String> itemsNamedIn(List<String> prompts, Split split) {
        return Tasks.read(evals.resolve("tasks")).all().stream()
                .flatMap((Task task) -> task.items(split))
                .map(Item::objectLevelPrompt)
                .filter(item -> prompts.stream().anyMatch(prompt -> prompt.contains(item)))
                .toList();
    }

    private static List<String> prompts(Finetuning finetuning) {
        return Stream.concat(
                        finetuning.examples().stream().map(Finetuning.Example::prompt),
                        finetuning.rehearsal().stream())
                .flatMap(prompt -> prompt.messages().stream())
                .map(message -> message.text())
                .toList();
    }
}
