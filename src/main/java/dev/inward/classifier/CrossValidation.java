package dev.inward.classifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Chooses how smoothly to learn by how well what is learnt of some rows tells the others. */
final class CrossValidation {

    private static final int FOLDS = 3;

    private final List<TrainingRow> rows;

    /** Divides the rows at random; the list stays as it is. */
    CrossValidation(List<TrainingRow> rows, long seed) {
        this.rows = new ArrayList<>(rows);
        Collections.shuffle(this.rows, new Random(seed));
    }

    /** {@return the setting that tells most rows right; of several, the first} */
    double best(
            List<Double> settings, Function<List<TrainingRow>, WeightedTrainingSet> preparation) {
        var right = new int[settings.size()];
        // A single row leaves nothing to learn from.
        for (int fold = 0; fold < FOLDS && rows.size() > 1; fold++) {
            var training = new ArrayList<TrainingRow>();
            var heldOut = new ArrayList<TrainingRow>();
            for (int i = 0; i < rows.size(); i++) {
                (i % FOLDS == fold ? heldOut : training).add(rows.get(i));
            }
            WeightedTrainingSet prepared = preparation.apply(training);
            for (int i = 0; i < right.length; i++) {
                right[i] += right(prepared.learn(settings.get(i)), heldOut);
            }
        }
        int best = 0;
        for (int i = 1; i < right.length; i++) {
            best = right[i] > right[best] ? i : best;
        }
        return settings.get(best);
    }

    private static int right(Function<Set<String>, String> learnt, List<TrainingRow> rows) {
        int right = 0;
        for (TrainingRow row : rows) {
            right += learnt.apply(row.features()).equals(row.label()) ? 1 : 0;
        }
        return right;
    }
}
