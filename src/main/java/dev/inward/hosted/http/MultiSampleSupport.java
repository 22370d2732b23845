package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Completion;
import java.util.List;

/**
 * How a family of servers is asked for several answers by one call, and where they come.
 *
 * @param count where a request says how many are wanted
 * @param list the name of the list in a response that has an entry an answer
 * @param most the most that one call may ask for
 */
public record MultiSampleSupport(JsonPointer count, String list, int most) {

    public MultiSampleSupport(String count, String list, int most) {
        this(JsonPointer.compile(count), list, most);
    }

    /** Whether a request says by itself how many answers are wanted. */
    boolean areCountedIn(JsonNode request) {
        return !request.at(count).isMissingNode();
    }

    /** Lets a request ask for so many answers. */
    ObjectNode asking(ObjectNode request, int samples) {
        request.withObject(count.head()).put(count.last().getMatchingProperty(), samples);
        return request;
    }

    /** A response without the answers that it has beside one, for each; itself if it has one. */
    List<JsonNode> apart(JsonNode response) {
        JsonNode all = response.path(list);
        return response instanceof ObjectNode whole && all.size() > 1
                ? all.valueStream().map(one -> alone(whole, one)).toList()
                : List.of(response);
    }

    /** The tokens of the one answer in a response, where they are told; otherwise 0. */
    long tokensOf(JsonNode alone, Completion completion) {
        return alone.path(list).path(0).path("tokenCount").asLong(completion.tokens().size());
    }

    private JsonNode alone(ObjectNode response, JsonNode one) {
        ObjectNode alone = response.objectNode().setAll(response);
        alone.putArray(list).add(one);
        return alone;
    }
}
