package dev.inward.task;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.hosted.OpenAiProvider;
import dev.inward.knowntruth.NoDelaySockets;
import dev.inward.model.ChatModel;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data set that the authors of arXiv 2410.13787 released is read as it is. The release is no
 * part of this project. The system property {@code inward.test.release} names the folder that has
 * its folders {@code test} and {@code train}.
 */
@Tag("slow")
class PaperReleaseTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PROMPTS =
            """
            origin: The release of arXiv 2410.13787.
            prompts:
              object-level: {messages: object_level_prompt}
              hypothetical: {messages: hypothetical_prompt}
              control: "{prompt} {answer} {question}"
            """;

    @TempDir Path tasks;

    private Path release = Path.of("");

    @BeforeEach
    void find_the_release() {
        release =
                Stream.of(
                                System.getProperty("inward.test.release", ""),
                                "../shared/conformance/paper-release")
                        .map(Path::of)
                        .filter(folder -> Files.isDirectory(folder.resolve("train")))
                        .findFirst()
                        .orElseGet(
                                () ->
                                        abort(
                                                "There is no release of the paper's data. Name its folder with -Dinward.test.release=."));
    }

    @Test
    void every_file_is_read_with_its_prompts() throws IOException {
        long rows = 0;
        for (Path file : files()) {
            List<JsonNode> expected = rows(file);
            Task task =
                    read(
                            "data: {file: '%s', format: introspection-release}".formatted(file),
                            Set.of(property(expected.get(0))));

            assertThat(task.items()).as("%s", file).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                JsonNode row = expected.get(i);
                Item item = task.items().get(i);
                assertThat(messages(item.prompt())).isEqualTo(messages(row, "object_level_prompt"));
                assertThat(messages(hypothetical(task, item, property(row))))
                        .isEqualTo(messages(row, "hypothetical_prompt"));
                assertThat(item.fields().get("original_dataset"))
                        .isEqualTo(row.path("original_dataset").asText());
                assertThat(item.fields().get("original_question"))
                        .isEqualTo(row.path("original_question").asText());
                assertThat(item.fields().get("target"))
                        .isEqualTo(row.path("option_matching_ethical_stance").asText(null));
                rows++;
            }
        }
        assertThat(rows).isGreaterThan(1_000);
    }

    @Test
    void the_files_of_a_data_set_are_one_task_with_an_item_for_each_prompt() throws IOException {
        var filesOfDataSet = new TreeMap<String, List<Path>>();
        for (Path file : files()) {
            filesOfDataSet
                    .computeIfAbsent(
                            rows(file).get(0).path("original_dataset").asText(),
                            name -> new ArrayList<>())
                    .add(file);
        }
        for (List<Path> files : filesOfDataSet.values()) {
            var prompts = new HashSet<JsonNode>();
            var properties = new HashSet<String>();
            for (Path file : files) {
                rows(file).forEach(row -> prompts.add(row.path("object_level_prompt")));
                properties.add(property(rows(file).get(0)));
            }
            Task task =
                    read(
                            files.stream()
                                    .map(file -> "'" + file + "'")
                                    .collect(
                                            Collectors.joining(
                                                    ", ",
                                                    "data: {format: introspection-release, files: [",
                                                    "]}")),
                            properties);

            assertThat(task.items()).as("%s", files).hasSameSizeAs(prompts);
            assertThat(task.origin().data()).hasSameSizeAs(files);
            for (Path file : files) {
                for (JsonNode row : rows(file)) {
                    assertThat(task.items())
                            .filteredOn(
                                    item ->
                                            messages(item.prompt())
                                                    .equals(messages(row, "object_level_prompt")))
                            .singleElement()
                            .satisfies(
                                    item ->
                                            assertThat(
                                                            messages(
                                                                    hypothetical(
                                                                            task,
                                                                            item,
                                                                            property(row))))
                                                    .isEqualTo(
                                                            messages(row, "hypothetical_prompt")));
                }
            }
        }
    }

    /** The wording is taken from the first row of each file: nothing of the release is here. */
    @Test
    void the_wording_of_every_file_can_be_written_as_templates() throws IOException {
        for (Path file : files()) {
            List<JsonNode> rows = rows(file);
            String question = rows.get(0).path("original_question").asText();
            String objectLevel = rows.get(0).at("/object_level_prompt/0/content").asText();
            String hypothetical = rows.get(0).at("/hypothetical_prompt/0/content").asText();
            String asked = objectLevel.substring(0, objectLevel.length() - 1);
            String[] around = hypothetical.split(Pattern.quote(asked), 2);
            Files.writeString(
                    tasks.resolve("task.yaml"),
                    """
                    name: wording
                    origin: The release of arXiv 2410.13787.
                    prompts:
                      object-level: %s
                      hypothetical: %s
                      control: "{prompt} {answer} {question}"
                    properties: [%s]
                    questions:
                      %s: {question: %s}
                    data: {file: '%s', columns: {original_question: original_question}}
                    """
                            .formatted(
                                    quoted(objectLevel.replace(question, "{original_question}")),
                                    quoted(around[0] + "{prompt_without_newline}{question}"),
                                    property(rows.get(0)),
                                    property(rows.get(0)),
                                    quoted(around[1]),
                                    file));
            Task task = Tasks.read(tasks).named("wording");

            for (int i = 0; i < rows.size(); i++) {
                Item item = task.items().get(i);
                assertThat(messages(item.prompt()))
                        .isEqualTo(messages(rows.get(i), "object_level_prompt"));
                assertThat(messages(hypothetical(task, item, property(rows.get(i)))))
                        .as("%s", file)
                        .isEqualTo(messages(rows.get(i), "hypothetical_prompt"));
            }
        }
    }

    @Test
    void the_prompts_arrive_at_a_server_byte_for_byte() throws Exception {
        var filesOfKind = new TreeMap<String, Path>();
        for (Path file : files()) {
            for (JsonNode row : rows(file)) {
                boolean odd = row.toString().chars().anyMatch(c -> c > 0x2000);
                filesOfKind.putIfAbsent(row.path("original_dataset").asText() + odd, file);
            }
        }
        for (Path file : Set.copyOf(filesOfKind.values())) {
            List<JsonNode> rows = rows(file);
            Task task =
                    read(
                            "data: {file: '%s', format: introspection-release}".formatted(file),
                            Set.of(property(rows.get(0))));
            try (var server = new MockWebServer();
                    var provider = new OpenAiProvider()) {
                server.setServerSocketFactory(new NoDelaySockets());
                server.setDispatcher(answering());
                server.start();
                ChatModel model = model(provider, server.url("/v1").toString());
                for (int i = 0; i < rows.size(); i++) {
                    Item item = task.items().get(i);
                    assertThat(sent(model, server, item.prompt()))
                            .isEqualTo(rows.get(i).path("object_level_prompt"));
                    assertThat(sent(model, server, hypothetical(task, item, property(rows.get(i)))))
                            .isEqualTo(rows.get(i).path("hypothetical_prompt"));
                }
            }
        }
    }

    private static JsonNode sent(ChatModel model, MockWebServer server, Prompt prompt)
            throws Exception {
        assertThat(model.complete(prompt).get(30, TimeUnit.SECONDS).text()).isEqualTo("owl");
        RecordedRequest request = requireNonNull(server.takeRequest(30, TimeUnit.SECONDS));
        return JSON.readTree(requireNonNull(request.getBody()).toByteArray()).path("messages");
    }

    private static Dispatcher answering() {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .body(
                                "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"owl\"}}]}")
                        .build();
            }
        };
    }

    private static ChatModel model(OpenAiProvider provider, String url) {
        return provider.open(
                new ModelSpecification(
                        "hosted",
                        "openai",
                        Map.of("id", "tiny", "base-url", url),
                        Path.of("."),
                        Path.of("."),
                        variable -> Optional.empty()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(release)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .map(file -> file.toAbsolutePath().normalize())
                    .sorted()
                    .toList();
        }
    }

    /** Splits at LF alone, independently of the reader. */
    private static List<JsonNode> rows(Path file) {
        var rows = new ArrayList<JsonNode>();
        try {
            for (String line : Files.readString(file).split("\n", 0)) {
                rows.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static String property(JsonNode row) {
        return row.path("behavioral_property").asText();
    }

    private static Prompt hypothetical(Task task, Item item, String property) {
        return task.hypotheticalPrompt(item, BehavioralProperties.named(property));
    }

    private static List<String> messages(Prompt prompt) {
        return prompt.messages().stream()
                .map(message -> message.role().displayName() + " " + message.text())
                .toList();
    }

    private static List<String> messages(JsonNode row, String column) {
        return row.path(column)
                .valueStream()
                .map(m -> m.path("role").asText() + " " + m.path("content").asText())
                .toList();
    }

    private static String quoted(String text) throws IOException {
        return JSON.writeValueAsString(text).replace("\u2028", "\\L").replace("\u2029", "\\P");
    }

    private Task read(String data, Set<String> properties) throws IOException {
        Files.writeString(
                tasks.resolve("task.yaml"),
                "name: release\n"
                        + PROMPTS
                        + "properties: ["
                        + String.join(", ", properties)
                        + "]\n"
                        + data
                        + "\n");
        return Tasks.read(tasks).named("release");
    }
}
