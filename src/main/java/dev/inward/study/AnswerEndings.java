package dev.inward.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How the answers to one kind of prompt ended. Missing answers are not counted.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param answers the number of answers, at least 0
 * @param truncated the answers that reached the token limit; they are scored as they are
 * @param refused the answers that the provider calls a refusal; the refusal is scored, or an empty
 *     text if the provider gives none
 * @param filtered the answers that the provider's content filter stopped or blocked; they are
 *     scored as an empty text
 * @param reasoningRemoved the answers from which reasoning was removed before they were scored
 * @param reasoningWords the number of words in all reasoning that was removed
 * @param sharedTag the name of the tag with which every answer begins (untrusted); empty if there
 *     is none
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AnswerEndings(
        int answers,
        int truncated,
        int refused,
        int filtered,
        int reasoningRemoved,
        int reasoningWords,
        String sharedTag) {

    /** The endings of no answers. */
    public static final AnswerEndings NONE = new AnswerEndings(0, 0, 0, 0, 0, 0, "");

    /**
     * {@return sentences about what is unusual in these answers; empty if nothing is}
     *
     * @param kind the kind of the answers, such as "self-predictions"
     * @param model the name of the model in the models file
     */
    List<String> notes(String kind, String model) {
        var parts = new ArrayList<String>();
        add(parts, truncated, "truncated");
        add(parts, refused, "refused");
        add(parts, filtered, "filtered");
        add(
                parts,
                reasoningRemoved,
                String.format(
                        Locale.ROOT,
                        "without their reasoning (%.0f words on average)",
                        (double) reasoningWords / Math.max(1, reasoningRemoved)));
        var notes = new ArrayList<String>();
        if (!parts.isEmpty()) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "%s of '%s': of %d answers %s",
                            kind,
                            model,
                            answers,
                            String.join(", ", parts)));
        }
        if (!sharedTag.isEmpty()) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "%s of '%s': all begin with the tag %s; if it contains reasoning, add it to 'reasoning-tags' of this model in models.yaml",
                            kind,
                            model,
                            sharedTag));
        }
        return notes;
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
