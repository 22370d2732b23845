package dev.inward.study.run;

import dev.inward.model.ChatModel;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.Sha256;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stands for an answer that does not exist yet, because the run only plans. Later prompts that
 * quote it differ from each other, and it says how much longer they can become.
 */
final class PlannedText {

    private static final Pattern FORM =
            Pattern.compile("\\[planned answer ([0-9a-f]{16}) of up to (\\d{1,9}) tokens]");

    private static final int HASH_LENGTH = 16;
    private static final long MOST_TOKENS = 999_999_999;

    private PlannedText() {}

    /**
     * Returns the text for an answer.
     *
     * @param model the model that gives the answer
     * @param name the name of the model
     * @param sample the number of the answer among those to the same prompt
     */
    static String of(ChatModel model, String name, Prompt prompt, int sample) {
        String hash =
                HexFormat.of()
                        .formatHex(
                                Sha256.of(
                                        Stream.concat(
                                                        Stream.of(name, String.valueOf(sample)),
                                                        prompt.rolesAndTexts().stream())
                                                .toList()))
                        .substring(0, HASH_LENGTH);
        long tokens =
                model instanceof PricedModel priced ? priced.maxUsage(prompt).outputTokens() : 0;
        return "[planned answer "
                + hash
                + " of up to "
                + Math.min(tokens, MOST_TOKENS)
                + " tokens]";
    }

    /** Returns whether a text stands for an answer. */
    static boolean is(String text) {
        return FORM.matcher(text).matches();
    }

    /** Returns the most tokens that the answers can have that a prompt quotes. */
    static long tokensToCome(Prompt prompt) {
        return texts(prompt)
                .flatMap(text -> FORM.matcher(text).results())
                .mapToLong(found -> Long.parseLong(found.group(2)))
                .sum();
    }

    private static Stream<String> texts(Prompt prompt) {
        return prompt.messages().stream().map(message -> message.text());
    }
}
