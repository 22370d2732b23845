package dev.inward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks the arithmetic of a small model with two layers that run three times. */
class DecoderTest {

    private static final Architecture ARCHITECTURE = new Architecture(7, 6, 8, 2, 10, 2, 3);
    private static final float EARLY = 0.5f;
    private static final List<TokenizedExample> MINIBATCH =
            List.of(
                    new TokenizedExample(new int[] {2, 3, 4, 2}, 5),
                    new TokenizedExample(new int[] {6}, 2),
                    new TokenizedExample(new int[] {5, 5, 3}, 6));

    @Tag("slow")
    @Test
    void the_gradient_of_every_weight_is_the_slope_of_the_loss() {
        var parameters = new Parameters(weights(3));
        Training.addGradients(parameters, MINIBATCH, EARLY);

        for (var tensor : weights(3).tensors()) {
            Parameter parameter = parameters.named(tensor.name());
            for (int i = 0; i < parameter.values().length; i++) {
                double slope = slope(tensor.name(), i);

                assertThat((double) parameter.gradient()[i])
                        .as("%s, value %d", tensor.name(), i)
                        .isCloseTo(slope, within(1e-3 + 0.02 * Math.abs(slope)));
            }
        }
    }

    @Test
    void the_scores_of_a_prompt_do_not_depend_on_the_prompts_beside_it() {
        var parameters = new Parameters(weights(3));
        int[][] prompts = MINIBATCH.stream().map(TokenizedExample::prompt).toArray(int[][]::new);
        List<float[][]> together = new Decoder(parameters, prompts).scoresAfterEachPass();

        for (int prompt = 0; prompt < prompts.length; prompt++) {
            List<float[][]> alone =
                    new Decoder(parameters, new int[][] {prompts[prompt]}).scoresAfterEachPass();
            for (int pass = 0; pass < alone.size(); pass++) {
                assertThat(column(together.get(pass), prompt))
                        .containsExactly(column(alone.get(pass), 0));
            }
        }
    }

    @Test
    void a_column_reads_the_columns_before_it_and_their_order() {
        var parameters = new Parameters(weights(3));

        assertThat(scores(parameters, 2, 3, 4))
                .isNotEqualTo(scores(parameters, 3, 2, 4))
                .isNotEqualTo(scores(parameters, 3, 4))
                .isEqualTo(scores(parameters, 2, 3, 4));
    }

    /** If this hash changes, recorded answers of finetuned models are no longer reproducible. */
    @Test
    void a_training_gives_the_same_bits_on_every_machine() {
        var random = new SplittableRandom(5);
        var architecture = new Architecture(50, 12, 16, 2, 32, 2, 2);
        Weights trained =
                Training.train(
                        Weights.random(architecture, 7),
                        step -> minibatch(random),
                        new Training.Schedule(40, 2e-3f, 2, 1, EARLY, 1),
                        step -> {});

        List<String> bits = new ArrayList<>();
        for (var tensor : trained.tensors()) {
            for (float value : tensor.values()) {
                bits.add(Integer.toHexString(Float.floatToRawIntBits(value)));
            }
        }
        assertThat(Sha256Hash.of(bits).hex())
                .isEqualTo("728ec1c41eacf12e38d419b700390d0b75235d4818469faaaea9468639f0c4ec");
    }

    @Test
    void an_anchor_keeps_weights_close_to_those_before_training() {
        assertThat(distanceFromStart(50)).isLessThan(distanceFromStart(0) / 2);
    }

    private static double distanceFromStart(float anchor) {
        Weights start = weights(3);
        Weights trained =
                Training.train(
                        start,
                        step -> MINIBATCH,
                        new Training.Schedule(40, 1e-2f, 1, 1, EARLY, anchor),
                        step -> {});
        double sum = 0;
        for (int t = 0; t < start.tensors().size(); t++) {
            float[] before = start.tensors().get(t).values();
            float[] after = trained.tensors().get(t).values();
            for (int i = 0; i < before.length; i++) {
                sum += Math.pow(after[i] - before[i], 2);
            }
        }
        return Math.sqrt(sum);
    }

    private static List<TokenizedExample> minibatch(SplittableRandom random) {
        List<TokenizedExample> rows = new ArrayList<>();
        for (int row = 0; row < 20; row++) {
            int[] prompt = random.ints(1 + row % 12, 2, 50).toArray();
            rows.add(new TokenizedExample(prompt, random.nextInt(2, 50)));
        }
        return rows;
    }

    /** Measures the slope by two small steps in opposite directions. */
    private static double slope(String name, int index) {
        float step = 1e-3f;
        return (lossAfter(name, index, step) - lossAfter(name, index, -step)) / (2 * step);
    }

    private static double lossAfter(String name, int index, float step) {
        var parameters = new Parameters(weights(3));
        parameters.named(name).values()[index] += step;
        return Training.addGradients(parameters, MINIBATCH, EARLY);
    }

    /** Returns random weights in which no tensor is constant. */
    private static Weights weights(long seed) {
        var random = new SplittableRandom(seed);
        List<Weights.Tensor> tensors = new ArrayList<>();
        for (var tensor : Weights.random(ARCHITECTURE, seed).tensors()) {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) random.nextDouble(-0.3, 0.3);
            }
            tensors.add(new Weights.Tensor(tensor.name(), tensor.shape(), values));
        }
        return new Weights(ARCHITECTURE, tensors);
    }

    private static float[] scores(Parameters parameters, int... tokens) {
        List<float[][]> passes =
                new Decoder(parameters, new int[][] {tokens}).scoresAfterEachPass();
        return column(passes.get(passes.size() - 1), 0);
    }

    private static float[] column(float[][] matrix, int column) {
        var values = new float[matrix.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = matrix[row][column];
        }
        return values;
    }
}
