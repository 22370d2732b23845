package dev.inward.model;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The training data and the seed of a finetuning, and the prompts that the data must not contain.
 *
 * <p>Immutable and thread-safe.
 *
 * @param examples prompts with the completions to learn, in a fixed order; at least one; copied
 * @param rehearsal prompts that the model answers before training. It also trains on its own
 *     answers to them, so that it forgets less. A model can leave them out. None is about an item
 *     that predictors are scored on. May be empty; copied
 * @param seed the seed of the random order of the training rows
 * @param heldOut the prompts that no training row may contain. They do not change the result, so
 *     they are no part of a model's identity
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Finetuning(
        List<Example> examples, List<Prompt> rehearsal, long seed, HeldOutPrompts heldOut) {

    /**
     * Creates the training data.
     *
     * @param examples prompts with the completions to learn, at least one; copied
     * @param rehearsal prompts that the model answers before training; copied
     * @param seed the seed of the random order of the training rows
     * @param heldOut the prompts that no training row may contain
     * @throws IllegalArgumentException if there are no examples
     */
    public Finetuning {
        examples = List.copyOf(examples);
        rehearsal = List.copyOf(rehearsal);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException(
                    "a finetuning has no examples; it needs at least one");
        }
    }

    /**
     * Creates training data without held-out prompts: nothing is scored.
     *
     * @param examples as in the record
     * @param rehearsal as in the record
     * @param seed as in the record
     * @throws IllegalArgumentException if there are no examples
     */
    public Finetuning(List<Example> examples, List<Prompt> rehearsal, long seed) {
        this(examples, rehearsal, seed, HeldOutPrompts.NONE);
    }

    /** {@return the same training data without rehearsal} */
    public Finetuning withoutRehearsal() {
        return new Finetuning(examples, List.of(), seed, heldOut);
    }

    /**
     * One row of a training set.
     *
     * @param prompt the conversation to answer
     * @param completion the answer to learn
     */
    public record Example(Prompt prompt, String completion) {}

    /**
     * A prompt that no row may contain.
     *
     * @param task the name of its task
     * @param text the object-level prompt, see {@link Prompt#text()}
     */
    public record HeldOutPrompt(String task, String text) {}

    /**
     * The prompts that no finetuning row may contain, because predictors can be scored on them.
     *
     * <p>A held-out prompt can be short, and then it is part of other texts. So this also has the
     * texts that rows are made of. A held-out prompt inside one of these is no leak.
     *
     * <p>Immutable and thread-safe.
     *
     * @param prompts the held-out prompts; copied
     * @param expected the texts that rows are made of: prompts of training items, the fixed parts
     *     of templates, answers to training items and their properties; copied
     */
    public record HeldOutPrompts(List<HeldOutPrompt> prompts, Set<String> expected) {

        /** No held-out prompts: every row is allowed. */
        public static final HeldOutPrompts NONE = new HeldOutPrompts(List.of(), Set.of());

        private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u0085\\p{Z}]+");

        /**
         * Copies the prompts and texts.
         *
         * @param prompts as in the record
         * @param expected as in the record
         */
        public HeldOutPrompts {
            prompts = List.copyOf(prompts);
            expected = Set.copyOf(expected);
        }

        /**
         * Makes texts comparable that differ in white space alone.
         *
         * @param text the text
         * @return the text with one space in place of each sequence of white space
         */
        public static String withSingleSpaces(String text) {
            return WHITE_SPACE.matcher(text).replaceAll(" ");
        }
    }
}
