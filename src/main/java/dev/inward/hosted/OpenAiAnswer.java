package dev.inward.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.model.FinishReason;
import java.util.Map;

/**
 * The text of one choice of a chat completion, and how it ended.
 *
 * @param text the text, or the refusal; untrusted
 * @param finishReason how it ended
 */
record OpenAiAnswer(String text, FinishReason finishReason) {

    /**
     * OpenAI and Azure have {@code stop}, {@code length} and {@code content_filter}. Compatible
     * servers add: {@code eos} (Together), {@code eos_token} and {@code stop_sequence} (Text
     * Generation Inference), {@code end_turn} (xAI, gateways to Anthropic), {@code complete}
     * (Cohere), {@code max_tokens} (Cohere, gateways), {@code model_length} (Mistral), {@code
     * model_context_window_exceeded} (Anthropic, Zhipu), {@code sensitive} (Zhipu), {@code refusal}
     * (gateways to Anthropic).
     *
     * <p>No answers are {@code error}, {@code abort}, {@code tool_calls}, {@code function_call},
     * {@code insufficient_system_resource} (DeepSeek), {@code network_error} (Zhipu), {@code
     * repetition} (vLLM) and everything else.
     */
    private static final FinishReasons FINISH_REASONS =
            new FinishReasons(
                    Map.ofEntries(
                            Map.entry("stop", FinishReason.STOP),
                            Map.entry("eos", FinishReason.STOP),
                            Map.entry("eos_token", FinishReason.STOP),
                            Map.entry("stop_sequence", FinishReason.STOP),
                            Map.entry("end_turn", FinishReason.STOP),
                            Map.entry("complete", FinishReason.STOP),
                            Map.entry("length", FinishReason.LENGTH),
                            Map.entry("max_tokens", FinishReason.LENGTH),
                            Map.entry("model_length", FinishReason.LENGTH),
                            Map.entry("model_context_window_exceeded", FinishReason.LENGTH),
                            Map.entry("content_filter", FinishReason.CONTENT_FILTER),
                            Map.entry("sensitive", FinishReason.CONTENT_FILTER),
                            Map.entry("refusal", FinishReason.REFUSAL)));

    /** Gemini's chat completions add the reason: {@code content_filter: PROHIBITED_CONTENT}. */
    private static final String FILTER_WITH_REASON = "content_filter:";

    /**
     * Reads a choice.
     *
     * @throws NoAnswerException if the choice is no answer
     */
    static OpenAiAnswer of(JsonNode choice) {
        if (!choice.isObject()) {
            throw NoAnswerException.unknownFormat("it has no choice");
        }
        JsonNode message = choice.path("message");
        String refusal = message.path("refusal").isTextual() ? message.get("refusal").asText() : "";
        FinishReason finishReason = finishReason(choice.path("finish_reason"), refusal);
        if (!message.isObject() && finishReason != FinishReason.CONTENT_FILTER) {
            throw NoAnswerException.unknownFormat("it has no message at choices[0]");
        }
        return new OpenAiAnswer(
                finishReason == FinishReason.REFUSAL ? refusal : text(message.path("content")),
                finishReason);
    }

    private static FinishReason finishReason(JsonNode reason, String refusal) {
        boolean isAbsent = reason.isMissingNode() || reason.isNull();
        FinishReason named =
                isAbsent && !refusal.isEmpty()
                        ? FinishReason.REFUSAL
                        : FINISH_REASONS.of(
                                reason.asText().startsWith(FILTER_WITH_REASON)
                                        ? TextNode.valueOf("content_filter")
                                        : reason);
        return refusal.isEmpty() ? named : FinishReason.REFUSAL;
    }

    /** Leaves out parts that hold reasoning. */
    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        if (!content.isArray() && !content.isNull() && !content.isMissingNode()) {
            throw NoAnswerException.because("its content is no text");
        }
        var text = new StringBuilder();
        for (JsonNode part : content) {
            if (part.path("type").asText("text").endsWith("text")) {
                text.append(part.path("text").asText());
            }
        }
        return text.toString();
    }
}
