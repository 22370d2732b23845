package dev.inward.labserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Prompt;
import java.util.List;
import java.util.Map;

/** How one family of servers reads questions and writes answers. Holds no state. */
interface ApiFormat {

    ObjectMapper JSON = new ObjectMapper();

    /** The id of the model that is asked. */
    String model(String path, JsonNode body);

    /**
     * Reads what is asked.
     *
     * @throws RefusedRequestException where the body asks for what no lab model does
     */
    Prompt prompt(JsonNode body);

    /**
     * How many answers are asked for.
     *
     * @throws RefusedRequestException where they are more or fewer than servers of this family give
     */
    default int samples(JsonNode body) {
        return 1;
    }

    /**
     * Writes a response; words are counted where others count tokens.
     *
     * @param texts the answers
     */
    ObjectNode answer(String id, String model, Prompt prompt, List<String> texts);

    /** Writes why there is no answer. */
    ObjectNode error(int status, String message);

    /** The headers that tell of a limit; none where this family sends none. */
    Map<String, String> limits(RequestTokenBucket.State state);

    /** What is counted where others count tokens. */
    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    }

    /** The words of all answers. */
    static int words(List<String> texts) {
        return texts.stream().mapToInt(ApiFormat::words).sum();
    }

    /** Reads a number of answers. */
    static int samples(JsonNode count, int most) {
        int samples = count.asInt(1);
        if (samples < 1 || samples > most) {
            throw new RefusedRequestException(
                    400, "the lab gives 1 to " + most + " answers, not " + count);
        }
        return samples;
    }

    /** The words of all turns. */
    static int words(Prompt prompt) {
        return prompt.messages().stream().mapToInt(message -> words(message.text())).sum();
    }
}
