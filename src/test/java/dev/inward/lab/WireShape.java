package dev.inward.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Prompt;
import java.util.Map;

/** How one family of servers reads questions and writes answers. Holds no state. */
interface WireShape {

    ObjectMapper JSON = new ObjectMapper();

    /** The id of the model that is asked. */
    String model(String path, JsonNode body);

    /**
     * Reads what is asked.
     *
     * @throws Refusal where the body asks for what no lab model does
     */
    Prompt prompt(JsonNode body);

    /** Writes an answer; words are counted where others count tokens. */
    ObjectNode answer(String id, String model, Prompt prompt, String text);

    /** Writes why there is no answer. */
    ObjectNode error(int status, String message);

    /** The headers that tell of a limit; none where this family sends none. */
    Map<String, String> limits(RequestBucket.State state);

    /** What is counted where others count tokens. */
    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    }

    /** The words of all turns. */
    static int words(Prompt prompt) {
        return prompt.messages().stream().mapToInt(message -> words(message.text())).sum();
    }
}
