package dev.inward.verdict.regression;

import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.ModelProvenance;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Comparisons of a task with 100 prompts. All models have the sampling parameters "greedy". */
final class PetComparison {

    static final List<Item> ITEMS =
            IntStream.range(0, 100)
                    .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                    .toList();

    private PetComparison() {}

    /** Returns a comparison in which self-prediction is always right and cross-prediction wrong. */
    static SyntheticComparison selfRight(String property, String target, String predictor) {
        return of(property, target, predictor, i -> RIGHT);
    }

    /** Returns a comparison with given self-predictions in which cross-prediction is wrong. */
    static SyntheticComparison of(
            String property, String target, String predictor, IntFunction<PredictionOutcome> self) {
        List<ScoredItem> scored =
                IntStream.range(0, ITEMS.size())
                        .mapToObj(
                                i -> SyntheticComparison.scored(ITEMS.get(i), self.apply(i), WRONG))
                        .toList();
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                property,
                                TrainingLabels.TRUE,
                                target,
                                predictor,
                                SyntheticComparison.task("pets", ITEMS)),
                        scored)
                .models(model(target, "greedy"), model(predictor, "greedy"));
    }

    static ModelProvenance model(String name, String sampling, String... served) {
        return new ModelProvenance(
                name, "requested", sampling, new TreeSet<>(Set.of(served)), null);
    }

    /** Writes a baseline of these comparisons. */
    static Path write(Path file, SyntheticComparison... comparisons) {
        RecordedCells.write(
                file,
                RecordedCells.of(Stream.of(comparisons).map(SyntheticComparison::build).toList())
                        .valueStream()
                        .toList());
        return file;
    }
}
