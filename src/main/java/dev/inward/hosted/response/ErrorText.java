package dev.inward.hosted.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the body of a response without an answer says. */
public final class ErrorText {

    /** The fields of server-sent events, and a comment. */
    private static final Pattern STREAM = Pattern.compile("\\s*(data|event)?:.*", Pattern.DOTALL);

    private ErrorText() {}

    /**
     * Returns the server's error message.
     *
     * @param body the body, untrusted
     * @return the whole body if no usual field contains a message
     */
    public static String in(String body) {
        try {
            JsonNode json = ResponseJson.read(body);
            JsonNode whole = json.isArray() ? json.path(0) : json;
            JsonNode error = whole.path("error");
            return Stream.of(
                            error.path("message"),
                            error,
                            whole.path("message"),
                            whole.path("detail"),
                            whole.path("errors").path(0).path("message"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse(body);
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }

    /**
     * Returns whether a body is a stream of server-sent events.
     *
     * @param body the body, untrusted
     */
    public static boolean isStream(String body) {
        return STREAM.matcher(body).matches();
    }
}
