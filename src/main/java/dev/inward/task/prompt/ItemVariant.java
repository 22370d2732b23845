package dev.inward.task.prompt;

import dev.inward.model.Prompt;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * How an item differs from the question that it is a variant of. Immutable and thread-safe.
 *
 * @param plainPrompt the object-level prompt without its variant; a hypothetical prompt quotes it
 * @param objectLevel the variant around the object-level prompt
 * @param hypothetical the variant around prompts that ask about the answer
 * @param wording the wording of the question; null if the task decides
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ItemVariant(
        Prompt plainPrompt,
        PromptVariant objectLevel,
        PromptVariant hypothetical,
        @Nullable Wording wording) {

    /**
     * Returns the variant of an item whose prompt is as it is.
     *
     * @param prompt the object-level prompt
     * @return no variant
     */
    public static ItemVariant none(Prompt prompt) {
        return new ItemVariant(prompt, PromptVariant.NONE, PromptVariant.NONE, null);
    }

    /** {@return the object-level prompt in its variant} */
    public Prompt objectLevelPrompt() {
        return objectLevel.wrap(plainPrompt);
    }

    /**
     * {@return the variants as reports show them; empty if both prompts are as they are} If they
     * differ, the variant of the hypothetical prompt stands behind that of the object-level prompt.
     */
    public String label() {
        if (objectLevel.equals(hypothetical)) {
            return objectLevel.label();
        }
        return label(objectLevel) + ", asked as " + label(hypothetical);
    }

    private static String label(PromptVariant variant) {
        return variant.label().isEmpty() ? "no variant" : variant.label();
    }
}
