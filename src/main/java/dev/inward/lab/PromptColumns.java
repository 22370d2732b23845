package dev.inward.lab;

/**
 * The columns of several prompts, one prompt after the other. A column is one token.
 *
 * @param tokens the prompts, each with at least one token
 * @param starts the first column of each prompt
 * @param count the number of all columns
 */
record PromptColumns(int[][] tokens, int[] starts, int count) {

    static PromptColumns of(int[][] tokens) {
        var starts = new int[tokens.length];
        int count = 0;
        for (int prompt = 0; prompt < tokens.length; prompt++) {
            starts[prompt] = count;
            count += tokens[prompt].length;
        }
        return new PromptColumns(tokens, starts, count);
    }

    int prompts() {
        return tokens.length;
    }

    int length(int prompt) {
        return tokens[prompt].length;
    }

    /** Selects the last column of each prompt, from features × columns. */
    float[][] last(float[][] matrix) {
        var selected = new float[matrix.length][prompts()];
        for (int feature = 0; feature < matrix.length; feature++) {
            for (int prompt = 0; prompt < prompts(); prompt++) {
                selected[feature][prompt] = matrix[feature][lastOf(prompt)];
            }
        }
        return selected;
    }

    /** Adds features × prompts to the last columns of a matrix of features × columns. */
    void addToLast(float[][] selected, float[][] matrix) {
        for (int feature = 0; feature < matrix.length; feature++) {
            for (int prompt = 0; prompt < prompts(); prompt++) {
                matrix[feature][lastOf(prompt)] += selected[feature][prompt];
            }
        }
    }

    /** Adds a matrix to another of the same shape. */
    static void add(float[][] terms, float[][] sums) {
        for (int feature = 0; feature < sums.length; feature++) {
            float[] ofTerms = terms[feature];
            float[] ofSums = sums[feature];
            for (int column = 0; column < ofSums.length; column++) {
                ofSums[column] += ofTerms[column];
            }
        }
    }

    private int lastOf(int prompt) {
        return starts[prompt] + length(prompt) - 1;
    }
}
