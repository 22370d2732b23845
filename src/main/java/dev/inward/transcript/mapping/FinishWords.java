package dev.inward.transcript.mapping;

import dev.inward.model.FinishReason;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words of providers and harnesses for the end of an answer. */
final class FinishWords {

    private static final Map<String, FinishReason> REASONS =
            Map.ofEntries(
                    Map.entry("stop", FinishReason.STOP),
                    Map.entry("stop_sequence", FinishReason.STOP),
                    Map.entry("end_turn", FinishReason.STOP),
                    Map.entry("eos", FinishReason.STOP),
                    Map.entry("eos_token", FinishReason.STOP),
                    Map.entry("completed", FinishReason.STOP),
                    Map.entry("length", FinishReason.LENGTH),
                    Map.entry("max_tokens", FinishReason.LENGTH),
                    Map.entry("max_output_tokens", FinishReason.LENGTH),
                    Map.entry("model_length", FinishReason.LENGTH),
                    Map.entry("refusal", FinishReason.REFUSAL),
                    Map.entry("content_filter", FinishReason.CONTENT_FILTER),
                    Map.entry("safety", FinishReason.CONTENT_FILTER),
                    Map.entry("tool_call", FinishReason.TOOL_CALL),
                    Map.entry("tool_calls", FinishReason.TOOL_CALL),
                    Map.entry("tool_use", FinishReason.TOOL_CALL));

    private FinishWords() {}

    /** Returns the end of an answer; empty if the word denotes no answer or an unknown end. */
    static Optional<FinishReason> reason(String word) {
        return Optional.ofNullable(REASONS.get(word.strip().toLowerCase(Locale.ROOT)));
    }
}
