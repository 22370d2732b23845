package dev.inward.gguf;

import java.util.Map;
import java.util.Optional;

/**
 * How the numbers of a tensor are packed.
 *
 * @param blockLength how many numbers a block holds
 * @param blockBytes the size of a block in bytes
 */
record TensorType(int blockLength, int blockBytes) {

    /** The types by their number in GGUF files, as ggml defines them. */
    private static final Map<Integer, TensorType> BY_NUMBER =
            Map.ofEntries(
                    Map.entry(0, new TensorType(1, 4)), // F32
                    Map.entry(1, new TensorType(1, 2)), // F16
                    Map.entry(2, new TensorType(32, 18)), // Q4_0
                    Map.entry(3, new TensorType(32, 20)), // Q4_1
                    Map.entry(6, new TensorType(32, 22)), // Q5_0
                    Map.entry(7, new TensorType(32, 24)), // Q5_1
                    Map.entry(8, new TensorType(32, 34)), // Q8_0
                    Map.entry(9, new TensorType(32, 36)), // Q8_1
                    Map.entry(10, new TensorType(256, 84)), // Q2_K
                    Map.entry(11, new TensorType(256, 110)), // Q3_K
                    Map.entry(12, new TensorType(256, 144)), // Q4_K
                    Map.entry(13, new TensorType(256, 176)), // Q5_K
                    Map.entry(14, new TensorType(256, 210)), // Q6_K
                    Map.entry(15, new TensorType(256, 292)), // Q8_K
                    Map.entry(16, new TensorType(256, 66)), // IQ2_XXS
                    Map.entry(17, new TensorType(256, 74)), // IQ2_XS
                    Map.entry(18, new TensorType(256, 98)), // IQ3_XXS
                    Map.entry(19, new TensorType(256, 50)), // IQ1_S
                    Map.entry(20, new TensorType(32, 18)), // IQ4_NL
                    Map.entry(21, new TensorType(256, 110)), // IQ3_S
                    Map.entry(22, new TensorType(256, 82)), // IQ2_S
                    Map.entry(23, new TensorType(256, 136)), // IQ4_XS
                    Map.entry(24, new TensorType(1, 1)), // I8
                    Map.entry(25, new TensorType(1, 2)), // I16
                    Map.entry(26, new TensorType(1, 4)), // I32
                    Map.entry(27, new TensorType(1, 8)), // I64
                    Map.entry(28, new TensorType(1, 8)), // F64
                    Map.entry(29, new TensorType(256, 56)), // IQ1_M
                    Map.entry(30, new TensorType(1, 2)), // BF16
                    Map.entry(34, new TensorType(256, 54)), // TQ1_0
                    Map.entry(35, new TensorType(256, 66))); // TQ2_0

    static Optional<TensorType> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** Returns the size of a tensor in bytes; empty if its numbers do not fill whole blocks. */
    Optional<Long> bytes(long numbers) {
        return numbers % blockLength == 0
                ? Optional.of(Math.multiplyExact(numbers / blockLength, (long) blockBytes))
                : Optional.empty();
    }
}
