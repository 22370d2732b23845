package dev.inward.finetuning;

import dev.inward.model.Finetuning.Example;
import dev.inward.model.Finetuning.HeldOutPrompt;
import dev.inward.model.Finetuning.HeldOutPrompts;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.text.Excerpt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds held-out prompts in finetuning rows. White space is normalised in both.
 *
 * <p>A held-out prompt may be the beginning or a part of another text. So it is no leak where it
 * stands inside a longer {@linkplain HeldOutPrompts#expected expected} text. In the answer to learn
 * it is no leak either if it is such a text.
 *
 * <p>The time is proportional to the length of the rows, times the logarithm of the number of
 * prompts and expected texts. This class is immutable and thread-safe.
 */
public final class HeldOutCheck {

    private static final int EXCERPT = 300;

    private final Map<String, HeldOutPrompt> prompts = new HashMap<>();
    private final Set<String> expected = new HashSet<>();
    private final PhraseIndex phrases;

    /**
     * Creates the check.
     *
     * @param heldOut the prompts that no row may contain
     */
    public HeldOutCheck(HeldOutPrompts heldOut) {
        for (HeldOutPrompt prompt : heldOut.prompts()) {
            String text = HeldOutPrompts.withSingleSpaces(prompt.text()).strip();
            if (!text.isEmpty()) {
                prompts.put(text, prompt);
            }
        }
        heldOut.expected().stream()
                .map(HeldOutPrompts::withSingleSpaces)
                .filter(text -> !text.isBlank())
                .forEach(expected::add);
        var all = new HashSet<>(expected);
        all.addAll(prompts.keySet());
        phrases = new PhraseIndex(all);
    }

    /**
     * Reads a file of rows and checks it.
     *
     * @param content the content of the file
     * @param examples the number of rows before the rehearsal. In the rows after them, the answer
     *     is the model's own and is not checked
     * @param file the path of the file, for the message
     * @throws IllegalStateException if a row has a held-out prompt, or if a line is no row; the
     *     message has the number of the row and says how to mend it
     */
    public void requireNone(byte[] content, int examples, String file) {
        List<Example> rows;
        try {
            rows = TrainingFile.read(content);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "the finetuning set %s is damaged: %s. Delete the file, so that the next run writes it again",
                            file,
                            e.getMessage()),
                    e);
        }
        requireNone(
                rows,
                examples,
                "the finetuning set " + file,
                " Then delete the file, so that the next run writes it again.");
    }

    /**
     * Checks rows.
     *
     * @param rows the rows
     * @param examples as in {@link #requireNone(byte[], int, String)}
     * @param place the name of the rows, for the message
     * @throws IllegalStateException as in {@link #requireNone(byte[], int, String)}
     */
    public void requireNone(List<Example> rows, int examples, String place) {
        requireNone(rows, examples, place, "");
    }

    private void requireNone(List<Example> rows, int examples, String place, String mend) {
        if (prompts.isEmpty()) {
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            Optional<HeldOutPrompt> leak = leak(rows.get(i), i < examples);
            if (leak.isPresent()) {
                throw new IllegalStateException(
                        String.format(
                                Locale.ROOT,
                                "row %d of %s has a held-out prompt of the task '%s': \"%s\". A predictor that learned from this row could know the answer without introspection. If the text stands in the data of a training item, give both items the same 'base-question', or remove it from one of them; if not, this is a bug in Inward, so please report it.%s",
                                i + 1,
                                place,
                                leak.get().task(),
                                Excerpt.of(leak.get().text(), EXCERPT),
                                mend));
            }
        }
    }

    private Optional<HeldOutPrompt> leak(Example row, boolean checksAnswer) {
        Prompt prompt = row.prompt();
        for (Message message : prompt.messages()) {
            Optional<HeldOutPrompt> leak = leak(message.text(), false);
            if (leak.isPresent()) {
                return leak;
            }
        }
        if (prompt.messages().size() > 1) {
            Optional<HeldOutPrompt> leak = leak(prompt.text(), false);
            if (leak.isPresent()) {
                return leak;
            }
        }
        return checksAnswer ? leak(row.completion(), true) : Optional.empty();
    }

    private Optional<HeldOutPrompt> leak(String raw, boolean mayBeExpected) {
        String text = HeldOutPrompts.withSingleSpaces(raw);
        int endOfExpected = 0;
        for (int start = 0; start < text.length(); start++) {
            int longest = phrases.longestAt(text, start);
            int expectedHere = longestExpected(longest);
            for (int i = longest; i != PhraseIndex.NONE; i = phrases.prefixOf(i)) {
                HeldOutPrompt prompt = prompts.get(phrases.phrase(i));
                int length = phrases.phrase(i).length();
                if (prompt != null
                        && start + length > endOfExpected
                        && (mayBeExpected ? length > expectedHere : length >= expectedHere)) {
                    return Optional.of(prompt);
                }
            }
            endOfExpected = Math.max(endOfExpected, start + expectedHere);
        }
        return Optional.empty();
    }

    /** Returns the length of the longest expected text among a phrase and its prefixes. */
    private int longestExpected(int phrase) {
        int number = phrase;
        while (number != PhraseIndex.NONE && !expected.contains(phrases.phrase(number))) {
            number = phrases.prefixOf(number);
        }
        return number == PhraseIndex.NONE ? 0 : phrases.phrase(number).length();
    }
}
