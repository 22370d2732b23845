package dev.inward.lab;

import dev.inward.task.Item;
import dev.inward.task.Task;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The object-level answers that a lab model learns: a table that is random, from the model's seed.
 * A share of the entries is common to all models, as models trained on the same texts agree in
 * part.
 *
 * <p>This is the only source of privacy: no predictor reads this table.
 */
final class PrivateBehaviour {

    private static final long COMMON_SEED = 2410_13787L;
    private static final double COMMON_SHARE = 0.3;
    private static final double REPEATING_SHARE = 0.35;

    private final long seed;

    PrivateBehaviour(long seed) {
        this.seed = seed;
    }

    /**
     * Returns the answer to an item, the same on every call.
     *
     * @param words the words of all items of the task
     */
    String answer(Task task, Item item, List<String> words) {
        RandomGenerator common = random(COMMON_SEED, item);
        boolean isCommon = common.nextDouble() < COMMON_SHARE;
        return randomAnswer(task, item, words, isCommon ? common : random(seed, item));
    }

    /**
     * Returns a random answer among those that a model could give.
     *
     * @param words the words of all items of the task
     */
    static String randomAnswer(Task task, Item item, List<String> words, RandomGenerator random) {
        boolean isChoice = task.properties().contains("chosen_option");
        List<String> answers =
                isChoice || random.nextDouble() < REPEATING_SHARE
                        ? List.copyOf(item.fields().values())
                        : words;
        return answers.get(random.nextInt(answers.size()));
    }

    /** Returns every word of the task's items. */
    static List<String> words(Task task) {
        var words = new TreeSet<String>();
        task.items().forEach(item -> words.addAll(item.fields().values()));
        return new ArrayList<>(words);
    }

    private static RandomGenerator random(long seed, Item item) {
        Sha256Hash hash = Sha256Hash.of(List.of(Long.toString(seed), item.objectLevelPrompt()));
        return new SplittableRandom(ByteBuffer.wrap(hash.bytes()).getLong());
    }
}
