package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the headers of whole and of damaged GGUF files. */
class GgufFileTest {

    @TempDir Path folder;

    @Test
    void a_whole_file_tells_its_chat_template() throws IOException {
        byte[] file =
                GgufBytes.ofModel()
                        .number("general.alignment", 32)
                        .texts("tokenizer.ggml.tokens", "<bos>", "a", "b")
                        .text("tokenizer.chat_template", "{{ messages }}")
                        .build();

        assertThat(read(file).chatTemplate()).isEqualTo("{{ messages }}");
        assertThat(read(GgufBytes.ofModel().version(2).build()).chatTemplate()).isEmpty();
    }

    static Stream<Arguments> a_wrong_file_is_named_with_its_problem() {
        byte[] whole = GgufBytes.ofModel().build();
        byte[] bigEndian = whole.clone();
        bigEndian[4] = 0;
        bigEndian[7] = 3;
        return Stream.of(
                Arguments.of("empty", new byte[0], "is no GGUF file"),
                Arguments.of(
                        "a text",
                        "<html>not found</html>".getBytes(StandardCharsets.UTF_8),
                        "is no GGUF file"),
                Arguments.of("zeros", new byte[4096], "is no GGUF file"),
                Arguments.of(
                        "version 1",
                        GgufBytes.ofModel().version(1).build(),
                        "has version 1 of GGUF. Expected version 2 or 3"),
                Arguments.of("big-endian", bigEndian, "has version 50331648 of GGUF"),
                Arguments.of(
                        "one byte less",
                        Arrays.copyOf(whole, whole.length - 1),
                        "is damaged: its tensors end at byte"),
                Arguments.of(
                        "a zeroed header",
                        zeroed(whole, 24, 60),
                        "is damaged: two of its entries have the same name, or one none"),
                Arguments.of(
                        "no architecture",
                        new GgufBytes().text("tokenizer.ggml.model", "llama").build(),
                        "is damaged: it lacks the entry general.architecture"),
                Arguments.of(
                        "no vocabulary",
                        new GgufBytes().text("general.architecture", "gemma3").build(),
                        "is damaged: it lacks the entry tokenizer.ggml.model"),
                Arguments.of(
                        "an entry twice",
                        GgufBytes.ofModel().number("a", 1).number("a", 2).build(),
                        "is damaged: two of its entries have the same name"),
                Arguments.of(
                        "an unknown type of entry",
                        GgufBytes.ofModel().entry("a", 13, new byte[4]).build(),
                        "is damaged: its header does not fit"),
                Arguments.of(
                        "a list of lists of lists without end",
                        GgufBytes.ofModel().entry("a", GgufBytes.LIST, nested(100)).build(),
                        "is damaged: its header does not fit"),
                Arguments.of(
                        "an unknown type of tensor",
                        GgufBytes.ofModel().tensor(99, 64).build(),
                        "is damaged: a tensor has the unknown type 99"),
                Arguments.of(
                        "half a block",
                        GgufBytes.ofModel().tensor(12, 64).build(),
                        "is damaged: a tensor has half a block"),
                Arguments.of(
                        "a negative dimension",
                        GgufBytes.ofModel().tensor(0, -1).build(),
                        "is damaged: a tensor has a dimension of size -1"),
                Arguments.of(
                        "a dimension above all numbers",
                        GgufBytes.ofModel().tensor(0, Long.MAX_VALUE).build(),
                        "is damaged: its header does not fit"),
                Arguments.of(
                        "an alignment of 24",
                        GgufBytes.ofModel().number("general.alignment", 24).build(),
                        "is damaged: its alignment is 24"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_wrong_file_is_named_with_its_problem(String name, byte[] file, String problem) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model.gguf of model 'gemma' " + problem);
    }

    @Test
    void a_file_that_was_cut_off_anywhere_is_damaged() throws IOException {
        byte[] whole =
                GgufBytes.ofModel().texts("tokenizer.ggml.tokens", "<bos>", "a", "b").build();
        read(whole);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void random_bytes_in_the_header_never_give_another_exception() throws IOException {
        byte[] whole =
                GgufBytes.ofModel().texts("tokenizer.ggml.tokens", "<bos>", "a", "b").build();
        var random = new Random(7);

        for (int i = 0; i < 2000; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 4; j++) {
                damaged[random.nextInt(whole.length - 256)] = (byte) random.nextInt();
            }
            Throwable failure = catchThrowable(() -> read(damaged));
            if (failure != null) {
                assertThat(failure).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void a_folder_is_no_file() {
        assertThatThrownBy(() -> GgufFile.read("gemma", folder))
                .hasMessage(
                        "The file %s of model 'gemma' is no file. Check 'path:' in models.yaml."
                                .formatted(folder));
    }

    private GgufFile read(byte[] content) throws IOException {
        return GgufFile.read("gemma", Files.write(folder.resolve("model.gguf"), content));
    }

    private static byte[] zeroed(byte[] whole, int from, int to) {
        byte[] zeroed = whole.clone();
        Arrays.fill(zeroed, from, to, (byte) 0);
        return zeroed;
    }

    /** Returns lists of one list, each. */
    private static byte[] nested(int depth) {
        var list = new byte[12 * depth];
        for (int i = 0; i < depth; i++) {
            list[12 * i] = GgufBytes.LIST;
            list[12 * i + 4] = 1;
        }
        return list;
    }
}
