package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Completion;
import java.util.List;

/**
 * The format of calls that request several answers: where the request holds their number, and where
 * the response lists them.
 *
 * @param countPointer the place in a request that holds the number of answers
 * @param listName the field of a response that lists the answers
 * @param maxSamples the maximum number of answers per call
 */
public record MultiSampleFormat(JsonPointer countPointer, String listName, int maxSamples) {

    /**
     * Creates a format.
     *
     * @param countPointer a JSON pointer such as {@code /n}
     */
    public MultiSampleFormat(String countPointer, String listName, int maxSamples) {
        this(JsonPointer.compile(countPointer), listName, maxSamples);
    }

    /** Returns whether the request already holds a number of answers. */
    boolean hasCount(JsonNode request) {
        return !request.at(countPointer).isMissingNode();
    }

    /** Sets the number of answers in a request; returns the same request. */
    ObjectNode withCount(ObjectNode request, int samples) {
        request.withObject(countPointer.head())
                .put(countPointer.last().getMatchingProperty(), samples);
        return request;
    }

    /**
     * Splits a response into one response per answer. A response with less than two answers is
     * returned as it is.
     */
    List<JsonNode> split(JsonNode response) {
        JsonNode answers = response.path(listName);
        return response instanceof ObjectNode whole && answers.size() > 1
                ? answers.valueStream().map(answer -> withSingleAnswer(whole, answer)).toList()
                : List.of(response);
    }

    /**
     * Returns the number of tokens of the only answer in a response. If the response does not
     * report it, returns the number of tokens in the completion, which can be 0.
     */
    long tokenCount(JsonNode response, Completion completion) {
        return response.path(listName)
                .path(0)
                .path("tokenCount")
                .asLong(completion.tokens().size());
    }

    private JsonNode withSingleAnswer(ObjectNode response, JsonNode answer) {
        ObjectNode copy = response.objectNode().setAll(response);
        copy.putArray(listName).add(answer);
        return copy;
    }
}
