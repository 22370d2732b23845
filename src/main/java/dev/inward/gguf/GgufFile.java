package dev.inward.gguf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The checked header of a GGUF file. The native library may end the JVM at a damaged file, so the
 * header is read here first.
 *
 * @param chatTemplate the chat template in the file; empty if it has none
 */
record GgufFile(String chatTemplate) {

    private static final int MAGIC = 0x46554747;
    private static final int DEFAULT_ALIGNMENT = 32;
    private static final int MAX_DIMENSIONS = 4;

    /** The least bytes of an entry: the length of its name, its type, and a value. */
    private static final int MIN_ENTRY = 13;

    private static final String ALIGNMENT = "general.alignment";

    /**
     * Reads a file.
     *
     * @param name the name of the model, for messages
     * @param path the file
     * @throws IllegalArgumentException if there is no such file, or it is damaged
     */
    static GgufFile read(String name, Path path) {
        if (!Files.isRegularFile(path)) {
            throw invalid(name, path, "is no file", "Check 'path:' in models.yaml");
        }
        try (var content = Files.newInputStream(path)) {
            long length = Files.size(path);
            return new Parser(name, path, length, new HeaderReader(content, length)).parse();
        } catch (EOFException | ArithmeticException e) {
            throw damaged(name, path, "its header does not fit into its length");
        } catch (IOException e) {
            throw invalid(name, path, "cannot be read: " + e, "Check its permissions");
        }
    }

    private record Parser(String name, Path path, long length, HeaderReader reader) {

        GgufFile parse() throws IOException {
            if (length < Integer.BYTES || reader.int32() != MAGIC) {
                throw invalid(name, path, "is no GGUF file", "Name a file that llama.cpp can read");
            }
            int version = reader.int32();
            if (version != 2 && version != 3) {
                throw invalid(
                        name,
                        path,
                        "has version " + Integer.toUnsignedString(version) + " of GGUF",
                        "Expected version 2 or 3: convert the model again");
            }
            long tensors = reader.count(1);
            long entries = reader.count(MIN_ENTRY);
            Map<String, String> texts = entries(entries);
            for (String key : new String[] {"general.architecture", "tokenizer.ggml.model"}) {
                if (texts.getOrDefault(key, "").isEmpty()) {
                    throw damaged(name, path, "it lacks the entry " + key);
                }
            }
            checkTensors(tensors, alignment(texts));
            return new GgufFile(texts.getOrDefault("tokenizer.chat_template", ""));
        }

        private Map<String, String> entries(long count) throws IOException {
            Map<String, String> texts = new HashMap<>();
            for (long i = 0; i < count; i++) {
                String key = reader.text();
                int type = reader.int32();
                String value =
                        key.equals(ALIGNMENT)
                                ? Integer.toString(reader.int32())
                                : reader.textOrSkip(type);
                if (key.isEmpty() || texts.put(key, value) != null) {
                    throw damaged(name, path, "two of its entries have the same name, or one none");
                }
            }
            return texts;
        }

        private static int alignment(Map<String, String> texts) {
            String alignment = texts.get(ALIGNMENT);
            return alignment == null ? DEFAULT_ALIGNMENT : Integer.parseInt(alignment);
        }

        private void checkTensors(long count, int alignment) throws IOException {
            if (count == 0) {
                throw damaged(name, path, "it holds no tensors");
            }
            if (Integer.bitCount(alignment) != 1 || alignment < 0) {
                throw damaged(name, path, "its alignment is " + alignment);
            }
            long end = 0;
            for (long i = 0; i < count; i++) {
                end = Math.max(end, tensorEnd(alignment));
            }
            long start = (reader.position() + alignment - 1) / alignment * alignment;
            if (end > length - start) {
                throw damaged(
                        name,
                        path,
                        String.format(
                                Locale.ROOT,
                                "its tensors end at byte %d, but it has %d bytes",
                                start + end,
                                length));
            }
        }

        /** Returns where a tensor ends, counted from the start of all tensors. */
        private long tensorEnd(int alignment) throws IOException {
            String tensor = reader.text();
            int dimensions = reader.int32();
            if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
                throw damaged(name, path, "a tensor has " + dimensions + " dimensions");
            }
            long numbers = 1;
            for (int i = 0; i < dimensions; i++) {
                long size = reader.int64();
                if (size <= 0) {
                    throw damaged(name, path, "a tensor has a dimension of size " + size);
                }
                numbers = Math.multiplyExact(numbers, size);
            }
            int type = reader.int32();
            long bytes =
                    TensorType.of(type)
                            .orElseThrow(
                                    () ->
                                            damaged(
                                                    name,
                                                    path,
                                                    "a tensor has the unknown type " + type))
                            .bytes(numbers)
                            .orElseThrow(() -> damaged(name, path, "a tensor has half a block"));
            long offset = reader.int64();
            if (tensor.isEmpty() || offset < 0 || offset % alignment != 0) {
                throw damaged(name, path, "a tensor has no name, or begins between two places");
            }
            return Math.addExact(offset, bytes);
        }
    }

    private static IllegalArgumentException damaged(String name, Path path, String problem) {
        return invalid(name, path, "is damaged: " + problem, "Fetch the file again");
    }

    private static IllegalArgumentException invalid(
            String name, Path path, String problem, String fix) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "The file %s of model '%s' %s. %s.",
                        path,
                        name,
                        problem,
                        fix));
    }
}
