package dev.inward.hosted.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.cache.AnswerSource;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.study.run.Study;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that a study uploads to finetune hosted models. */
@Timeout(60)
class UploadedRowsTest {

    @TempDir Path evals;

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"", ", rehearsal: none", ", rehearsal: training-items"})
    void no_uploaded_row_is_about_an_item_that_predictors_can_be_scored_on(String rehearsal)
            throws IOException {
        List<String> uploads = uploads(rehearsal, TrainingLabels.TRUE);

        assertThat(uploads).hasSize(3);
        for (String upload : uploads) {
            assertThat(itemsNamedIn(upload, Split.TRAIN)).isNotEmpty();
            assertThat(itemsNamedIn(upload, Split.DEVELOPMENT)).isEmpty();
            assertThat(itemsNamedIn(upload, Split.HELD_OUT)).isEmpty();
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(TrainingLabels.class)
    void by_default_predictors_learn_hypothetical_prompts_alone(TrainingLabels labels)
            throws IOException {
        List<String> uploads = uploads("", labels).subList(0, 2);

        assertThat(uploads).allSatisfy(upload -> assertThat(upload).doesNotContain("You said"));
        assertThat(uploads(", rehearsal: training-items", labels).subList(0, 2))
                .allSatisfy(upload -> assertThat(upload).contains("You said"));
    }

    /** Returns the uploads for the target, the cross-predictor and, last, a simulator. */
    private List<String> uploads(String rehearsal, TrainingLabels labels) throws IOException {
        try (var server = new FinetuningServer()) {
            KnownTruthEvals.write(
                    evals, entry("pupil", server, rehearsal), entry("stranger", server, rehearsal));
            Tasks tasks = Tasks.read(evals.resolve("tasks"));
            try (var models =
                            ModelRegistry.read(
                                    evals.resolve("models.yaml"),
                                    evals.resolve(rehearsal.replaceAll("\\W", "") + labels),
                                    Map.of("K", "key"));
                    var study =
                            new Study(
                                    models,
                                    tasks,
                                    new StudyListener() {},
                                    AnswerSource.uncached())) {
                study.compare(
                                new ComparisonRequest(
                                        BehavioralProperties.named("first_character"),
                                        "pupil",
                                        "stranger",
                                        tasks.all(),
                                        ScoredSplit.HELD_OUT,
                                        100,
                                        1,
                                        labels,
                                        new ExtraMeasurements(List.of(), 1, false, true, false),
                                        StoppingRule.AT_THE_END))
                        .join();
            }
            return server.uploads.stream()
                    .sorted(
                            (one, other) ->
                                    Boolean.compare(isOfSimulator(one), isOfSimulator(other)))
                    .toList();
        }
    }

    /** A simulator learns answers, so its rows ask for no property. */
    private static boolean isOfSimulator(String upload) {
        return !upload.contains("Suppose you were asked");
    }

    private static String entry(String name, FinetuningServer server, String rehearsal) {
        return "%s: {provider: openai, id: %s, base-url: \"%s\", key-env: K, concurrency: 8, finetuning: true%s}"
                .formatted(name, name, server.baseUrl(), rehearsal);
    }

    private List<Item> itemsNamedIn(String upload, Split split) {
        return Tasks.read(evals.resolve("tasks")).all().stream()
                .flatMap(task -> task.items(split))
                .filter(item -> upload.contains(item.objectLevelPrompt()))
                .toList();
    }
}
