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

/**
 * Weights as a file: the SHA-256 of the rest, then every tensor in order as little-endian bfloat16.
 */
final class Checkpoint {

    private static final int HASH_BYTES = 32;

    private Checkpoint() {}

    /** Rounds every weight to the precision of the file, so that what is kept is what answers. */
    static Weights rounded(Weights weights) {
        return decode(weights.architecture(), encode(weights));
    }

    /** Writes the file whole or not at all. */
    static void write(Weights weights, Path file) {
        byte[] numbers = encode(weights);
        try {
            AtomicFile.write(
                    file,
                    ByteBuffer.allocate(HASH_BYTES + numbers.length)
                            .put(Sha256Hash.of(numbers).bytes())
                            .put(numbers)
                            .array());
        } catch (IOException e) {
            throw new UncheckedIOException("the weights " + file + " cannot be written", e);
        }
    }

    /**
     * Reads a file back.
     *
     * @throws IllegalArgumentException when the file is missing, damaged or of another architecture
     */
    static Weights read(Architecture architecture, Path file) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the weights of a lab model cannot be read from "
                            + file
                            + "; is the path right?",
                    e);
        }
        int numbers = 2 * Weights.drawn(architecture, 0).parameters();
        if (content.length != HASH_BYTES + numbers) {
            throw damaged(
                    file,
                    "%d bytes long, expected %d".formatted(content.length, HASH_BYTES + numbers));
        }
        byte[] body = Arrays.copyOfRange(content, HASH_BYTES, content.length);
        byte[] expected = Arrays.copyOf(content, HASH_BYTES);
        if (!Arrays.equals(Sha256Hash.of(body).bytes(), expected)) {
            throw damaged(file, "not what its own SHA-256 says");
        }
        return decode(architecture, body);
    }

    private static IllegalArgumentException damaged(Path file, String complaint) {
        return new IllegalArgumentException(
                "the checkpoint %s is damaged: it is %s; fetch it again from version control, or make the lab's models anew as evals/lab/README.md says"
                        .formatted(file, complaint));
    }

    private static byte[] encode(Weights weights) {
        var buffer = ByteBuffer.allocate(2 * weights.parameters()).order(ByteOrder.LITTLE_ENDIAN);
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
        for (var shape : Weights.drawn(architecture, 0).tensors()) {
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
