package dev.inward.lab;

import java.util.Locale;

/**
 * The settings of finetuning, the same for every predictor.
 *
 * <p>The name of this record and its components must not change: they are the keys of the manifest,
 * and the text of the record is part of the key of finetuned weights.
 *
 * @param steps training steps
 * @param batch rows of a minibatch
 * @param rate highest learning rate
 * @param rehearsal share of rows that rehearse earlier answers, from 0 to below 1
 * @param anchor pull of every weight towards its value before finetuning, against forgetting; see
 *     {@link Training.Schedule}
 */
record Recipe(int steps, int batch, double rate, double rehearsal, double anchor) {

    Recipe {
        if (steps < 1
                || batch < 1
                || !(rate > 0)
                || !(rehearsal >= 0 && rehearsal < 1)
                || !(anchor >= 0)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Finetuning needs steps >= 1, batch >= 1, rate > 0, 0 <= rehearsal < 1 and anchor >= 0, got steps %d, batch %d, rate %s, rehearsal %s, anchor %s.",
                            steps,
                            batch,
                            rate,
                            rehearsal,
                            anchor));
        }
    }
}
