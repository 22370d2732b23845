package dev.inward.lab;

import dev.inward.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The file format of weights: a SHA-256 of the content, then every tensor in order as little-endian
 * bfloat16.
 */
final class Checkpoint {

    private static final int HASH_BYTES = 32;

    private Checkpoint() {}

    /**
     * Rounds every weight to the precision of the file, so that a stored model gives the same
     * answers.
     */
    static Weights rounded(Weights weights) {
        return decode(weights.architecture(), encode(weights));
    }

    /** Writes the file atomically. */
    static void write(Weights weights, Path file) {
        byte[] content = encode(weights);
        try {
            AtomicFile.write(
                    file,
                    ByteBuffer.allocate(HASH_BYTES + content.length)
                            .put(Sha256Hash.of(content).bytes())
                            .put(content)
                            .array());
        } catch (IOException e) {
            throw new UncheckedIOException("The weights " + file + " cannot be written", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when the file is missing, damaged or of another architecture
     */
    static Weights read(Architecture architecture, Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The weights of a lab model cannot be read from " + file + ". Check the path.",
                    e);
        }
        int expectedBytes = HASH_BYTES + 2 * Weights.random(architecture, 0).parameterCount();
        if (bytes.length != expectedBytes) {
            throw damaged(
                    file,
                    String.format(
                            Locale.ROOT,
                            "it has %d bytes, expected %d",
                            bytes.length,
                            expectedBytes));
        }
        byte[] content = Arrays.copyOfRange(bytes, HASH_BYTES, bytes.length);
        byte[] expectedHash = Arrays.copyOf(bytes, HASH_BYTES);
        if (!Arrays.equals(Sha256Hash.of(content).bytes(), expectedHash)) {
            throw damaged(file, "its content does not match its SHA-256");
        }
        return decode(architecture, content);
    }

    private static IllegalArgumentException damaged(Path file, String reason) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "The checkpoint %s is damaged: %s. Restore it from version control, or train the lab's models again as described in evals/lab/README.md.",
                        file,
                        reason));
    }

    private static byte[] encode(Weights weights) {
        var buffer =
                ByteBuffer.allocate(2 * weights.parameterCount()).order(ByteOrder.LITTLE_ENDIAN);
        for (var tensor : weights.tensors()) {
            for (float value : tensor.values()) {
                buffer.putShort(toBfloat16(value));
            }
        }
        return buffer.array();
    }

    private static Weights decode(Architecture architecture, byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Weights.Tensor> tensors = new ArrayList<>();
        for (var shape : Weights.random(architecture, 0).tensors()) {
            var values = new float[shape.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.intBitsToFloat(buffer.getShort() << 16);
            }
            tensors.add(new Weights.Tensor(shape.name(), shape.shape(), values));
        }
        return new Weights(architecture, tensors);
    }

    /** Rounds to the nearest, ties to even. */
    private static short toBfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
