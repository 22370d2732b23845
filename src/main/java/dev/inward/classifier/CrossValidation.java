package dev.inward.classifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Chooses the smoothness of a learner by 3-fold cross-validation. */
final class CrossValidation {

    private static final int FOLDS = 3;

    private final List<TrainingRow> rows;

    /** Splits a copy of the rows at random. */
    CrossValidation(List<TrainingRow> rows, long seed) {
        this.rows = new ArrayList<>(rows);
        Collections.shuffle(this.rows, new Random(seed));
    }

    /** {@return the candidate with the most correct predictions; the first one in a tie} */
    double best(
            List<Double> candidates, Function<List<TrainingRow>, WeightedTrainingSet> preparation) {
        var correct = new int[candidates.size()];
        // With a single row, no fold has training rows.
        for (int fold = 0; fold < FOLDS && rows.size() > 1; fold++) {
            var training = new ArrayList<TrainingRow>();
            var heldOut = new ArrayList<TrainingRow>();
            for (int i = 0; i < rows.size(); i++) {
                (i % FOLDS == fold ? heldOut : training).add(rows.get(i));
            }
            WeightedTrainingSet prepared = preparation.apply(training);
            for (int i = 0; i < correct.length; i++) {
                correct[i] += countCorrect(prepared.learn(candidates.get(i)), heldOut);
            }
        }
        int best = 0;
        for (int i = 1; i < correct.length; i++) {
            best = correct[i] > correct[best] ? i : best;
        }
        return candidates.get(best);
    }

    private static int countCorrect(
            Function<Set<String>, String> predictor, List<TrainingRow> rows) {
        int correct = 0;
        for (TrainingRow row : rows) {
            correct += predictor.apply(row.features()).equals(row.label()) ? 1 : 0;
        }
        return correct;
    }
}
