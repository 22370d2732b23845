package dev.inward.classifier;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Classifiers that see prompts and never a model: the third parties that a model's prediction of
 * itself has to beat before it can be called a look inside (arXiv 2605.26242).
 *
 * <p>Both describe a prompt, in lower case, by its words and pairs of neighbouring words, by its
 * runs of 2 to 4 characters, and by each word together with its place from the start and from the
 * end. What all training rows have in common is left out. How smooth a classifier is, it chooses by
 * 3-fold cross-validation inside the training rows.
 *
 * <p>Training and predicting happen on the caller's thread alone. The constants are threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum InputOnlyClassifier {
    /**
     * Logistic regression with an L2 penalty, one label against the others; {@code C} is 10, 100 or
     * 1, where the loss of all rows weighs {@code C} times the penalty.
     */
    LOGISTIC_REGRESSION {
        @Override
        List<Double> settings() {
            return List.of(10.0, 100.0, 1.0);
        }

        @Override
        WeightedTrainingSet prepared(List<TrainingRow> rows) {
            return new WeightedTrainingSet(FeatureWeighting.EQUAL, LogisticRegression::new, rows);
        }
    },
    /**
     * The vote of the k nearest training rows, k being 1, 3, 5 or 9, and of those as near as the
     * k-th. Near is what has a high cosine over features that weigh as much as their gain ratio:
     * what they tell about the label in the training rows.
     */
    NEAREST_NEIGHBOURS {
        @Override
        List<Double> settings() {
            return List.of(1.0, 3.0, 5.0, 9.0);
        }

        @Override
        WeightedTrainingSet prepared(List<TrainingRow> rows) {
            return new WeightedTrainingSet(
                    FeatureWeighting.GAIN_RATIO, NearestNeighbours::new, rows);
        }
    };

    /**
     * Learns to tell labels by prompts. The same rows in the same order with the same seed make a
     * classifier that predicts the same labels.
     *
     * @param rows prompts and their labels, at least one; a prompt may occur more than once, with
     *     different labels too. If all have the same label, that is what is always predicted
     * @param seed decides how the rows are divided for cross-validation
     * @return the trained classifier; where a prompt has nothing of what the rows differ in, and
     *     where labels score the same, it predicts the most frequent label of the rows, and of
     *     equally frequent ones the first in the natural order of strings
     * @throws IllegalArgumentException if there is no row
     */
    public PromptClassifier train(List<LabelledPrompt> rows, long seed) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "No rows were given, but at least one prompt with its label was expected: leave out what has no training rows.");
        }
        List<TrainingRow> featured = rows.stream().map(TrainingRow::of).toList();
        double setting = new CrossValidation(featured, seed).best(settings(), this::prepared);
        Function<Set<String>, String> learnt = prepared(featured).learn(setting);
        return prompt -> learnt.apply(PromptFeatures.of(prompt));
    }

    abstract List<Double> settings();

    abstract WeightedTrainingSet prepared(List<TrainingRow> rows);
}
