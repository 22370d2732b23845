package dev.inward.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.inward.hosted.http.ApiSettings;
import dev.inward.hosted.http.Dialect;
import dev.inward.hosted.http.SamplingSettings;
import dev.inward.hosted.http.Secret;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.hosted.response.ResponseJson;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.model.Tool;
import dev.inward.model.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dialect of Anthropic's Messages API. The text of a refused answer is dropped: a classifier
 * has stopped the model in the middle of it.
 *
 * @see <a href="https://docs.claude.com/en/api/handling-stop-reasons">stop reasons</a>
 */
public final class AnthropicDialect implements Dialect {

    private static final String VERSION = "2023-06-01";
    private static final String CALL_PATH = "messages";

    /** The other is {@code pause_turn}. */
    private static final FinishReasons FINISH_REASONS =
            new FinishReasons(
                    Map.of(
                            "end_turn", FinishReason.STOP,
                            "stop_sequence", FinishReason.STOP,
                            "max_tokens", FinishReason.LENGTH,
                            "model_context_window_exceeded", FinishReason.LENGTH,
                            "refusal", FinishReason.REFUSAL),
                    Set.of("tool_use"));

    @Override
    public String baseUrl() {
        return "https://api.anthropic.com/v1";
    }

    @Override
    public String version() {
        return "v1";
    }

    @Override
    public String keyVariable() {
        return "ANTHROPIC_API_KEY";
    }

    @Override
    public String callPath() {
        return CALL_PATH;
    }

    @Override
    public String path(ApiSettings settings) {
        return CALL_PATH;
    }

    @Override
    public Map<String, String> headers(Secret key) {
        return key.reveal().isEmpty()
                ? Map.of("anthropic-version", VERSION)
                : Map.of("anthropic-version", VERSION, "x-api-key", key.reveal());
    }

    @Override
    public void check(ApiSettings settings) {
        SamplingSettings sampling = settings.sampling();
        Stream.of(
                        Map.entry("seed", Optional.ofNullable(sampling.seed())),
                        Map.entry(
                                "reasoning-effort",
                                Optional.ofNullable(sampling.reasoningEffort())),
                        Map.entry("top-logprobs", Optional.ofNullable(sampling.topLogprobs())))
                .filter(key -> key.getValue().isPresent())
                .findFirst()
                .ifPresent(
                        key -> {
                            throw new IllegalArgumentException(
                                    String.format(
                                            Locale.ROOT,
                                            "model '%s' has '%s' in models.yaml, but Anthropic's Messages API does not accept it; remove it",
                                            settings.name(),
                                            key.getKey()));
                        });
    }

    /**
     * With extended thinking, the API accepts no temperature but 1.
     *
     * @see <a href="https://docs.claude.com/en/docs/build-with-claude/extended-thinking">extended
     *     thinking</a>
     */
    @Override
    public boolean acceptsTemperature(ObjectNode request, double temperature) {
        String thinking = request.at("/thinking/type").asText("disabled");
        return Dialect.super.acceptsTemperature(request, temperature)
                && (thinking.equals("disabled") || temperature == 1);
    }

    @Override
    public long maxOutputTokens(ObjectNode request) {
        return request.path("max_tokens").asLong();
    }

    @Override
    public ObjectNode request(ApiSettings settings, Prompt prompt) {
        SamplingSettings sampling = settings.sampling();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", settings.id());
        body.put("max_tokens", sampling.maxTokens());
        String system =
                prompt.messages().stream()
                        .filter(message -> message.role() == Message.Role.SYSTEM)
                        .map(Message::text)
                        .collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            body.put("system", system);
        }
        var messages = body.putArray("messages");
        for (Message message : prompt.messages()) {
            if (message.role() != Message.Role.SYSTEM) {
                messages.addObject()
                        .put("role", message.role().name().toLowerCase(Locale.ROOT))
                        .put("content", message.text());
            }
        }
        body.put("temperature", sampling.temperature());
        if (sampling.topP() != null) {
            body.put("top_p", sampling.topP());
        }
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(body.putArray("stop_sequences")::add);
        }
        for (Tool tool : prompt.tools()) {
            body.withArray("/tools")
                    .addObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .putRawValue("input_schema", new RawValue(tool.parameters()));
        }
        return body;
    }

    @Override
    public boolean isEmptyTextAFault(JsonNode body) {
        return body.at("/usage/output_tokens").asInt(1) == 0;
    }

    @Override
    public Completion completion(JsonNode body, String requestId, List<Tool> tools) {
        FinishReason finishReason = FINISH_REASONS.of(body.path("stop_reason"), tools);
        if (finishReason != FinishReason.REFUSAL && !body.path("content").isArray()) {
            throw NoAnswerException.unknownFormat("it has no list at 'content'");
        }
        String text = "";
        if (finishReason != FinishReason.REFUSAL) {
            ToolCallReader calls = calls(body.path("content"), finishReason, tools);
            if (finishReason == FinishReason.TOOL_CALL || !calls.isEmpty()) {
                finishReason = FinishReason.TOOL_CALL;
                text = calls.answer();
            } else {
                text = text(body.path("content"), !tools.isEmpty());
            }
        }
        JsonNode usage = body.path("usage");
        long cached = ResponseJson.tokenCount(usage.path("cache_read_input_tokens"));
        return new Completion(
                text,
                finishReason,
                new Usage(
                        ResponseJson.tokenCount(usage.path("input_tokens"))
                                + cached
                                + ResponseJson.tokenCount(
                                        usage.path("cache_creation_input_tokens")),
                        cached,
                        ResponseJson.tokenCount(usage.path("output_tokens"))),
                body.path("model").textValue(),
                requestId.isEmpty() ? body.path("id").textValue() : requestId,
                null);
    }

    /** Returns the tool calls; a truncated answer has none, because its last one is cut off. */
    private static ToolCallReader calls(
            JsonNode content, FinishReason finishReason, List<Tool> tools) {
        var calls = new ToolCallReader(tools);
        if (!tools.isEmpty() && finishReason != FinishReason.LENGTH) {
            for (JsonNode block : content) {
                if (isToolCall(block)) {
                    calls.add(block.path("name"), block.path("input"));
                }
            }
        }
        return calls;
    }

    private static boolean isToolCall(JsonNode block) {
        return block.path("type").asText().equals("tool_use");
    }

    /**
     * Leaves out blocks that hold reasoning.
     *
     * @param hasTools whether the prompt has tools, so that a truncated answer can have a call
     *     instead of text
     */
    private static String text(JsonNode content, boolean hasTools) {
        var text = new StringBuilder();
        boolean isText = true;
        for (JsonNode block : content) {
            String type = block.path("type").asText();
            if (type.equals("text")) {
                text.append(ResponseJson.text(block.path("text")));
            } else {
                isText &= type.contains("thinking") || (hasTools && isToolCall(block));
            }
        }
        if (text.isEmpty() && !isText) {
            throw NoAnswerException.because("its content is no text");
        }
        return text.toString();
    }
}
