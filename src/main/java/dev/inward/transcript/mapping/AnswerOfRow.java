package dev.inward.transcript.mapping;

import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.ToolCall;
import dev.inward.model.Usage;
import dev.inward.transcript.TranscriptAnswer;
import dev.inward.transcript.source.RowNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer in a row. A row without a finish reason is an answer that stopped normally. */
final class AnswerOfRow {

    private AnswerOfRow() {}

    /** Returns the answer, or why there is none. */
    static TranscriptAnswer of(Map<String, String> values) {
        String error = values.get(RowNames.ERROR);
        if (error != null) {
            return TranscriptAnswer.missing(error);
        }
        Optional<String> refusal = refusal(values.get(RowNames.REFUSAL));
        String word = values.getOrDefault(RowNames.FINISH, "stop");
        Optional<FinishReason> finish =
                refusal.isPresent() ? Optional.of(FinishReason.REFUSAL) : FinishWords.reason(word);
        if (finish.isEmpty()) {
            return TranscriptAnswer.missing(
                    "the row ended with '" + word + "', which is no end of an answer");
        }
        String text = values.getOrDefault(RowNames.ANSWER, refusal.orElse(null));
        boolean mayBeEmpty =
                finish.get() == FinishReason.REFUSAL || finish.get() == FinishReason.CONTENT_FILTER;
        if (text == null && !mayBeEmpty) {
            return TranscriptAnswer.missing("the row has no answer");
        }
        if (finish.get() == FinishReason.TOOL_CALL
                && ToolCall.listIn(String.valueOf(text)).isEmpty()) {
            return TranscriptAnswer.missing(
                    "the row calls tools, but its answer is no list of calls such as "
                            + ToolCall.textOf(List.of(new ToolCall("name", "{}"))));
        }
        return TranscriptAnswer.of(
                new Completion(
                        text == null ? "" : text,
                        finish.get(),
                        Usage.UNKNOWN,
                        values.get(RowNames.SERVED),
                        null,
                        null));
    }

    /** Returns the text of a refusal; an empty text if the row only says that there was one. */
    private static Optional<String> refusal(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "", "false", "no", "0" -> Optional.empty();
            case "true", "yes", "1" -> Optional.of("");
            default -> Optional.of(value);
        };
    }
}
