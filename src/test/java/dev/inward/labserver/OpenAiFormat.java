package dev.inward.labserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The format of OpenAI's chat completions. */
final class OpenAiFormat implements ApiFormat {

    @Override
    public String model(String path, JsonNode body) {
        return body.path("model").asText();
    }

    @Override
    public Prompt prompt(JsonNode body) {
        if (body.path("stream").asBoolean()) {
            throw new RefusedRequestException(400, "the lab does not support 'stream'");
        }
        return prompt(body.path("messages"), 0, body.path("messages").size());
    }

    @Override
    public int samples(JsonNode body) {
        return ApiFormat.samples(body.path("n"), 128);
    }

    /** Reads the messages of a conversation from one index to another, exclusive. */
    static Prompt prompt(JsonNode messages, int from, int to) {
        var conversation = new ArrayList<Message>();
        for (int i = from; i < to; i++) {
            conversation.add(
                    new Message(
                            role(messages.path(i).path("role").asText()),
                            text(messages.path(i).path("content"))));
        }
        if (conversation.isEmpty()) {
            throw new RefusedRequestException(400, "'messages' is missing or empty");
        }
        return new Prompt(conversation);
    }

    static Message.Role role(String name) {
        return switch (name) {
            case "system", "developer" -> Message.Role.SYSTEM;
            case "user" -> Message.Role.USER;
            case "assistant", "model" -> Message.Role.ASSISTANT;
            default -> throw new RefusedRequestException(400, "the role '" + name + "' is unknown");
        };
    }

    /** Reads a text or a list of text parts. */
    static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    @Override
    public ObjectNode answer(String id, String model, Prompt prompt, List<String> texts) {
        ObjectNode body = JSON.createObjectNode();
        body.put("id", "chatcmpl-" + id).put("object", "chat.completion").put("created", 0);
        body.put("model", model);
        ArrayNode choices = body.putArray("choices");
        for (String text : texts) {
            ObjectNode choice = choices.addObject();
            choice.put("index", choices.size() - 1).put("finish_reason", "stop");
            choice.putNull("logprobs");
            choice.putObject("message")
                    .put("role", "assistant")
                    .put("content", text)
                    .putNull("refusal");
        }
        int promptWords = ApiFormat.words(prompt);
        int answerWords = ApiFormat.words(texts);
        body.putObject("usage")
                .put("prompt_tokens", promptWords)
                .put("completion_tokens", answerWords)
                .put("total_tokens", promptWords + answerWords);
        return body;
    }

    @Override
    public ObjectNode error(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode error = body.putObject("error").put("message", message).putNull("param");
        switch (status) {
            case 429 -> error.put("type", "requests").put("code", "rate_limit_exceeded");
            case 404 -> error.put("type", "invalid_request_error").put("code", "not_found");
            case 400 -> error.put("type", "invalid_request_error").putNull("code");
            default -> error.put("type", "server_error").putNull("code");
        }
        return body;
    }

    @Override
    public Map<String, String> rateLimitHeaders(RequestTokenBucket.State state) {
        return Map.of(
                "x-ratelimit-limit-requests", String.valueOf(state.limit()),
                "x-ratelimit-remaining-requests", String.valueOf(state.remaining()),
                "x-ratelimit-reset-requests", formatted(state.reset()));
    }

    /** Formats a time as OpenAI does: {@code 20ms}, {@code 1.5s}, {@code 6m0s}. */
    private static String formatted(Duration time) {
        if (time.toMinutes() > 0) {
            return time.toMinutes() + "m" + time.toSecondsPart() + "s";
        }
        return time.toSeconds() > 0
                ? String.format(Locale.ROOT, "%.3fs", time.toMillis() / 1000.0)
                : time.toMillis() + "ms";
    }
}
