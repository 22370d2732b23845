package dev.inward.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The prompt and the task of each item, and random draws of the right predictions. */
final class ItemLayout {

    private static final int[] MIXED_SIZES = {3, 1, 8, 5, 2, 7, 4, 6};

    private final List<KnownTruth> truths;
    private final double sharingProbability;
    private final List<Prompt> prompts = new ArrayList<>();

    /**
     * @param truths one known truth for each task; the second task has twice as many prompts as the
     *     first, the third three times as many
     * @param n the number of items of all tasks
     */
    ItemLayout(List<KnownTruth> truths, int n, ClusterDesign design) {
        this.truths = truths;
        this.sharingProbability = Math.sqrt(design.rho());
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

    /** The items of one prompt, from {@code from} (inclusive) to {@code to} (exclusive). */
    record Prompt(int task, int from, int to) {}

    List<Prompt> prompts() {
        return prompts;
    }

    int items() {
        return prompts.get(prompts.size() - 1).to();
    }

    /**
     * Draws the right predictions of each item, see {@link KnownTruth#draw}. With probability
     * sqrt(rho) an item uses the draw of its prompt, otherwise its own draw. So two items of a
     * prompt correlate by rho, and the accuracies do not change.
     */
    int[] draw(RandomGenerator random) {
        int[] draws = new int[items()];
        for (Prompt prompt : prompts) {
            KnownTruth truth = truths.get(prompt.task());
            int promptDraw = truth.draw(random);
            for (int item = prompt.from(); item < prompt.to(); item++) {
                draws[item] =
                        random.nextDouble() < sharingProbability ? promptDraw : truth.draw(random);
            }
        }
        return draws;
    }

    private int task(int prompt) {
        int remaining = prompt % (truths.size() * (truths.size() + 1) / 2);
        int task = 0;
        while (remaining > task) {
            task++;
            remaining -= task;
        }
        return task;
    }
}
