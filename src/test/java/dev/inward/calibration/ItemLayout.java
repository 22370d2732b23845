package dev.inward.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which items belong to which prompt and task, and who is right on each. */
final class ItemLayout {

    private static final int[] MIXED_SIZES = {3, 1, 8, 5, 2, 7, 4, 6};

    private final List<KnownTruth> truths;
    private final double shared;
    private final List<Prompt> prompts = new ArrayList<>();

    /**
     * @param truths one a task; the second task has two prompts for each of the first, the third
     *     three
     * @param n items over all tasks
     */
    ItemLayout(List<KnownTruth> truths, int n, ClusterDesign design) {
        this.truths = truths;
        this.shared = Math.sqrt(design.rho());
        for (int from = 0; from < n; ) {
            int prompt = prompts.size();
            int size =
                    design.size() == ClusterDesign.MIXED
                            ? MIXED_SIZES[prompt % MIXED_SIZES.length]
                            : design.size();
            int to = Math.min(n, from + size);
            prompts.add(new Prompt(task(prompt), from, to));
            from = to;
        }
    }

    /** The items from one number up to, not with, another. */
    record Prompt(int task, int from, int to) {}

    List<Prompt> prompts() {
        return prompts;
    }

    int items() {
        return prompts.get(prompts.size() - 1).to();
    }

    /**
     * Draws who is right on each item, see {@link KnownTruth#draw}. An item takes the draw of its
     * prompt with the probability sqrt(rho), else one of its own: two items of a prompt correlate
     * by rho, and each keeps its chances.
     */
    int[] draw(RandomGenerator random) {
        int[] drawn = new int[items()];
        for (Prompt prompt : prompts) {
            KnownTruth truth = truths.get(prompt.task());
            int common = truth.draw(random);
            for (int item = prompt.from(); item < prompt.to(); item++) {
                drawn[item] = random.nextDouble() < shared ? common : truth.draw(random);
            }
        }
        return drawn;
    }

    private int task(int prompt) {
        int left = prompt % (truths.size() * (truths.size() + 1) / 2);
        int task = 0;
        while (left > task) {
            task++;
            left -= task;
        }
        return task;
    }
}
