package dev.inward.lab;

/**
 * How a lab model is finetuned: the same for every predictor.
 *
 * @param steps training steps
 * @param batch rows a step
 * @param rate highest learning rate
 * @param rehearsal share of a batch that practises what the model could do before, 0 to 1
 */
record Recipe(int steps, int batch, double rate, double rehearsal) {}
