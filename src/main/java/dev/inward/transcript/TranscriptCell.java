package dev.inward.transcript;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What an answer of a transcript is about. Immutable and thread-safe.
 *
 * @param model the name of the model that answered
 * @param property the behavioral property that the hypothetical prompt asks for; empty for an
 *     object-level prompt
 * @param question identifies the question
 * @param target the model that the hypothetical prompt is about; empty if the prompt says "you", so
 *     that its answer is a prediction of every target
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TranscriptCell(String model, String property, String question, String target) {

    /**
     * {@return the cell of an object-level answer}
     *
     * @param model the model that answered
     * @param question identifies the question
     */
    public static TranscriptCell objectLevel(String model, String question) {
        return new TranscriptCell(model, "", question, "");
    }

    /** {@return whether this is the cell of an object-level answer} */
    public boolean isObjectLevel() {
        return property.isEmpty();
    }

    TranscriptCell aboutEveryTarget() {
        return new TranscriptCell(model, property, question, "");
    }
}
