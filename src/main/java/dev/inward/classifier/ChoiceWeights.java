package dev.inward.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * The weights that attributes have in choices between two options: the coefficients of LIBLINEAR's
 * logistic regression, called through Tribuo.
 *
 * <p>The penalty on a coefficient is that of a standard normal prior. It keeps them finite if the
 * attributes explain every choice. An intercept stands for a bias toward the first option. This
 * class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class ChoiceWeights {

    private static final String FIRST = "first";
    private static final String SECOND = "second";

    private static final double COST = 1;
    private static final int ITERATIONS = 1000;
    private static final double TOLERANCE = 0.001;

    private ChoiceWeights() {}

    /**
     * Computes the weights.
     *
     * @param differences for each choice, how much more of each attribute the first option has; of
     *     an attribute, all differences should be in units of its range
     * @param choseFirst whether the first option was chosen, for each choice
     * @return the weight of each attribute; positive if more of it makes an option more attractive
     * @throws IllegalArgumentException if the arrays differ in length, or if the same option was
     *     always chosen, so that nothing is known about weights
     */
    public static double[] of(List<double[]> differences, List<Boolean> choseFirst) {
        if (differences.size() != choseFirst.size()
                || !choseFirst.contains(true)
                || !choseFirst.contains(false)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d differences and %d choices were given, but as many of each were expected, with each option chosen at least once.",
                            differences.size(),
                            choseFirst.size()));
        }
        var factory = new LabelFactory();
        var examples =
                new MutableDataset<>(new SimpleDataSourceProvenance("choices", factory), factory);
        for (int i = 0; i < differences.size(); i++) {
            examples.add(example(differences.get(i), choseFirst.get(i)));
        }
        Model<Label> model =
                new LibLinearClassificationTrainer(
                                new LinearClassificationType(LinearType.L2R_LR),
                                COST,
                                ITERATIONS,
                                TOLERANCE)
                        .train(examples);
        double[] none = new double[differences.get(0).length];
        double intercept = logit(model, none);
        return IntStream.range(0, none.length)
                .mapToDouble(
                        i -> {
                            double[] one = none.clone();
                            one[i] = 1;
                            return logit(model, one) - intercept;
                        })
                .toArray();
    }

    /** Returns the logarithm of the odds that the first option is chosen, which is linear. */
    private static double logit(Model<Label> model, double[] differences) {
        double probability =
                Objects.requireNonNull(
                                model.predict(example(differences, true))
                                        .getOutputScores()
                                        .get(FIRST))
                        .getScore();
        return Math.log(probability / (1 - probability));
    }

    private static ArrayExample<Label> example(double[] differences, boolean choseFirst) {
        var features = new ArrayList<Feature>();
        for (double difference : differences) {
            features.add(new Feature(FIRST + features.size(), difference));
        }
        return new ArrayExample<>(new Label(choseFirst ? FIRST : SECOND), features);
    }
}
