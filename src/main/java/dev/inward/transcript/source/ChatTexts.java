package dev.inward.transcript.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts in messages of chats. A content is a text, or a list of parts that may be texts. */
final class ChatTexts {

    private static final Set<String> TEXT_PARTS = Set.of("text", "input_text", "output_text");

    private ChatTexts() {}

    /** Returns the text of a content; null if it has none. */
    static @Nullable String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        return content.isArray() && content.valueStream().anyMatch(ChatTexts::isText)
                ? content.valueStream()
                        .filter(ChatTexts::isText)
                        .map(part -> part.path("text").asText())
                        .collect(Collectors.joining())
                : null;
    }

    private static boolean isText(JsonNode part) {
        return TEXT_PARTS.contains(part.path("type").asText()) && part.path("text").isTextual();
    }

    /**
     * Returns a prompt as one text: a text as it is, and of messages that of the user if it is the
     * only one. In a longer conversation each text follows its role.
     *
     * @return the text; null if there is none
     */
    static @Nullable String prompt(JsonNode prompt) {
        if (!prompt.isArray()) {
            return text(prompt);
        }
        if (prompt.size() == 1 && prompt.at("/0/role").asText().equals("user")) {
            return text(prompt.at("/0/content"));
        }
        return prompt.isEmpty()
                ? null
                : prompt.valueStream()
                        .map(
                                message ->
                                        message.path("role").asText()
                                                + ": "
                                                + text(message.path("content")))
                        .collect(Collectors.joining("\n\n"));
    }
}
