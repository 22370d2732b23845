package dev.inward.cache;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.TokenLogProbability;
import dev.inward.model.Usage;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer in a cassette.
 *
 * @param prompt the last turn of what was asked
 * @param sample which of several answers
 * @param answer what was answered, untrusted
 * @param finish why the model stopped
 * @param usage what the answer took
 * @param served the id of the model that answered, where it was said
 * @param tokens how likely each token was, where that was asked for
 * @param key what the answer is found by: the whole request decides it
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

    /** Half of a character, which a model may well say, has no form in UTF-8. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Comparator<CassetteLine> ORDER =
            Comparator.comparing(CassetteLine::prompt)
                    .thenComparing(CassetteLine::sample)
                    .thenComparing(CassetteLine::key);

    static CassetteLine of(AnswerRequest question, AnswerKey key, Completion completion) {
        return new CassetteLine(
                question.prompt().lastText(),
                question.sample(),
                completion.text(),
                completion.finishReason(),
                completion.usage(),
                completion.servedModel().orElse(null),
                completion.tokens().isEmpty() ? null : completion.tokens(),
                key.hex());
    }

    /**
     * @param place file and line, for the message
     */
    static CassetteLine parse(String text, String place) {
        try {
            CassetteLine line = JSON.readValue(text, CassetteLine.class);
            AnswerKey.parse(line.key());
            return line;
        } catch (JsonProcessingException | RuntimeException e) {
            throw new AnswerStoreException(
                    "there is no recorded answer at %s; restore it from version control, or delete the line and record it anew with -Dinward.mode=record"
                            .formatted(place),
                    e);
        }
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
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
