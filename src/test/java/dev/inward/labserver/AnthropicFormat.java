package dev.inward.labserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The format of Anthropic's Messages. */
final class AnthropicFormat implements ApiFormat {

    @Override
    public String model(String path, JsonNode body) {
        return body.path("model").asText();
    }

    @Override
    public Prompt prompt(JsonNode body) {
        if (!body.path("max_tokens").isInt() || body.path("stream").asBoolean()) {
            throw new RefusedRequestException(
                    400, "the lab does not support 'stream' and requires 'max_tokens'");
        }
        JsonNode messages = body.path("messages");
        var conversation = new ArrayList<Message>();
        if (body.has("system")) {
            conversation.add(
                    new Message(Message.Role.SYSTEM, OpenAiFormat.text(body.path("system"))));
        }
        conversation.addAll(OpenAiFormat.prompt(messages, 0, messages.size()).messages());
        return new Prompt(conversation);
    }

    @Override
    public ObjectNode answer(String id, String model, Prompt prompt, List<String> texts) {
        ObjectNode body = JSON.createObjectNode();
        body.put("id", "msg_" + id).put("type", "message").put("role", "assistant");
        body.put("model", model).put("stop_reason", "end_turn").putNull("stop_sequence");
        body.putArray("content").addObject().put("type", "text").put("text", texts.get(0));
        body.putObject("usage")
                .put("input_tokens", ApiFormat.words(prompt))
                .put("output_tokens", ApiFormat.words(texts));
        return body;
    }

    @Override
    public ObjectNode error(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", "error");
        body.putObject("error")
                .put(
                        "type",
                        switch (status) {
                            case 429 -> "rate_limit_error";
                            case 404 -> "not_found_error";
                            case 400 -> "invalid_request_error";
                            default -> "api_error";
                        })
                .put("message", message);
        return body;
    }

    @Override
    public Map<String, String> rateLimitHeaders(RequestTokenBucket.State state) {
        Instant resetTime = Instant.now().plus(state.reset()).truncatedTo(ChronoUnit.SECONDS);
        return Map.of(
                "anthropic-ratelimit-requests-limit", String.valueOf(state.limit()),
                "anthropic-ratelimit-requests-remaining", String.valueOf(state.remaining()),
                "anthropic-ratelimit-requests-reset", resetTime.toString());
    }
}
