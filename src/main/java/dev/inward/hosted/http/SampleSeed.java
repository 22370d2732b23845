package dev.inward.hosted.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The seed of one of several answers to a prompt: sample i is requested with the seed of the entry
 * plus i. Without that, every call would draw the same answer. Nothing changes without a seed, or
 * at temperature 0, where no answer is drawn.
 *
 * @param pointer where a request holds {@code seed} and {@code temperature}, as a JSON pointer
 * @param sample the number of the answer, from 0
 */
record SampleSeed(String pointer, int sample) {

    private static final String SEED = "seed";

    /** Returns whether the seed of a request differs from sample to sample. */
    boolean isIn(ObjectNode request) {
        JsonNode sampling = request.at(pointer);
        JsonNode temperature = sampling.path("temperature");
        return sampling.path(SEED).isIntegralNumber()
                && !(temperature.isNumber() && temperature.asDouble() == 0);
    }

    /** Adds the number of the sample to the seed of a request. */
    void shiftIn(ObjectNode request) {
        if (sample > 0 && isIn(request) && request.at(pointer) instanceof ObjectNode sampling) {
            sampling.put(SEED, sampling.path(SEED).asLong() + sample);
        }
    }
}
