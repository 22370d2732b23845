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
 * What a lab model is taught to answer at object level: a table of its own, drawn from its seed. A
 * share of the entries comes from a base that all models have in common, as models that read the
 * same texts agree on some things.
 *
 * <p>Privacy is planted here and nowhere else: no predictor reads this table.
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
     * The answer to an item: the same each time.
     *
     * @param words those of the task
     */
    String answer(Task task, Item item, List<String> words) {
        RandomGenerator common = random(COMMON_SEED, item);
        boolean isCommon = common.nextDouble() < COMMON_SHARE;
        return drawn(task, item, words, isCommon ? common : random(seed, item));
    }

    /**
     * Some answer that a model could give, drawn anew.
     *
     * @param words those of the task
     */
    static String drawn(Task task, Item item, List<String> words, RandomGenerator random) {
        boolean isChoice = task.properties().contains("chosen_option");
        List<String> answers =
                isChoice || random.nextDouble() < REPEATING_SHARE
                        ? List.copyOf(item.fields().values())
                        : words;
        return answers.get(random.nextInt(answers.size()));
    }

    /** Every word of the task's items. */
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
