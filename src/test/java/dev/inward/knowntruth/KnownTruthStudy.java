package dev.inward.knowntruth;

import dev.inward.Margin;
import dev.inward.cache.AnswerSource;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.study.run.Study;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Tasks;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Compares models of known truth on the first character of their answers. */
public final class KnownTruthStudy {

    private KnownTruthStudy() {}

    /**
     * Returns the evidence of each two entries of a models file: the target and its
     * cross-predictor.
     *
     * @param folder the folder that the evals are written to
     */
    public static List<Evidence> evidence(Path folder, List<String> entries) {
        KnownTruthEvals.write(folder, entries.toArray(new String[0]));
        Tasks tasks = Tasks.read(folder.resolve("tasks"));
        try (ModelRegistry models =
                ModelRegistry.read(folder.resolve("models.yaml"), folder, Map.of())) {
            var study = new Study(models, tasks, new StudyListener() {}, AnswerSource.uncached());
            return IntStream.range(0, entries.size() / 2)
                    .mapToObj(
                            pair ->
                                    evidence(
                                            study,
                                            tasks,
                                            name(entries.get(2 * pair)),
                                            name(entries.get(2 * pair + 1))))
                    .toList();
        }
    }

    private static Evidence evidence(Study study, Tasks tasks, String target, String predictor) {
        var request =
                new ComparisonRequest(
                        BehavioralProperties.named("first_character"),
                        target,
                        predictor,
                        tasks.all(),
                        ScoredSplit.HELD_OUT,
                        1000,
                        1,
                        TrainingLabels.TRUE,
                        ExtraMeasurements.NONE,
                        StoppingRule.AT_THE_END);
        return Evidence.of(
                request,
                study.compare(request),
                new DecisionRule(0.95, Margin.percentagePoints(5), false),
                verdict -> {});
    }

    private static String name(String entry) {
        return entry.substring(0, entry.indexOf(':'));
    }
}
