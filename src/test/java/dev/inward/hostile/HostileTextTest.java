package dev.inward.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Every hostile text through every way in, by real evals in JVMs of their own; then a scan of all
 * that they wrote.
 */
@Tag("slow")
@ExtendWith(HostileReports.class)
class HostileTextTest {

    private static final Set<String> CHART_ELEMENTS =
            Set.of(
                    "svg",
                    "title",
                    "desc",
                    "defs",
                    "clipPath",
                    "g",
                    "rect",
                    "circle",
                    "polygon",
                    "line",
                    "path",
                    "text");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXTS = SampleText.hostile().size();

    private static Path folder;

    @BeforeAll
    static void run_the_evals(Path output) {
        folder = output;
    }

    @Test
    void at_least_sixty_texts_are_tried() {
        assertThat(TEXTS).isGreaterThanOrEqualTo(60);
    }

    @Test
    void the_console_shows_them_and_runs_no_command() throws IOException {
        List<String> consoles = contents(files("-console"));

        consoles.forEach(console -> SafeOutput.assertConsole("console", console));
        assertThat(consoles).hasSize(HostileReports.PARTS);
        assertThat(String.join("", consoles))
                .contains("verdict", "\\u001b[2J", "\\u202e", "\\u0023#vso[", "not opened: ")
                .contains("there is no key");
    }

    @Test
    void summaries_are_markdown_without_markup() throws IOException {
        List<Path> summaries = files("summary.md");

        assertThat(summaries).hasSizeGreaterThanOrEqualTo(TEXTS);
        for (Path file : summaries) {
            String text = Files.readString(file);
            SafeOutput.assertMarkdown(file.toString(), text);
            assertThat(text.lines().filter(line -> line.startsWith("| x")))
                    .as("%s", file)
                    .allSatisfy(
                            row ->
                                    assertThat(row.replaceAll("\\\\.", "").split("\\|", -1))
                                            .hasSize(14));
        }
    }

    @Test
    void json_files_are_visible_and_whole() throws IOException {
        List<Path> verdicts = files("verdicts.json");
        List<Path> outcomes = files("outcome.json");

        assertThat(verdicts).hasSizeGreaterThanOrEqualTo(TEXTS);
        for (Path file : verdicts) {
            SafeOutput.assertVisible(file.toString(), Files.readString(file));
        }
        for (Path file : outcomes) {
            SafeOutput.assertVisible(file.toString(), Files.readString(file));
            assertThat(JSON.readTree(file.toFile()).path("exitCode").asInt()).isNotZero();
        }
        String all = contents(verdicts).toString();
        assertThat(all).contains("\"INCONCLUSIVE\"", "<img", "\\u202e");
    }

    @Test
    void cassettes_are_ascii() throws IOException {
        List<Path> cassettes = files(".jsonl");

        assertThat(cassettes).hasSizeGreaterThan(TEXTS);
        for (Path file : cassettes) {
            assertThat(Files.readString(file)).as("%s", file).matches("[\\n\\x20-\\x7e]*");
        }
    }

    @Test
    void allure_shows_names_and_values_as_text_and_messages_as_html_of_text() throws IOException {
        List<Path> results = files("-result.json");

        assertThat(results).hasSizeGreaterThan(6 * TEXTS);
        int messages = 0;
        for (Path file : results) {
            JsonNode result = JSON.readTree(file.toFile());
            for (String list : List.of("labels", "links", "parameters", "attachments")) {
                for (JsonNode named : result.path(list)) {
                    SafeOutput.assertNoMarkup(file.toString(), named.path("name").asText());
                    String value = named.path("value").asText();
                    SafeOutput.assertNoMarkup(file.toString(), value);
                    assertThat(value).doesNotMatch("(?s)(?!https?:)\\w+://.*|\\w+://.*\".*");
                }
            }
            SafeOutput.assertNoMarkup(file.toString(), result.path("name").asText());
            SafeOutput.assertMarkdown(file.toString(), result.path("description").asText());
            for (String text : List.of("message", "trace")) {
                String shown = result.path("statusDetails").path(text).asText();
                SafeOutput.assertConsole(file.toString(), shown);
                assertThat(shown).as("%s", file).doesNotContain("<");
                messages += shown.contains("&lt;img src=x") ? 1 : 0;
            }
        }
        assertThat(messages).isPositive();
    }

    @Test
    void a_cell_of_csv_is_no_formula() throws IOException {
        List<Path> tables = files("-attachment.csv");

        assertThat(tables).hasSizeGreaterThan(TEXTS);
        for (Path file : tables) {
            try (MappingIterator<String[]> rows =
                    new CsvMapper()
                            .readerFor(String[].class)
                            .with(CsvParser.Feature.WRAP_AS_ARRAY)
                            .readValues(file.toFile())) {
                int columns = 0;
                for (String[] row : rows.readAll()) {
                    columns = columns == 0 ? row.length : columns;
                    assertThat(row).as("%s", file).hasSize(columns);
                    for (String cell : row) {
                        SafeOutput.assertCell(file.toString(), cell);
                    }
                }
            }
        }
    }

    @Test
    void a_chart_has_shapes_and_texts_only() throws Exception {
        List<Path> charts = files("-attachment.svg");

        assertThat(charts).hasSize(3 * TEXTS);
        for (Path file : charts) {
            SafeOutput.assertVisible(file.toString(), Files.readString(file));
            NodeList elements =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getElementsByTagName("*");
            for (int i = 0; i < elements.getLength(); i++) {
                var element = (Element) elements.item(i);
                assertThat(CHART_ELEMENTS).contains(element.getTagName());
                for (int j = 0; j < element.getAttributes().getLength(); j++) {
                    assertThat(element.getAttributes().item(j).getNodeName())
                            .doesNotStartWith("on")
                            .doesNotContain("href");
                }
            }
        }
    }

    @Test
    void no_host_is_in_an_attachment_as_a_link() throws IOException {
        for (Path file : files("-attachment.json")) {
            SafeOutput.assertVisible(file.toString(), Files.readString(file));
        }
        assertThat(contents(files("-attachment.json")).toString().toLowerCase(Locale.ROOT))
                .contains("hostile.example");
    }

    private static List<Path> files(String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .toList();
        }
    }

    private static List<String> contents(List<Path> files) throws IOException {
        var contents = new ArrayList<String>();
        for (Path file : files) {
            contents.add(Files.readString(file));
        }
        return contents;
    }
}
