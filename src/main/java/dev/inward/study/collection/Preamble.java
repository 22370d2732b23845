package dev.inward.study.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.Message;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import dev.inward.model.Sha256;
import dev.inward.task.prompt.PromptVariant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Messages that stand before every prompt of a model, such as a persona and its examples. With
 * another preamble, the same weights are another model.
 *
 * @param messages the messages, a system message first if there is one; copied
 */
public record Preamble(List<Message> messages) {

    /** No messages. */
    public static final Preamble NONE = new Preamble(List.of());

    private static final String KEY = "preamble";
    private static final int HASH_DIGITS = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the messages. */
    public Preamble {
        messages = List.copyOf(messages);
    }

    /**
     * Reads the key {@code preamble} of an entry in the models file.
     *
     * @throws IllegalArgumentException if a system message is not the first, or if the last message
     *     is the user's
     */
    public static Preamble of(ModelSpecification entry) {
        String json = entry.settings().get(KEY);
        if (json == null) {
            return NONE;
        }
        try {
            var messages = new ArrayList<Message>();
            for (JsonNode message : JSON.readTree(json)) {
                messages.add(
                        new Message(
                                Message.Role.named(message.path("role").asText()).orElseThrow(),
                                message.path("content").asText()));
            }
            if (!messages.isEmpty() && isConversation(messages)) {
                return new Preamble(messages);
            }
        } catch (JsonProcessingException | NoSuchElementException e) {
            // The exception below covers this case too.
        }
        throw entry.invalidSetting(
                KEY,
                "a list of messages, each with 'role' and 'content': a system message stands first, and the user does not have the last word");
    }

    private static boolean isConversation(List<Message> messages) {
        return messages.stream().skip(1).noneMatch(it -> it.role() == Message.Role.SYSTEM)
                && messages.get(messages.size() - 1).role() != Message.Role.USER;
    }

    /** Returns a prompt after these messages. */
    Prompt before(Prompt prompt) {
        return messages.isEmpty()
                ? prompt
                : new PromptVariant("", "", messages, "", "", null).wrap(prompt);
    }

    /** Returns a short hash of the messages; empty if there are none. */
    Optional<String> hash() {
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        List<String> texts =
                messages.stream()
                        .flatMap(it -> Stream.of(it.role().displayName(), it.text()))
                        .toList();
        return Optional.of(HexFormat.of().formatHex(Sha256.of(texts)).substring(0, HASH_DIGITS));
    }
}
