package dev.inward.lab;

/**
 * How a lab model is finetuned: the same for every predictor.
 *
 * @param steps training steps
 * @param batch rows a step
 * @param rate highest learning rate
 * @param rehearsal share of a batch that practises what the model could do before, 0 to 1
 */
record Recipe(int steps, int batch, double rate, double rehearsal) {

    Recipe {
        if (steps < 1 || batch < 1 || !(rate > 0) || !(rehearsal >= 0 && rehearsal < 1)) {
            throw new IllegalArgumentException(
                    "finetuning takes at least one step and one row, a rate above 0 and a share of rehearsal from 0 to below 1, got steps %d, batch %d, rate %s, rehearsal %s"
                            .formatted(steps, batch, rate, rehearsal));
        }
    }
}
