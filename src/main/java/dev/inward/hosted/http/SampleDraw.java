package dev.inward.hosted.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * How one of several answers to a prompt is drawn: at which temperature, and with which seed.
 *
 * <p>Sample i is requested with the seed of the entry plus i. Without that, every call would draw
 * the same answer. The seed stays as it is at temperature 0, where no answer is drawn. A request
 * without seed or temperature gets none.
 *
 * @param pointer where a request holds {@code seed} and {@code temperature}, as a JSON pointer
 * @param temperature replaces the temperature of the entry; null to keep that
 * @param sample the number of the answer, from 0
 */
record SampleDraw(String pointer, @Nullable Double temperature, int sample) {

    private static final String SEED = "seed";
    private static final String TEMPERATURE = "temperature";

    /** Keeps temperature and seed of the entry. */
    SampleDraw(String pointer) {
        this(pointer, null, 0);
    }

    SampleDraw withTemperature(double other) {
        return new SampleDraw(pointer, other, sample);
    }

    SampleDraw withSample(int other) {
        return new SampleDraw(pointer, temperature, other);
    }

    /** Returns whether the seed of a request differs from sample to sample. */
    boolean hasSeedIn(ObjectNode request) {
        JsonNode sampling = request.at(pointer);
        return sampling.path(SEED).isIntegralNumber()
                && !(sampling.path(TEMPERATURE).isNumber()
                        && sampling.path(TEMPERATURE).asDouble() == 0);
    }

    /** Replaces the temperature of a request, and adds the number of the sample to its seed. */
    void applyTo(ObjectNode request) {
        if (!(request.at(pointer) instanceof ObjectNode sampling)) {
            return;
        }
        JsonNode current = sampling.path(TEMPERATURE);
        if (temperature != null && current.isNumber() && current.asDouble() != temperature) {
            sampling.put(TEMPERATURE, temperature);
        }
        if (sample > 0 && hasSeedIn(request)) {
            sampling.put(SEED, sampling.path(SEED).asLong() + sample);
        }
    }
}
