package dev.inward.lab;

import java.util.Locale;

/**
 * The shape of a lab model: a decoder-only transformer whose layers run {@code passes} times with
 * shared weights.
 *
 * <p>The name of this record and its components must not change: its text is part of the key of
 * finetuned weights.
 *
 * @param vocabulary number of tokens, padding included
 * @param context longest prompt in tokens
 * @param width width of the residual stream
 * @param heads attention heads; divides {@code width}
 * @param hidden width of the feed-forward layer
 * @param layers number of layers, each with its own weights
 * @param passes how often the stack of layers runs; with one pass a model memorises its training
 *     rows instead of reading its own answer
 */
record Architecture(
        int vocabulary, int context, int width, int heads, int hidden, int layers, int passes) {

    Architecture {
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The width of a lab model must be a multiple of its heads, got width %d and %d heads.",
                            width,
                            heads));
        }
    }

    int headWidth() {
        return width / heads;
    }
}
