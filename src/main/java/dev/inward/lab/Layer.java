package dev.inward.lab;

/** One layer of the transformer: attention and a feed-forward network, each with a residual. */
final class Layer {

    private final PromptColumns columns;
    private final boolean isLastColumnOnly;
    private final LayerNorm attentionNorm;
    private final LinearMap queryKeyValue;
    private final Attention attention;
    private final LinearMap merge;
    private final LayerNorm feedNorm;
    private final LinearMap feedIn;
    private final Parameter feedInBias;
    private final LinearMap feedOut;
    private float[][] hidden = {};

    /**
     * @param index the number of the layer, from 0
     * @param isLastColumnOnly whether only the last column of each prompt is computed
     */
    Layer(Parameters parameters, int index, PromptColumns columns, boolean isLastColumnOnly) {
        this.columns = columns;
        this.isLastColumnOnly = isLastColumnOnly;
        Architecture architecture = parameters.architecture();
        int width = architecture.width();
        String prefix = "layer" + index + ".";
        attentionNorm = new LayerNorm(parameters, prefix + "attention.norm");
        queryKeyValue =
                LinearMap.of(parameters.named(prefix + "query-key-value"), width, 3 * width);
        attention =
                new Attention(
                        architecture,
                        columns,
                        parameters.named(prefix + "distance"),
                        isLastColumnOnly);
        merge = LinearMap.of(parameters.named(prefix + "merge"), width, width);
        feedNorm = new LayerNorm(parameters, prefix + "feed.norm");
        feedIn = LinearMap.of(parameters.named(prefix + "feed.in"), width, architecture.hidden());
        feedInBias = parameters.named(prefix + "feed.in.bias");
        feedOut = LinearMap.of(parameters.named(prefix + "feed.out"), architecture.hidden(), width);
    }

    /**
     * Computes the layer, and keeps what {@link #backward} needs.
     *
     * @param stream width × columns
     * @return width × columns; a column per prompt if only the last ones are computed
     */
    float[][] apply(float[][] stream) {
        float[][] attended = attention.apply(queryKeyValue.apply(attentionNorm.apply(stream)));
        float[][] middle = merge.apply(attended);
        PromptColumns.add(isLastColumnOnly ? columns.last(stream) : stream, middle);
        hidden = feedIn.apply(feedNorm.apply(middle));
        for (int feature = 0; feature < hidden.length; feature++) {
            float bias = feedInBias.values()[feature];
            float[] values = hidden[feature];
            for (int column = 0; column < values.length; column++) {
                values[column] = Math.max(0, values[column] + bias);
            }
        }
        float[][] output = feedOut.apply(hidden);
        PromptColumns.add(middle, output);
        return output;
    }

    /** Adds the gradients of all parameters and returns the gradient of the stream. */
    float[][] backward(float[][] outputGradient) {
        float[][] hiddenGradient = feedOut.backward(outputGradient);
        for (int feature = 0; feature < hidden.length; feature++) {
            float[] gradients = hiddenGradient[feature];
            float sum = 0;
            for (int column = 0; column < gradients.length; column++) {
                if (hidden[feature][column] == 0) {
                    gradients[column] = 0;
                }
                sum += gradients[column];
            }
            feedInBias.gradient()[feature] += sum;
        }
        float[][] middleGradient = feedNorm.backward(feedIn.backward(hiddenGradient));
        PromptColumns.add(outputGradient, middleGradient);
        float[][] streamGradient =
                attentionNorm.backward(
                        queryKeyValue.backward(attention.backward(merge.backward(middleGradient))));
        if (isLastColumnOnly) {
            columns.addToLast(middleGradient, streamGradient);
        } else {
            PromptColumns.add(middleGradient, streamGradient);
        }
        return streamGradient;
    }
}
