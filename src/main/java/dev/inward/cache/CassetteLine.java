package dev.inward.cache;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.InwardParameters;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.TokenLogProbability;
import dev.inward.model.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer in a cassette. The components are the keys of the JSON line.
 *
 * @param prompt the last message of the prompt
 * @param sample the number of this answer among several to the same prompt, from 0
 * @param answer the text of the answer, untrusted
 * @param finish why the model stopped
 * @param usage the tokens of the call
 * @param served the id of the model that answered; null if the server did not say
 * @param tokens the probability of each token; null if it was not requested
 * @param key the {@link AnswerKey} in hexadecimal: a hash of the whole request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CassetteLine(
        String prompt,
        int sample,
        String answer,
        FinishReason finish,
        Usage usage,
        @Nullable String served,
        @Nullable List<TokenLogProbability> tokens,
        String key)
        implements Comparable<CassetteLine> {

    /**
     * Escapes non-ASCII, because an answer may hold an unpaired surrogate, which has no UTF-8 form.
     * Rejects duplicate keys and a second value, because one of two would be dropped in silence.
     */
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** The finish reason by which earlier versions recorded responses that are no answers. */
    private static final String NO_ANSWER = "OTHER";

    private static final Comparator<CassetteLine> ORDER =
            Comparator.comparing(CassetteLine::prompt)
                    .thenComparing(CassetteLine::sample)
                    .thenComparing(CassetteLine::key);

    static CassetteLine of(AnswerRequest request, AnswerKey key, Completion completion) {
        return new CassetteLine(
                request.prompt().text(),
                request.sample(),
                completion.text(),
                completion.finishReason(),
                completion.usage(),
                completion.servedModel().orElse(null),
                completion.tokens().isEmpty() ? null : completion.tokens(),
                key.hex());
    }

    /**
     * Parses a line.
     *
     * @param location file and line, for the error message
     * @return the answer; empty if an earlier version recorded a response that is no answer
     * @throws AnswerStoreException if the text is not a recorded answer
     */
    static Optional<CassetteLine> parse(String text, String location) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("finish").asText().equals(NO_ANSWER)) {
                return Optional.empty();
            }
            CassetteLine line = JSON.treeToValue(json, CassetteLine.class);
            AnswerKey.parse(line.key());
            return Optional.of(line);
        } catch (JsonProcessingException | RuntimeException e) {
            throw AnswerStoreException.withCause(
                    String.format(
                            Locale.ROOT,
                            "There is no recorded answer at %s. Restore it from version control, or delete the line and record it again with -D"
                                    + InwardParameters.MODE
                                    + "=record",
                            location),
                    e);
        }
    }

    String text() {
        try {
            // Jackson escapes all other characters that a diff does not show.
            return JSON.writeValueAsString(this).replace("\u007f", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer cannot be written as JSON", e);
        }
    }

    AnswerKey answerKey() {
        return AnswerKey.parse(key);
    }

    Completion completion() {
        return new Completion(answer, finish, usage, served, null, null)
                .withTokens(tokens == null ? List.of() : tokens);
    }

    @Override
    public int compareTo(CassetteLine other) {
        return ORDER.compare(this, other);
    }
}
