package dev.inward.task;

import java.text.Normalizer;
import java.util.Locale;

/** Compares the texts of prompts. */
final class PromptText {

    private PromptText() {}

    /** Removes the differences in case, white space and Unicode form. */
    static String normalised(String prompt) {
        return Normalizer.normalize(prompt, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
