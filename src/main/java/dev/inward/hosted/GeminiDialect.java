package dev.inward.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.inward.hosted.http.ApiSettings;
import dev.inward.hosted.http.Dialect;
import dev.inward.hosted.http.MultiSampleFormat;
import dev.inward.hosted.http.SamplingSettings;
import dev.inward.hosted.http.Secret;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.hosted.response.ResponseJson;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.model.TokenLogProbability;
import dev.inward.model.Tool;
import dev.inward.model.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The dialect of Google's {@code generateContent} API.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#FinishReason">finish reasons</a>
 */
public final class GeminiDialect implements Dialect {

    /**
     * The others say that a tool call, an image or the response is malformed, or nothing: {@code
     * OTHER}, {@code LANGUAGE}, {@code FINISH_REASON_UNSPECIFIED}, {@code MALFORMED_FUNCTION_CALL},
     * {@code UNEXPECTED_TOOL_CALL} and so on. An answer that calls tools ends with {@code STOP}.
     */
    private static final FinishReasons FINISH_REASONS =
            new FinishReasons(
                    Map.of(
                            "stop", FinishReason.STOP,
                            "max_tokens", FinishReason.LENGTH,
                            "safety", FinishReason.CONTENT_FILTER,
                            "recitation", FinishReason.CONTENT_FILTER,
                            "blocklist", FinishReason.CONTENT_FILTER,
                            "prohibited_content", FinishReason.CONTENT_FILTER,
                            "spii", FinishReason.CONTENT_FILTER,
                            "image_safety", FinishReason.CONTENT_FILTER,
                            "model_armor", FinishReason.CONTENT_FILTER),
                    Set.of());

    /** The values of {@code blockReason} that name no reason. The API does not use the second. */
    private static final Set<String> UNBLOCKED = Set.of("", "BLOCK_REASON_UNSPECIFIED");

    @Override
    public String baseUrl() {
        return "https://generativelanguage.googleapis.com/v1beta";
    }

    @Override
    public String version() {
        return "v1beta";
    }

    @Override
    public String keyVariable() {
        return "GEMINI_API_KEY";
    }

    @Override
    public String callPath() {
        return "models(?:/[^/]+)?";
    }

    @Override
    public String path(ApiSettings settings) {
        return "models/" + settings.id() + ":generateContent";
    }

    @Override
    public Map<String, String> headers(Secret key) {
        return key.reveal().isEmpty() ? Map.of() : Map.of("x-goog-api-key", key.reveal());
    }

    @Override
    public void check(ApiSettings settings) {
        if (settings.sampling().reasoningEffort() != null) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "model '%s' has 'reasoning-effort' in models.yaml, but Gemini's generateContent does not accept it; set a thinkingConfig under 'body' instead",
                            settings.name()));
        }
    }

    @Override
    public String samplingPointer() {
        return "/generationConfig";
    }

    @Override
    public Optional<MultiSampleFormat> multiSampleFormat() {
        return Optional.of(
                new MultiSampleFormat("/generationConfig/candidateCount", "candidates", 8));
    }

    @Override
    public long maxOutputTokens(ObjectNode request) {
        JsonNode generation = request.path("generationConfig");
        return generation.path("maxOutputTokens").asLong()
                * generation.path("candidateCount").asLong(1);
    }

    @Override
    public ObjectNode request(ApiSettings settings, Prompt prompt) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (Message message : prompt.messages()) {
            if (message.role() == Message.Role.SYSTEM) {
                body.withObject("/systemInstruction")
                        .withArray("/parts")
                        .addObject()
                        .put("text", message.text());
            } else {
                body.withArray("/contents")
                        .addObject()
                        .put("role", message.role() == Message.Role.USER ? "user" : "model")
                        .putArray("parts")
                        .addObject()
                        .put("text", message.text());
            }
        }
        SamplingSettings sampling = settings.sampling();
        ObjectNode generation = body.putObject("generationConfig");
        generation.put("temperature", sampling.temperature());
        generation.put("maxOutputTokens", sampling.maxTokens());
        if (sampling.topP() != null) {
            generation.put("topP", sampling.topP());
        }
        if (sampling.topLogprobs() != null) {
            generation.put("responseLogprobs", true);
            generation.put("logprobs", sampling.topLogprobs());
        }
        if (sampling.seed() != null) {
            generation.put("seed", sampling.seed());
        }
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(generation.putArray("stopSequences")::add);
        }
        if (!prompt.tools().isEmpty()) {
            ArrayNode declarations =
                    body.putArray("tools").addObject().putArray("functionDeclarations");
            for (Tool tool : prompt.tools()) {
                declarations
                        .addObject()
                        .put("name", tool.name())
                        .put("description", tool.description())
                        .putRawValue("parametersJsonSchema", new RawValue(tool.parameters()));
            }
        }
        return body;
    }

    /** Gemini is known to answer with a normal finish and no text; a second call then has one. */
    @Override
    public boolean isEmptyTextAFault(JsonNode body) {
        return true;
    }

    @Override
    public Completion completion(JsonNode body, String requestId, List<Tool> tools) {
        JsonNode candidate = body.path("candidates").path(0);
        boolean isBlocked =
                !UNBLOCKED.contains(body.at("/promptFeedback/blockReason").asText("").strip());
        if (!candidate.isObject() && !isBlocked) {
            throw NoAnswerException.unknownFormat("it has no candidate");
        }
        FinishReason finishReason =
                isBlocked
                        ? FinishReason.CONTENT_FILTER
                        : FINISH_REASONS.of(candidate.path("finishReason"), tools);
        var text = new StringBuilder();
        var calls = new ToolCallReader(tools);
        for (JsonNode part : candidate.path("content").path("parts")) {
            if (part.has("functionCall") && !tools.isEmpty() && finishReason == FinishReason.STOP) {
                JsonNode call = part.path("functionCall");
                calls.add(call.path("name"), call.path("args"));
            }
            if (part.has("text") && !part.path("thought").asBoolean()) {
                text.append(ResponseJson.text(part.path("text")));
            }
        }
        JsonNode usage = body.path("usageMetadata");
        var completion =
                new Completion(
                        calls.isEmpty() ? text.toString() : calls.answer(),
                        calls.isEmpty() ? finishReason : FinishReason.TOOL_CALL,
                        new Usage(
                                ResponseJson.tokenCount(usage.path("promptTokenCount")),
                                ResponseJson.tokenCount(usage.path("cachedContentTokenCount")),
                                ResponseJson.tokenCount(usage.path("candidatesTokenCount"))
                                        + ResponseJson.tokenCount(
                                                usage.path("thoughtsTokenCount"))),
                        body.path("modelVersion").textValue(),
                        requestId.isEmpty() ? body.path("responseId").textValue() : requestId,
                        null);
        return completion.withTokens(tokens(candidate.path("logprobsResult")));
    }

    /** Combines the two lists of a response: the chosen tokens and their alternatives. */
    private static List<TokenLogProbability> tokens(JsonNode result) {
        JsonNode chosen = result.path("chosenCandidates");
        return IntStream.range(0, chosen.size())
                .mapToObj(
                        position ->
                                token(
                                        chosen.path(position),
                                        result.path("topCandidates")
                                                .path(position)
                                                .path("candidates")
                                                .valueStream()
                                                .map(alternative -> token(alternative, List.of()))
                                                .toList()))
                .toList();
    }

    private static TokenLogProbability token(
            JsonNode token, List<TokenLogProbability> alternatives) {
        return new TokenLogProbability(
                token.path("token").asText(),
                ResponseJson.number(token.path("logProbability")),
                alternatives);
    }
}
