package dev.inward.labserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The format of Gemini's generateContent. */
final class GeminiFormat implements ApiFormat {

    static final String PREFIX = "/v1beta/models/";
    static final String SUFFIX = ":generateContent";

    @Override
    public String model(String path, JsonNode body) {
        return path.substring(PREFIX.length(), path.length() - SUFFIX.length());
    }

    @Override
    public Prompt prompt(JsonNode body) {
        var messages = new ArrayList<Message>();
        if (body.has("systemInstruction")) {
            messages.add(
                    new Message(
                            Message.Role.SYSTEM,
                            OpenAiFormat.text(body.path("systemInstruction").path("parts"))));
        }
        for (JsonNode content : body.path("contents")) {
            messages.add(
                    new Message(
                            OpenAiFormat.role(content.path("role").asText("user")),
                            OpenAiFormat.text(content.path("parts"))));
        }
        if (body.path("contents").isEmpty()) {
            throw new RefusedRequestException(400, "'contents' is missing or empty");
        }
        return new Prompt(messages);
    }

    @Override
    public int samples(JsonNode body) {
        return ApiFormat.samples(body.at("/generationConfig/candidateCount"), 8);
    }

    @Override
    public ObjectNode answer(String id, String model, Prompt prompt, List<String> texts) {
        ObjectNode body = JSON.createObjectNode();
        body.put("responseId", id).put("modelVersion", model);
        ArrayNode candidates = body.putArray("candidates");
        for (String text : texts) {
            ObjectNode candidate = candidates.addObject();
            candidate.put("finishReason", "STOP").put("index", candidates.size() - 1);
            candidate
                    .putObject("content")
                    .put("role", "model")
                    .putArray("parts")
                    .addObject()
                    .put("text", text);
        }
        int promptWords = ApiFormat.words(prompt);
        int answerWords = ApiFormat.words(texts);
        body.putObject("usageMetadata")
                .put("promptTokenCount", promptWords)
                .put("candidatesTokenCount", answerWords)
                .put("totalTokenCount", promptWords + answerWords);
        return body;
    }

    @Override
    public ObjectNode error(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error")
                .put("code", status)
                .put("message", message)
                .put(
                        "status",
                        switch (status) {
                            case 429 -> "RESOURCE_EXHAUSTED";
                            case 404 -> "NOT_FOUND";
                            case 400 -> "INVALID_ARGUMENT";
                            default -> "INTERNAL";
                        });
        return body;
    }

    @Override
    public Map<String, String> rateLimitHeaders(RequestTokenBucket.State state) {
        return Map.of();
    }
}
