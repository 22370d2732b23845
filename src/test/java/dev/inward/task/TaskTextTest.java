package dev.inward.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.property.BehavioralProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of a task are what is written in its file, or the file is refused. */
class TaskTextTest {

    private static final String TASK =
            """
            name: animals
            origin: Made for this test.
            prompts:
              object-level: "Which? {x}"
              hypothetical: "{prompt} {question}"
              control: "{prompt} {answer} {question}"
            properties: [first_character]
            items:
            """;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "0",
                "-12",
                "1234567890123456789012345",
                "y",
                "n",
                "NaN",
                "1,000",
                "10%",
                "a:b",
                "-dash",
                "?q",
                "=",
                "a#b",
                "it's",
                "鹿 😀",
                "1.2.3",
                "1 000",
                "0x",
                "no way"
            })
    void a_text_without_quotes_is_what_is_written(String text) throws IOException {
        assertThat(text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'NO';NO",
                "\"007\";007",
                "'it''s';it's",
                "\"\";``",
                "!!str 1e3;1e3",
                "\"a\\u2028b\\Lc\";`a\u2028b\u2028c`",
                "\"\\N\\P\";`\u0085\u2029`"
            })
    void a_text_in_quotes_is_never_another_value(String written, String text) throws IOException {
        assertThat(text(written)).isEqualTo(text);
    }

    @Test
    void a_text_in_a_block_is_never_another_value() throws IOException {
        assertThat(text("|-\n      NO")).isEqualTo("NO");
        assertThat(text(">\n      007")).isEqualTo("007\n");
    }

    @Tag("slow")
    @Test
    void random_texts_are_read_as_written_or_refused() throws IOException {
        var random = new Random(12);
        List<String> pieces =
                List.of(
                        "a", "NO", "0", "7", "1e", ".", "-", "+", "_", ":", " ", "~", "&", "*", "|",
                        ">", "%", "@", "`", "?", "{", "}", "[", "]", ",", "\t", "\u00a0", "\ufeff",
                        "\u0085", "\u2028", "é", "😀", "\\", "=", "<<", "null", "true", "x: ");
        int read = 0;
        for (int i = 0; i < 2_000; i++) {
            String text =
                    IntStream.range(0, 1 + random.nextInt(4))
                            .mapToObj(piece -> pieces.get(random.nextInt(pieces.size())))
                            .collect(Collectors.joining());
            String result;
            try {
                result = text(text);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("is invalid at line ");
                continue;
            }
            assertThat(result).isEqualTo(text.replaceAll("^[ \t]+|[ \t]+$", ""));
            read++;
        }
        assertThat(read).isBetween(500, 1_900);
    }

    @Test
    void a_file_with_other_line_ends_or_a_byte_order_mark_has_the_same_texts() throws IOException {
        String yaml = TASK + "  - x: |\n      one\n      two\n  - x: \"a\n\n      b\"\n";

        List<Item> items = read(yaml).items();

        assertThat(items.get(0).fields()).isEqualTo(Map.of("x", "one\ntwo\n"));
        assertThat(items.get(1).fields()).isEqualTo(Map.of("x", "a\nb"));
        assertThat(read(yaml.replace("\n", "\r\n")).items()).isEqualTo(items);
        assertThat(read("\ufeff" + yaml).items()).isEqualTo(items);
        assertThat(read("%YAML 1.2\n---\n" + yaml + "...\n").items()).isEqualTo(items);
    }

    @Test
    void the_name_of_a_field_is_text_too() throws IOException {
        Task task = read(TASK + "  - {x: a, no: b, on: c, null: d, true: e}\n");

        assertThat(task.items().get(0).fields()).containsOnlyKeys("x", "no", "on", "null", "true");
    }

    @Test
    void a_name_may_be_a_whole_number() throws IOException {
        Task task = read(TASK.replace("name: animals", "name: 7") + "  - x: a\n");

        assertThat(task.name()).isEqualTo("7");
    }

    @Test
    @Tag("slow")
    void a_task_of_more_than_3_mb_is_read() throws IOException {
        String text = "lorem ipsum ".repeat(20_000);
        var yaml = new StringBuilder(TASK);
        for (int i = 0; i < 16; i++) {
            yaml.append("  - x: \"").append(text).append(i).append("\"\n");
        }

        assertThat(yaml.length()).isGreaterThan(3 * 1024 * 1024);
        assertThat(read(yaml.toString()).items())
                .hasSize(16)
                .last()
                .satisfies(item -> assertThat(item.fields()).containsEntry("x", text + 15));
    }

    @Test
    @Tag("slow")
    void a_task_of_50_mb_is_read() throws IOException {
        try (var out = Files.newBufferedWriter(folder.resolve("animals.yaml"))) {
            out.write(TASK);
            for (int i = 0; i < 50_000; i++) {
                out.write("  - x: " + "lorem ipsum ".repeat(83) + i + "\n");
            }
        }

        assertThat(Files.size(folder.resolve("animals.yaml"))).isGreaterThan(50_000_000);
        assertThat(Tasks.read(folder).named("animals").items()).hasSize(50_000);
    }

    @Test
    void the_schema_lists_the_properties_that_ship() throws IOException {
        try (InputStream in = TaskTextTest.class.getResourceAsStream(TaskReader.SCHEMA)) {
            JsonNode schema = new ObjectMapper().readTree(Objects.requireNonNull(in));

            assertThat(schema.at("/properties/properties/items/enum"))
                    .extracting(JsonNode::asText)
                    .containsExactlyElementsOf(BehavioralProperties.names());
        }
    }

    private String text(String written) throws IOException {
        return Objects.requireNonNull(
                read(TASK + "  - x: " + written + "\n").items().get(0).fields().get("x"));
    }

    private Task read(String yaml) throws IOException {
        Files.writeString(folder.resolve("animals.yaml"), yaml);
        return Tasks.read(folder).all().get(0);
    }
}
