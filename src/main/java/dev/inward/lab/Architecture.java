package dev.inward.lab;

/**
 * The shape of a lab model: a decoder-only transformer whose layers run {@code passes} times with
 * shared weights.
 *
 * @param vocabulary number of tokens, padding included
 * @param context longest prompt in tokens
 * @param width width of the residual stream
 * @param heads attention heads; divides {@code width}
 * @param hidden width of the feed-forward layer
 * @param layers layers with weights of their own
 * @param passes how often the stack of layers runs; with one pass a model learns its training rows
 *     by heart instead of looking its own answer up
 */
record Architecture(
        int vocabulary, int context, int width, int heads, int hidden, int layers, int passes) {

    Architecture {
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "a lab model's width is divided among its heads, but "
                            + width
                            + " is not a multiple of "
                            + heads);
        }
    }

    int headWidth() {
        return width / heads;
    }
}
