package dev.inward.langchain4j;

import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import dev.inward.supplied.NoAnswerException;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Converts prompts to requests of LangChain4j, and its responses to completions. */
final class LangChain4jMapper {

    private LangChain4jMapper() {}

    static ChatRequest request(Prompt prompt) {
        return ChatRequest.builder()
                .messages(prompt.messages().stream().map(LangChain4jMapper::message).toList())
                .build();
    }

    private static ChatMessage message(Message message) {
        return switch (message.role()) {
            case SYSTEM -> SystemMessage.from(message.text());
            case USER -> UserMessage.from(message.text());
            case ASSISTANT -> AiMessage.from(message.text());
        };
    }

    /**
     * Converts a response.
     *
     * @throws NoAnswerException if it does not say that the model finished, reached its token
     *     limit, or was filtered
     */
    static Completion completion(ChatResponse response) {
        AiMessage message = response.aiMessage();
        if (message.text() == null && message.hasToolExecutionRequests()) {
            throw noAnswer("calls a tool");
        }
        return new Completion(
                Objects.requireNonNullElse(message.text(), ""),
                finishReason(response.finishReason()),
                usage(response.tokenUsage()),
                response.modelName(),
                response.id(),
                null);
    }

    /** Returns the answer to a prompt that the provider's filter blocks. */
    static Completion filtered() {
        return new Completion("", FinishReason.CONTENT_FILTER, Usage.UNKNOWN, null, null, null);
    }

    private static FinishReason finishReason(
            dev.langchain4j.model.output.@Nullable FinishReason reason) {
        if (reason == null) {
            throw noAnswer("has no finish reason that LangChain4j knows");
        }
        return switch (reason) {
            case STOP -> FinishReason.STOP;
            case LENGTH -> FinishReason.LENGTH;
            case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
            case TOOL_EXECUTION, OTHER -> throw noAnswer("has the finish reason " + reason);
        };
    }

    private static NoAnswerException noAnswer(String problem) {
        return new NoAnswerException(
                "the response " + problem,
                "Let the ChatModel of this class report how each answer ended.");
    }

    /** Returns 0 cached tokens: LangChain4j has no common field for them. */
    private static Usage usage(@Nullable TokenUsage usage) {
        return usage == null
                ? Usage.UNKNOWN
                : new Usage(orZero(usage.inputTokenCount()), 0, orZero(usage.outputTokenCount()));
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
