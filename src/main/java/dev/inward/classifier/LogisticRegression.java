package dev.inward.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableDataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** LIBLINEAR's logistic regression, called through Tribuo. */
final class LogisticRegression implements Learner {

    private static final int ITERATIONS = 1000;
    private static final double TOLERANCE = 0.01;

    // Tribuo reserves one string, and any string may be a label here.
    private static final String LABEL_PREFIX = "=";

    private final Dataset<Label> examples;

    /** Expects rows with at least two labels. */
    LogisticRegression(List<WeightedRow> rows) {
        var factory = new LabelFactory();
        var mutable =
                new MutableDataset<>(new SimpleDataSourceProvenance("prompts", factory), factory);
        rows.forEach(row -> mutable.add(example(row.weights(), row.label())));
        examples = ImmutableDataset.copyDataset(mutable);
    }

    /**
     * Trains one label against the others.
     *
     * @param cost the weight of the loss of all rows relative to the penalty
     */
    @Override
    public LabelScorer learn(double cost) {
        Model<Label> model =
                new LibLinearClassificationTrainer(
                                new LinearClassificationType(LinearType.L2R_LR),
                                cost,
                                ITERATIONS,
                                TOLERANCE)
                        .train(examples);
        return weights -> scores(model, weights);
    }

    private static Map<String, Double> scores(
            Model<Label> model, SortedMap<String, Double> weights) {
        var scores = new TreeMap<String, Double>();
        model.predict(example(weights, ""))
                .getOutputScores()
                .values()
                .forEach(
                        label ->
                                scores.put(
                                        label.getLabel().substring(LABEL_PREFIX.length()),
                                        label.getScore()));
        return scores;
    }

    private static Example<Label> example(SortedMap<String, Double> weights, String label) {
        var features = new ArrayList<Feature>();
        weights.forEach((name, weight) -> features.add(new Feature(name, weight)));
        return new ArrayExample<>(new Label(LABEL_PREFIX + label), features);
    }
}
