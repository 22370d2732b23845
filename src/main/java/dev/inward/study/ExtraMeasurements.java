package dev.inward.study;

import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The measurements beside the two predictions of a comparison. They rule out other explanations of
 * an advantage.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param peers the names of other models that also answer the target's object-level prompts;
 *     copied. They show on which items other models behave like the target. The cross-predictor
 *     always answers them and need not be in the list
 * @param samples the number of answers that the target gives to each predicted item, at least 1.
 *     The first is its behaviour; all together show how predictable the behaviour is
 * @param framings whether predictors also get prompts about the named target and about another
 *     assistant, if their models support it
 * @param simulation whether the cross-predictor also answers each object-level prompt as the target
 *     would, so that the property can be computed from that answer
 * @param classifiers whether classifiers that see the prompt only are trained on the training rows
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ExtraMeasurements(
        List<String> peers,
        int samples,
        boolean framings,
        boolean simulation,
        boolean classifiers) {

    /** No measurement beside the two predictions: one sample, and nothing else. */
    public static final ExtraMeasurements NONE =
            new ExtraMeasurements(List.of(), 1, false, false, false);

    /**
     * Copies the peers.
     *
     * @param peers as in the record
     * @param samples as in the record
     * @param framings as in the record
     * @param simulation as in the record
     * @param classifiers as in the record
     * @throws IllegalArgumentException if the number of samples is below 1
     */
    public ExtraMeasurements {
        peers = List.copyOf(peers);
        if (samples < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the number of samples must be at least 1, got %d. With 10 samples, the report shows how predictable the target's behaviour is.",
                            samples));
        }
    }
}
