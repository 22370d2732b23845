package dev.inward.classifier;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Classifiers that see prompts and never a model. They are reference predictors: self-prediction
 * has to beat them before it counts as evidence of introspection (arXiv 2605.26242).
 *
 * <p>Both use the same features of a prompt in lower case. These are its words, its pairs of
 * neighbouring words, its character n-grams of length 2 to 4, and each word with its position from
 * the start and from the end. A feature of all training rows is ignored. The smoothness is chosen
 * by 3-fold cross-validation within the training rows.
 *
 * <p>Training and prediction run on the caller's thread. The constants are thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum InputOnlyClassifier {
    /**
     * Logistic regression with an L2 penalty, one label against the others. The weight {@code C} of
     * the loss relative to the penalty is 10, 100 or 1.
     */
    LOGISTIC_REGRESSION {
        @Override
        List<Double> smoothnessCandidates() {
            return List.of(10.0, 100.0, 1.0);
        }

        @Override
        WeightedTrainingSet weighted(List<TrainingRow> rows) {
            return new WeightedTrainingSet(FeatureWeighting.EQUAL, LogisticRegression::new, rows);
        }
    },
    /**
     * The vote of the k nearest training rows, where k is 1, 3, 5 or 9. Rows as near as the k-th
     * one vote too. The similarity is the cosine over features weighted by their gain ratio in the
     * training rows.
     */
    NEAREST_NEIGHBOURS {
        @Override
        List<Double> smoothnessCandidates() {
            return List.of(1.0, 3.0, 5.0, 9.0);
        }

        @Override
        WeightedTrainingSet weighted(List<TrainingRow> rows) {
            return new WeightedTrainingSet(
                    FeatureWeighting.GAIN_RATIO, NearestNeighbours::new, rows);
        }
    };

    /**
     * Trains a classifier. The same rows in the same order with the same seed give a classifier
     * with the same predictions.
     *
     * <p>If all rows have one label, it is always predicted. If a prompt has no informative
     * feature, or if labels score equally, the most frequent label is predicted. Among equally
     * frequent ones it is the first in the natural order of strings.
     *
     * @param rows prompts and their labels, at least one; a prompt may occur several times, also
     *     with different labels
     * @param seed the seed of the split for cross-validation
     * @return the trained classifier
     * @throws IllegalArgumentException if there is no row
     */
    public PromptClassifier train(List<LabelledPrompt> rows, long seed) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "A classifier needs at least one training row, got none. Leave out comparisons without training rows.");
        }
        List<TrainingRow> trainingRows = rows.stream().map(TrainingRow::of).toList();
        double smoothness =
                new CrossValidation(trainingRows, seed)
                        .best(smoothnessCandidates(), this::weighted);
        Function<Set<String>, String> predictor = weighted(trainingRows).learn(smoothness);
        return prompt -> predictor.apply(PromptFeatures.of(prompt));
    }

    abstract List<Double> smoothnessCandidates();

    abstract WeightedTrainingSet weighted(List<TrainingRow> rows);
}
