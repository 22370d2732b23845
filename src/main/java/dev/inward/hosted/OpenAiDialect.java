package dev.inward.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.inward.hosted.http.ApiSettings;
import dev.inward.hosted.http.Dialect;
import dev.inward.hosted.http.MultiSampleFormat;
import dev.inward.hosted.http.SamplingSettings;
import dev.inward.hosted.http.Secret;
import dev.inward.hosted.response.ResponseJson;
import dev.inward.model.Completion;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.model.TokenLogProbability;
import dev.inward.model.Tool;
import dev.inward.model.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The dialect of OpenAI's chat completions, which vLLM, llama.cpp, Ollama, LiteLLM and many other
 * servers share.
 */
public final class OpenAiDialect implements Dialect {

    private static final String CALL_PATH = "chat/completions";

    @Override
    public String baseUrl() {
        return "https://api.openai.com/v1";
    }

    @Override
    public String keyVariable() {
        return "OPENAI_API_KEY";
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
                ? Map.of()
                : Map.of("Authorization", "Bearer " + key.reveal());
    }

    @Override
    public Optional<MultiSampleFormat> multiSampleFormat() {
        return Optional.of(new MultiSampleFormat("/n", "choices", 128));
    }

    /**
     * Estimates the tokens that count against a token limit. OpenAI counts "the maximum of
     * max_tokens and the estimated number of tokens based on the character count of your request".
     * It counts max_tokens once for each answer.
     */
    @Override
    public double tokens(ApiSettings settings, Prompt prompt, int samples) {
        return Math.max(
                (double) settings.sampling().maxTokens() * samples,
                Dialect.super.tokens(settings, prompt, samples));
    }

    @Override
    public boolean supportsFinetuning() {
        return true;
    }

    @Override
    public long maxOutputTokens(ObjectNode request) {
        long perAnswer =
                Math.max(
                        request.path("max_tokens").asLong(),
                        request.path("max_completion_tokens").asLong());
        return perAnswer * request.path("n").asLong(1);
    }

    @Override
    public ObjectNode request(ApiSettings settings, Prompt prompt) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", settings.id());
        var messages = body.putArray("messages");
        for (Message message : prompt.messages()) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.text());
        }
        SamplingSettings sampling = settings.sampling();
        if (sampling.reasoningEffort() == null) {
            body.put("temperature", sampling.temperature());
            body.put("max_tokens", sampling.maxTokens());
        } else {
            body.put("reasoning_effort", sampling.reasoningEffort());
            body.put("max_completion_tokens", sampling.maxTokens());
        }
        if (sampling.topP() != null) {
            body.put("top_p", sampling.topP());
        }
        if (sampling.topLogprobs() != null) {
            body.put("logprobs", true);
            body.put("top_logprobs", sampling.topLogprobs());
        }
        if (sampling.seed() != null) {
            body.put("seed", sampling.seed());
        }
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(body.putArray("stop")::add);
        }
        for (Tool tool : prompt.tools()) {
            body.withArray("/tools")
                    .addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .putRawValue("parameters", new RawValue(tool.parameters()));
        }
        return body;
    }

    /** If a reply counts no tokens, a message without content is not known to be the model's. */
    @Override
    public boolean isEmptyTextAFault(JsonNode body) {
        boolean hasContent = OpenAiAnswer.hasContent(body.at("/choices/0/message"));
        return body.at("/usage/completion_tokens").asInt(hasContent ? 1 : 0) == 0;
    }

    @Override
    public Completion completion(JsonNode body, String requestId, List<Tool> tools) {
        JsonNode choice = body.path("choices").path(0);
        OpenAiAnswer answer = OpenAiAnswer.of(choice, tools);
        JsonNode usage = body.path("usage");
        var completion =
                new Completion(
                        answer.text(),
                        answer.finishReason(),
                        new Usage(
                                ResponseJson.tokenCount(usage.path("prompt_tokens")),
                                ResponseJson.tokenCount(
                                        usage.path("prompt_tokens_details").path("cached_tokens")),
                                ResponseJson.tokenCount(usage.path("completion_tokens"))),
                        body.path("model").textValue(),
                        requestId.isEmpty() ? body.path("id").textValue() : requestId,
                        null);
        return completion.withTokens(tokens(choice.path("logprobs").path("content")));
    }

    private static List<TokenLogProbability> tokens(JsonNode list) {
        return list.valueStream()
                .map(
                        token ->
                                new TokenLogProbability(
                                        token.path("token").asText(),
                                        ResponseJson.number(token.path("logprob")),
                                        tokens(token.path("top_logprobs"))))
                .toList();
    }
}
