package dev.inward.task.prompt;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The variants of the prompts of a task. Immutable and thread-safe.
 *
 * @param all the variants, at least one, with different labels; copied
 * @param isEachItemInAll whether each item is asked in all variants; otherwise in one of them,
 *     which the seed and its base question choose
 * @param hypothetical the variant around the hypothetical prompts
 * @param seed the seed of every choice
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PromptVariants(
        List<PromptVariant> all,
        boolean isEachItemInAll,
        HypotheticalVariant hypothetical,
        long seed) {

    /**
     * Copies the variants.
     *
     * @param all as in the record
     * @param isEachItemInAll as in the record
     * @param hypothetical as in the record
     * @param seed as in the record
     * @throws IllegalArgumentException if there is no variant, if two share a label, or if there is
     *     no other variant for an unmatched hypothetical prompt
     */
    public PromptVariants {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there are no variants. Name at least one.");
        }
        for (PromptVariant variant : all) {
            if (all.stream().filter(it -> it.label().equals(variant.label())).count() > 1) {
                throw new IllegalArgumentException(
                        "two variants have the name '"
                                + variant.label()
                                + "'. Give each a name of its own.");
            }
        }
        if (hypothetical == HypotheticalVariant.UNMATCHED && all.size() < 2) {
            throw new IllegalArgumentException(
                    "there is one variant, so no other one can stand around the hypothetical prompt. Add a variant, or set 'hypothetical' to matched or none.");
        }
    }
}
