package dev.inward.study;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What is asked beside a comparison, so that its result can be told from what looks like it.
 *
 * @param peers other models whose own answers to the target's items are known, so that one can tell
 *     where they behave as the target does; copied. The cross-predictor need not be among them
 * @param samples how many answers the target gives to each item it is scored on, at least 1; the
 *     first is its behaviour, all show how far that can be foretold at all
 * @param framings whether predictors are also asked about the target as somebody else, and about
 *     another assistant, where they can be
 * @param simulation whether the cross-predictor also has to answer as the target would, so that the
 *     property can be read off that
 * @param classifiers whether classifiers that see prompts alone learn from the training rows
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ExtraMeasurements(
        List<String> peers,
        int samples,
        boolean framings,
        boolean simulation,
        boolean classifiers) {

    /** Nothing but what the comparison itself needs. */
    public static final ExtraMeasurements NONE =
            new ExtraMeasurements(List.of(), 1, false, false, false);

    /** Copies the peers. */
    public ExtraMeasurements {
        peers = List.copyOf(peers);
        if (samples < 1) {
            throw new IllegalArgumentException(
                    "a target answers each item at least once, got %d samples; 10 show how far its behaviour can be foretold"
                            .formatted(samples));
        }
    }
}
