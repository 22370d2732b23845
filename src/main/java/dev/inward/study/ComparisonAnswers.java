package dev.inward.study;

import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How the answers of a comparison ended.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param objectLevel the target's object-level answers, to training items and to predicted ones
 * @param self the target's predictions of itself
 * @param cross the cross-predictor's predictions of the target
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ComparisonAnswers(
        AnswerEndings objectLevel, AnswerEndings self, AnswerEndings cross) {

    /** The answers of a comparison without any. */
    public static final ComparisonAnswers NONE =
            new ComparisonAnswers(AnswerEndings.NONE, AnswerEndings.NONE, AnswerEndings.NONE);

    /**
     * {@return sentences about truncated, refused and filtered answers, about removed reasoning,
     * and about a tag with which all answers begin; empty if there are none. They are untrusted}
     *
     * @param target the name of the target
     * @param predictor the name of the cross-predictor
     */
    public List<String> notes(String target, String predictor) {
        return Stream.of(
                        objectLevel.notes("object-level answers", target),
                        self.notes("self-predictions", target),
                        cross.notes("cross-predictions", predictor))
                .flatMap(List::stream)
                .toList();
    }
}
