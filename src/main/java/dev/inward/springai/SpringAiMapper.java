package dev.inward.springai;

import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.supplied.NoAnswerException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** Converts prompts to those of Spring AI, and its responses to completions. */
final class SpringAiMapper {

    /**
     * The finish reasons with which a response is an answer, in lower case. Spring AI has no common
     * names: each client passes on those of its server.
     */
    private static final Map<String, FinishReason> FINISH_REASONS =
            Map.ofEntries(
                    Map.entry("stop", FinishReason.STOP),
                    Map.entry("stop_sequence", FinishReason.STOP),
                    Map.entry("end_turn", FinishReason.STOP),
                    Map.entry("complete", FinishReason.STOP),
                    Map.entry("length", FinishReason.LENGTH),
                    Map.entry("max_tokens", FinishReason.LENGTH),
                    Map.entry("model_length", FinishReason.LENGTH),
                    Map.entry("model_context_window_exceeded", FinishReason.LENGTH),
                    Map.entry("refusal", FinishReason.REFUSAL),
                    Map.entry("content_filter", FinishReason.CONTENT_FILTER),
                    Map.entry("content_filtered", FinishReason.CONTENT_FILTER),
                    Map.entry("guardrail_intervened", FinishReason.CONTENT_FILTER),
                    Map.entry("sensitive", FinishReason.CONTENT_FILTER),
                    Map.entry("safety", FinishReason.CONTENT_FILTER),
                    Map.entry("recitation", FinishReason.CONTENT_FILTER),
                    Map.entry("blocklist", FinishReason.CONTENT_FILTER),
                    Map.entry("prohibited_content", FinishReason.CONTENT_FILTER),
                    Map.entry("spii", FinishReason.CONTENT_FILTER),
                    Map.entry("image_safety", FinishReason.CONTENT_FILTER),
                    Map.entry("model_armor", FinishReason.CONTENT_FILTER));

    private SpringAiMapper() {}

    /** Converts a prompt. It has no options, so the default options of the model apply. */
    static org.springframework.ai.chat.prompt.Prompt prompt(Prompt prompt) {
        return new org.springframework.ai.chat.prompt.Prompt(
                prompt.messages().stream().map(SpringAiMapper::message).toList());
    }

    private static org.springframework.ai.chat.messages.Message message(Message message) {
        return switch (message.role()) {
            case SYSTEM -> new SystemMessage(message.text());
            case USER -> new UserMessage(message.text());
            case ASSISTANT -> new AssistantMessage(message.text());
        };
    }

    /**
     * Converts a response. If it has several generations, the first is the answer.
     *
     * @throws NoAnswerException if it does not say that the model finished, reached its token
     *     limit, refused, or was filtered
     */
    static Completion completion(@Nullable ChatResponse response) {
        Generation generation = response == null ? null : response.getResult();
        if (response == null || generation == null) {
            throw noAnswer("has no generation");
        }
        AssistantMessage message = generation.getOutput();
        if (message.hasToolCalls()) {
            throw noAnswer("calls a tool");
        }
        String refusal = refusal(message);
        FinishReason finishReason =
                refusal.isEmpty()
                        ? finishReason(generation.getMetadata().getFinishReason())
                        : FinishReason.REFUSAL;
        ChatResponseMetadata metadata = response.getMetadata();
        return new Completion(
                text(message, finishReason, refusal),
                finishReason,
                usage(metadata.getUsage()),
                emptyToNull(metadata.getModel()),
                emptyToNull(metadata.getId()),
                null);
    }

    /** Returns the answer to a prompt that the provider's filter blocks. */
    static Completion filtered() {
        return new Completion(
                "", FinishReason.CONTENT_FILTER, dev.inward.model.Usage.UNKNOWN, null, null, null);
    }

    /** Returns the refusal in a field of its own, as OpenAI's client passes it on. */
    private static String refusal(AssistantMessage message) {
        return message.getMetadata().get("refusal") instanceof String refusal ? refusal : "";
    }

    /** Returns no text of a filtered answer: the filter may have stopped it in the middle. */
    private static String text(
            AssistantMessage message, FinishReason finishReason, String refusal) {
        if (finishReason == FinishReason.CONTENT_FILTER) {
            return "";
        }
        return refusal.isEmpty() ? Objects.requireNonNullElse(message.getText(), "") : refusal;
    }

    private static FinishReason finishReason(@Nullable String reason) {
        if (reason == null || reason.isEmpty()) {
            throw noAnswer("has no finish reason");
        }
        FinishReason known = FINISH_REASONS.get(reason.toLowerCase(Locale.ROOT));
        if (known == null) {
            throw noAnswer("has the finish reason " + reason);
        }
        return known;
    }

    private static NoAnswerException noAnswer(String problem) {
        return new NoAnswerException(
                "the response " + problem,
                "Let the ChatModel of this class report how each answer ended.");
    }

    /** Returns 0 cached tokens: Spring AI 1 has no common field for them. */
    private static dev.inward.model.Usage usage(@Nullable Usage usage) {
        return usage == null
                ? dev.inward.model.Usage.UNKNOWN
                : new dev.inward.model.Usage(
                        count(usage.getPromptTokens()), 0, count(usage.getCompletionTokens()));
    }

    private static int count(@Nullable Integer count) {
        return count == null ? 0 : Math.max(0, count);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
