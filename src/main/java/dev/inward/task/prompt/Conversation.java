package dev.inward.task.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.data.StrictJson;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a conversation, each with its {@code role} and its {@code content}.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class Conversation {

    private Conversation() {}

    /**
     * Reads a conversation from JSON.
     *
     * @param json a list of messages
     * @param place where the list is, for messages
     * @return the conversation
     * @throws IllegalArgumentException if the text is no list of objects with {@code role} and
     *     {@code content}, or no model can be asked to continue the conversation
     */
    public static Prompt parse(String json, String place) {
        try {
            return new Prompt(messages(StrictJson.READER.readValue(json), place));
        } catch (JsonProcessingException e) {
            throw invalid(place, "is no list of messages: " + e.getOriginalMessage(), e);
        }
    }

    private static List<Message> messages(JsonNode list, String place) {
        if (!list.isArray() || list.isEmpty()) {
            throw invalid(place, "is no list of messages", null);
        }
        var messages = new ArrayList<Message>();
        for (JsonNode message : list) {
            messages.add(message(message, place, messages.size() + 1));
        }
        if (messages.get(messages.size() - 1).role() != Message.Role.USER) {
            throw invalid(place, "ends with a message that is not the user's", null);
        }
        return messages;
    }

    private static Message message(JsonNode json, String place, int number) {
        JsonNode content = json.path("content");
        if (!content.isTextual()) {
            throw invalid(place, "has message " + number + " without a text as 'content'", null);
        }
        Message.Role role = role(json.path("role").asText(), place, number);
        if (role == Message.Role.SYSTEM && number > 1) {
            throw invalid(place, "has a system message that is not the first, but " + number, null);
        }
        return new Message(role, content.asText());
    }

    private static Message.Role role(String name, String place, int number) {
        return Message.Role.named(name)
                .orElseThrow(
                        () ->
                                invalid(
                                        place,
                                        String.format(
                                                Locale.ROOT,
                                                "has message %d of the role '%s'",
                                                number,
                                                name),
                                        null));
    }

    private static IllegalArgumentException invalid(
            String place, String problem, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                place
                        + " "
                        + problem
                        + ". A conversation is a list such as [{\"role\": \"user\", \"content\": \"Hello\"}]. A role is system, user or assistant; a system message stands first, and a message of the user last.",
                cause);
    }
}
