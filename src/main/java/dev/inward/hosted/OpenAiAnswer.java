package dev.inward.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.hosted.response.ResponseJson;
import dev.inward.model.FinishReason;
import dev.inward.model.Tool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of one choice of a chat completion, and how it ended.
 *
 * @param text the text, the refusal, or the tool calls; untrusted
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
     * <p>If the prompt has tools, also {@code tool_calls}, {@code tool_call} (Cohere) and {@code
     * tool_use} (gateways to Anthropic). Some servers end an answer that calls tools with {@code
     * stop}.
     *
     * <p>No answers are {@code error}, {@code abort}, {@code function_call}, {@code
     * insufficient_system_resource} (DeepSeek), {@code network_error} (Zhipu), {@code repetition}
     * (vLLM) and everything else.
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
                            Map.entry("refusal", FinishReason.REFUSAL)),
                    Set.of("tool_calls", "tool_call", "tool_use"));

    /** Gemini's chat completions add the reason: {@code content_filter: PROHIBITED_CONTENT}. */
    private static final String FILTER_WITH_REASON = "content_filter:";

    private static final Set<String> TEXT_PARTS = Set.of("text", "output_text");

    /** The words in the types of parts that hold reasoning. */
    private static final Pattern REASONING_PART = Pattern.compile("think|reason|summary");

    /**
     * Reads a choice.
     *
     * @param tools the tools of the prompt
     * @throws NoAnswerException if the choice is no answer
     */
    static OpenAiAnswer of(JsonNode choice, List<Tool> tools) {
        if (!choice.isObject()) {
            throw NoAnswerException.unknownFormat("it has no choice");
        }
        JsonNode message = choice.path("message");
        String refusal = refusal(message);
        FinishReason finishReason = finishReason(choice.path("finish_reason"), refusal, tools);
        if (!message.isObject() && finishReason != FinishReason.CONTENT_FILTER) {
            throw NoAnswerException.unknownFormat("it has no message at choices[0]");
        }
        boolean mayCall =
                !tools.isEmpty()
                        && (finishReason == FinishReason.STOP
                                || finishReason == FinishReason.TOOL_CALL);
        if (mayCall) {
            ToolCallReader calls = calls(message.path("tool_calls"), tools);
            if (finishReason == FinishReason.TOOL_CALL || !calls.isEmpty()) {
                return new OpenAiAnswer(calls.answer(), FinishReason.TOOL_CALL);
            }
            if (message.hasNonNull("function_call")) {
                throw NoAnswerException.because("it calls a tool in the old form 'function_call'");
            }
        }
        String text =
                finishReason == FinishReason.REFUSAL ? refusal : text(message.path("content"));
        if (finishReason == FinishReason.STOP && text.isEmpty() && callsTool(message)) {
            throw NoAnswerException.because("it calls a tool");
        }
        return new OpenAiAnswer(text, finishReason);
    }

    private static ToolCallReader calls(JsonNode list, List<Tool> tools) {
        if (!(list.isArray() || list.isNull() || list.isMissingNode())) {
            throw NoAnswerException.because("its tool calls are no list");
        }
        var calls = new ToolCallReader(tools);
        for (JsonNode call : list) {
            JsonNode function = call.path("function");
            calls.add(function.path("name"), function.path("arguments"));
        }
        return calls;
    }

    private static boolean callsTool(JsonNode message) {
        return !message.path("tool_calls").isEmpty() || message.hasNonNull("function_call");
    }

    private static FinishReason finishReason(JsonNode reason, String refusal, List<Tool> tools) {
        boolean isAbsent = reason.isMissingNode() || reason.isNull();
        FinishReason named =
                isAbsent && !refusal.isEmpty()
                        ? FinishReason.REFUSAL
                        : FINISH_REASONS.of(
                                reason.asText().startsWith(FILTER_WITH_REASON)
                                        ? TextNode.valueOf("content_filter")
                                        : reason,
                                tools);
        return refusal.isEmpty() ? named : FinishReason.REFUSAL;
    }

    /** Returns the refusal in its own field or in a part of the content; empty if there is none. */
    private static String refusal(JsonNode message) {
        return Stream.concat(Stream.of(message), message.path("content").valueStream())
                .map(holder -> holder.path("refusal"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.joining());
    }

    /** Leaves out parts that hold reasoning. */
    private static String text(JsonNode content) {
        if (content.isNull() || content.isMissingNode()) {
            return "";
        }
        if (!content.isArray()) {
            return ResponseJson.text(content);
        }
        var text = new StringBuilder();
        boolean isText = true;
        for (JsonNode part : content) {
            String type = part.path("type").asText("text");
            if (TEXT_PARTS.contains(type)) {
                text.append(ResponseJson.text(part.isTextual() ? part : part.path("text")));
            } else {
                isText &= REASONING_PART.matcher(type).find();
            }
        }
        if (text.isEmpty() && !isText) {
            throw NoAnswerException.because("its content is no text");
        }
        return text.toString();
    }

    /**
     * Returns whether a message says that the model had something to say, or nothing. Some gateways
     * leave the content out when they have lost it.
     */
    static boolean hasContent(JsonNode message) {
        return Stream.of("content", "reasoning_content", "reasoning").anyMatch(message::hasNonNull);
    }
}
